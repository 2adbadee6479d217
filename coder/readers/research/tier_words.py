"""What a word in a tier's name says about its content, in the languages in which tiers are mostly named."""

from coder.readers.tables.columns import normalize_header

WHOLE, PLAIN, PART, SINGLE, NONE = range(5)

# Whole utterances are preferred to their parts. Lines: English; German; French; Spanish, Portuguese; Italian,
# Dutch; Russian, Polish.
_UTTERANCES = (
    "utterance utterances utt utts speech spch transcript transcripts transcription transcr text texts txt tx "
    "orth ortho orthography sentence sentences phrase phrases ipu ipus turn turns dialogue dialog default verbal "
    "äusserung äußerung äusserungen äußerungen transkript transkription verbatim satz sätze rede gespräch "
    "énoncé énoncés parole paroles texte textes tour tours orthographe "
    "enunciado enunciados transcripción transcripciones habla texto textos turno turnos oración fala falas "
    "transcrição enunciação frase frases trascrizione enunciato testo parlato uiting uitingen tekst spraak "
    "transcriptie "
    "речь текст высказывание высказывания реплика реплики транскрипция wypowiedź wypowiedzi transkrypcja mowa"
)
_CHUNKS = "chunk chunks clause clauses iu ius teilsatz proposition propositions cláusula cláusulas"
_WORDS = (
    "word words wrd token tokens ort wort wörter woerter mot mots palabra palabras palavra palavras parola "
    "woord woorden слово слова słowo słowa"
)
_NO_SPEECH = (
    "phone phones phons vowel vowels consonant consonants phoneme phonemes phon phonetic "
    "phonetics segmental syllable syllables syl pitch f0 tone tones "
    "break breaks tobi intensity formant formants gloss glosses gls ge pos morph morphs morpheme morphemes mb "
    "lemma lemmas translation translations ft language languages lang ref comment comments note notes marker "
    "markers gesture gestures gaze posture error errors mute noise noises music silence silences laughter "
    "event events topic topics section sections code codes coding emotion emotions sentiment activity nonverbal "
    "laut laute phonetik silbe silben übersetzung übersetzungen uebersetzung glosse glossen kommentar kommentare "
    "anmerkung anmerkungen notiz notizen geste gesten gestik mimik blick stille geräusch geräusche lachen pause pausen "
    "thema sprache "
    "phonème phonèmes phonétique syllabe syllabes traduction traductions glose gloses commentaire commentaires gestes "
    "regard bruit bruits rire rires silence langue thème remarque remarques "
    "fonema fonemas sílaba sílabas traducción traducciones glosa glosas comentario comentarios nota notas gesto gestos "
    "mirada ruido ruidos risa risas silencio lengua tema tradução traduções comentário comentários olhar ruído riso "
    "fonemi sillaba sillabe traduzione traduzioni glossa glosse commento commenti gesti sguardo rumore risata silenzio "
    "vertaling vertalingen opmerking opmerkingen gebaar gebaren blik stilte geluid "
    "перевод переводы глосса глоссы комментарий комментарии примечание примечания жест жесты взгляд шум смех пауза "
    "слог слоги фонема фонемы tłumaczenie komentarz komentarze uwagi gesty spojrzenie szum śmiech cisza"
)
_RANKS = {
    normalize_header(word): rank
    for words, rank in ((_UTTERANCES, WHOLE), (_CHUNKS, PART), (_WORDS, SINGLE), (_NO_SPEECH, NONE))
    for word in words.split()
}


def rank_of(kind: str) -> int | None:
    """The rank of what a kind of tier holds, by its last word; ``None`` where the word says nothing.

    >>> rank_of("orthographic words") == SINGLE, rank_of("Ana") is None
    (True, True)
    """
    return _RANKS.get(normalize_header(kind).rpartition("_")[2])
