"""Which column of a table holds what, known by its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[\W_]+")


def normalize_header(cell: str) -> str:
    """A header in lower case, its words joined by underscores.

    >>> normalize_header("Start (ms)"), normalize_header("speakerName")
    ('start_ms', 'speaker_name')
    """
    return "_".join(_NOT_WORD.sub(" ", _CAMEL.sub(" ", cell)).casefold().split())


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(normalize_header, text.split())))


# Each in order of preference: the first name that a header has is taken. Languages by their first lines'
# order: English; German, French, Spanish, Portuguese, Italian, Dutch; Nordic; Slavic and others; Asian.
SPEAKER = _names(
    "speaker speaker_name speaker_label name participant participant_name person who interlocutor talker "
    "display_name user user_name author author_name sender sender_name from agent spoken_by said_by attendee spk "
    "speaker_id role channel track side party "
    "sprecher sprecherin sprecher_in sprechende sprechender redner rednerin teilnehmer teilnehmerin person_name "
    "orateur locuteur locutrice intervenant interlocuteur nom hablante orador locutor interlocutor participante "
    "persona nombre falante spreker deelnemer oratore relatore parlante nome naam "
    "talare taler puhuja namn navn "
    "mówca rozmówca mówiący mluvčí beszélő vorbitor спикер говорящий участник спікер konuşmacı ομιλητής المتحدث דובר "
    "说话人 发言人 讲话人 說話人 發言人 话者 话人 話者 発言者 スピーカー 화자 발화자 발언자 pembicara người_nói ผู้พูด"
)
TEXT = _names(
    "text utterance utterance_text transcript transcription transcript_text message sentence content "
    "speech dialogue dialog caption subtitle said spoken_text sentence_text message_text segment_text raw_text phrase "
    "body line words "
    "äusserung äußerung aeusserung aussage gesagtes nachricht transkript transkription wortlaut inhalt wortbeitrag "
    "texte propos énoncé contenu réplique parole texto mensaje mensagem transcripción transcrição contenido conteúdo "
    "intervención fala tekst bericht uitspraak inhoud testo trascrizione contenuto battuta frase enunciato "
    "innehåll indhold innhold teksti yttrande transkribering udsagn "
    "wypowiedź treść výrok obsah szöveg megszólalás текст реплика содержание висловлювання metin ifade "
    "κείμενο النص טקסט "
    "文本 内容 內容 发言 發言 字幕 文字 发言内容 テキスト 発言 発言内容 発話 発話内容 내용 텍스트 발화 teks "
    "văn_bản ข้อความ"
)
START = _names(
    "start start_time start_timestamp start_timecode begin begin_time begin_timestamp onset timecode "
    "timestamp time_stamp time offset t sent_at time_range timespan time_span interval "
    "date_time date created_at "
    "beginn anfang startzeit anfangszeit zeit zeitstempel zeitmarke zeitpunkt uhrzeit "
    "début debut heure horodatage temps inicio início tiempo tempo hora marca_de_tiempo tijd begintijd starttijd "
    "tijdstip ora inizio starttid tid alku aika start_tid "
    "czas początek čas začátek idő kezdet время начало час початок zaman başlangıç χρόνος الوقت البداية זמן "
    "时间 開始 开始 时间戳 時間 開始時間 开始时间 開始時刻 時刻 시간 시작 시작시간 waktu mulai thời_gian เวลา"
)
END = _names(
    "end end_time end_timestamp end_timecode stop stop_time finish finish_time offset_end "
    "ende endzeit schluss fin fim término einde eindtijd eind fine sluttid slut loppu slutt "
    "koniec konec vége конец окончание кінець bitiş τέλος النهاية סיום "
    "结束 结束时间 結束 終了 終了時間 終了時刻 종료 끝 종료시간 selesai kết_thúc"
)
DURATION = _names("duration dur length dauer durée duración duração durata duur varaktighet 时长 持续时间 長さ 길이")
CALL = _names(
    "call call_id call_name transcript_id conversation_id meeting_id session_id recording_id dialogue_id dialog_id root"
)
_FIRST_NAME = _names("first_name given_name vorname prénom voornaam förnamn fornavn")
_LAST_NAME = _names("last_name family_name surname nachname apellido apellidos cognome achternaam efternamn etternavn")
# Columns that say nothing about who speaks.
_INCIDENTAL = frozenset(_names("unnamed index id no nr number row cue duration length confidence score language lang"))
# Names of one word that say so too as the last of several: "clean text", "segment start".
_N_CORE = 20

_MS = frozenset(("ms", "msec", "msecs", "millis", "millisecond", "milliseconds"))
_HEADER_LIKE = re.compile(r"[^{}?!<>]{0,40}")
_UNITS = _MS | frozenset(
    ("s", "sec", "secs", "second", "seconds", "min", "hh", "mm", "ss", "hhmmss", "mmss", "us", "ns")
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Positions from 0; ``None`` where the table has no such column.

    A ``duration`` counts only where there is no end, a ``last_name`` only where the speaker is a first name;
    ``n_unknown`` columns may hold anything.
    """

    speaker: int | None
    text: int | None
    start: int | None
    end: int | None
    call: int | None
    duration: int | None = None
    last_name: int | None = None
    n_unknown: int = 0

    @property
    def n_vital(self) -> int:
        """How many of the two columns that a transcript needs were found: speaker and text."""
        return (self.speaker is not None) + (self.text is not None)

    @property
    def is_untold(self) -> bool:
        """Whether these are timed texts in which no column can be the speaker, as in subtitles."""
        return self.speaker is None and None not in (self.text, self.start) and not self.n_unknown

    @property
    def n_found(self) -> int:
        """How many columns were recognised in all."""
        return sum(at is not None for at in (self.speaker, self.text, self.start, self.end, self.call))


def find_columns(header: Sequence[str]) -> Columns:
    """The columns that a header names.

    >>> find_columns(["Start (ms)", "Who", "Utterance"])
    Columns(speaker=1, text=2, start=0, end=None, call=None, duration=None, last_name=None, n_unknown=0)
    """
    names = [normalize_header(cell) for cell in header]
    text, call, start, end, duration = (_find(names, known) for known in (TEXT, CALL, START, END, DURATION))
    speaker, last_name = _find(names, SPEAKER), None
    if speaker is None or names[speaker] in _FIRST_NAME:
        first, last = _find(names, _FIRST_NAME), _find(names, _LAST_NAME)
        speaker, last_name = (last, None) if first is None else (first, last)
    found = (speaker, text, start, end, call)
    others = (name for at, name in enumerate(names) if name and at not in (*found, duration, last_name))
    n_unknown = sum(1 for name in others if _INCIDENTAL.isdisjoint(name.split("_")))
    return Columns(*found, duration, last_name, n_unknown)


def is_header_like(cells: Sequence[str]) -> bool:
    """Whether every cell is short enough to name a column, as sentences are not."""
    return all(_HEADER_LIKE.fullmatch(cell) and len(cell.split()) <= 5 for cell in cells)


def _find(names: Sequence[str], known: Sequence[str]) -> int | None:
    bare = [_without_unit(name) for name in names]
    for name in known:
        for form in (names, bare):
            if name in form:
                return form.index(name)
    core = [name for name in known[:_N_CORE] if "_" not in name]
    ends = (at for name in core for at, words in enumerate(bare) if words.endswith(f"_{name}"))
    return next((at for at in ends if _INCIDENTAL.isdisjoint(bare[at].split("_"))), None)


def _without_unit(name: str) -> str:
    words = name.split("_")
    return "_".join(word for word in words if word not in _UNITS) or name
