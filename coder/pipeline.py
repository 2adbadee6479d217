"""Transcript in, coded call out."""

import math
from collections.abc import Collection, Mapping, Sequence

from coder.codebook import Codebook
from coder.damage import find_damage
from coder.errors import TranscriptError
from coder.features import Spoken
from coder.model_folder import Model
from coder.people import default_joins, join_people, propose_same_people, speaker_kind
from coder.review import CodedUtterance, Review, RoleProposal, RolesFrom, Speaker, Stretch
from coder.roles import assign_roles, propose_manager, speaker_parts
from coder.transcript import Role, Skipped, Transcript, Unit, Utterance, count_words

# Talk is measured in time when at least this share of the words carries times.
MIN_TIMED_WORDS = 0.95


def code_call(
    transcript: Transcript,
    model: Model,
    *,
    manager: str | None = None,
    guests: Collection[str] | None = None,
    joins: Mapping[str, str] | None = None,
) -> Review:
    """The call with a code for every utterance.

    Args:
        manager: name of the speaker who leads. Without it the file's own roles count, else
            the tool's proposal; ``Review.roles_from`` says which it was.
        guests: names of speakers who are neither manager nor rep; ``None`` takes those the file states and,
            where two people are named, note-taking bots and lines without a name.
        joins: names that are one person's, the name to keep by the name that goes; ``None`` joins those
            that differ only in how they are written.

    Raises:
        RoleError: a name that nobody in the call has.
        TranscriptError: the file holds typed chat and no speech.
    """
    if not transcript.units:
        raise _no_speech(transcript)
    same_people = propose_same_people(transcript.speakers)
    joins = default_joins(transcript.speakers) if joins is None else dict(joins)
    transcript = join_people(transcript, joins)
    proposal = propose_manager(speaker_parts(transcript), model.role_weights, ceiling=model.role_ceiling)
    roles, roles_from = _decide_roles(transcript, proposal, manager, guests)
    utterances = _split(transcript, model)
    return Review(
        call=transcript.call,
        source=transcript.source,
        format=transcript.format,
        model_name=model.name,
        model_version=model.version,
        roles_from=roles_from,
        proposal=proposal,
        speakers=_describe_speakers(transcript, roles),
        utterances=_code(utterances, roles, model),
        skipped=(*transcript.skipped, *_left_out_chat(transcript)),
        same_people=same_people,
        joined=joins,
        damage=find_damage(transcript, model.role_weights),
        uncounted_tags=tuple(tag for tag in model.codebook.tag_ids if tag not in model.tag_thresholds),
        widening=model.widening,
    )


def split_call(transcript: Transcript, model: Model) -> Sequence[Utterance]:
    """The utterances that ``code_call`` would code, names joined as it does unless told otherwise."""
    return _split(join_people(transcript, default_joins(transcript.speakers)), model)


def _split(transcript: Transcript, model: Model) -> Sequence[Utterance]:
    return model.segmenter.split(transcript) if transcript.utterances is None else transcript.utterances


def _left_out_chat(transcript: Transcript) -> tuple[Skipped, ...]:
    count = len(transcript.chat)
    return (Skipped("chat", f"{count} typed messages: chat is not speech"),) if count else ()


def _no_speech(transcript: Transcript) -> TranscriptError:
    return TranscriptError(
        transcript.source,
        expected="what was said in a call",
        found=f"{len(transcript.chat)} typed chat messages and no speech",
        next_step="Export the transcript of the call itself; the chat can be seen with: coder read FILE",
    )


def _decide_roles(
    transcript: Transcript, proposal: RoleProposal | None, manager: str | None, guests: Collection[str] | None
) -> tuple[dict[str, Role], RolesFrom]:
    """Each speaker's role, and who says who leads: the user before the file, the file before the proposal."""
    stated = transcript.roles
    if guests is None:
        guests = {name for name, role in stated.items() if role == "guest"} | _nobody_in(transcript.speakers)
        guests -= {manager}
    leaders = [name for name, role in stated.items() if role == "manager"]
    if manager is not None:
        return assign_roles(transcript.speakers, manager, guests), "named"
    if leaders:
        roles = assign_roles(transcript.speakers, None, guests)
        return roles | {name: "manager" for name in leaders if roles[name] != "guest"}, "file"
    return assign_roles(transcript.speakers, proposal.manager if proposal else None, guests), "proposed"


def _nobody_in(speakers: Sequence[str]) -> set[str]:
    """Bots and unnamed lines, where two people or more are named: on neither side of the call."""
    people = {name for name in speakers if speaker_kind(name) == "person"}
    return set(speakers) - people if len(people) >= 2 else set()


def _code(utterances: Sequence[Utterance], roles: dict[str, Role], model: Model) -> tuple[CodedUtterance, ...]:
    spoken = [Spoken(u.turn, u.speaker, roles[u.speaker], u.text) for u in utterances]
    codes, mode_of = model.classifier.codes, model.codebook.mode_of
    coded = []
    probabilities, tags = model.classifier.predict(spoken)
    thresholds = (model.tag_thresholds, model.possible_thresholds)

    for utterance, row, tag_row in zip(utterances, probabilities, tags, strict=True):
        code = codes[int(row.argmax())]
        given, possible = (_tags_over(tag_row, model.classifier.tags, each) for each in thresholds)
        role = roles[utterance.speaker]
        lenses, signals = _tags_of(role, model.codebook)
        coded.append(
            CodedUtterance(
                index=utterance.index,
                turn=utterance.turn,
                speaker=utterance.speaker,
                role=role,
                text=utterance.text,
                start_ms=utterance.start_ms,
                end_ms=utterance.end_ms,
                code=code,
                mode=mode_of[code],
                confidence=float(row.max()),
                probabilities=dict(zip(codes, row.tolist(), strict=True)),
                lenses=tuple(lens for lens in lenses if lens in given),
                signals=tuple(signal for signal in signals if signal in given),
                possible=tuple(tag for tag in (*lenses, *signals) if tag in possible - given),
            )
        )
    return tuple(coded)


def _tags_over(row: Sequence[float], tags: Sequence[str], thresholds: Mapping[str, float]) -> set[str]:
    """Tags whose probability reaches their threshold."""
    return {tag for tag, probability in zip(tags, row, strict=True) if probability >= thresholds.get(tag, math.inf)}


def _tags_of(role: Role, codebook: Codebook) -> tuple[list[str], list[str]]:
    """Lenses and signals that utterances of a role may carry."""
    lenses = [lens.id for lens in codebook.lenses] if role == "manager" else []
    return lenses, [signal.id for signal in codebook.signals] if role == "rep" else []


def _describe_speakers(transcript: Transcript, roles: dict[str, Role]) -> tuple[Speaker, ...]:
    timed = _is_timed(transcript.units)
    units_of: dict[str, list[Unit]] = {}
    stretches: dict[str, list[Stretch]] = {}
    for turn in transcript.turns:
        words = sum(count_words(unit.text) for unit in turn.units)
        stretch = Stretch(turn.index, words, _speech_ms(turn.units) if timed else None)
        units_of.setdefault(turn.speaker, []).extend(turn.units)
        stretches.setdefault(turn.speaker, []).append(stretch)
    return tuple(
        Speaker(
            name=name,
            role=roles[name],
            words=sum(stretch.words for stretch in stretches[name]),
            speech_ms=_speech_ms(units) if timed else None,
            stretches=tuple(stretches[name]),
        )
        for name, units in units_of.items()
    )


def _is_timed(units: Sequence[Unit]) -> bool:
    words = [(count_words(unit.text), _lasts(unit)) for unit in units]
    return sum(n for n, lasts in words if lasts) >= MIN_TIMED_WORDS * sum(n for n, _ in words)


def _lasts(unit: Unit) -> bool:
    return unit.start_ms is not None and unit.end_ms is not None and unit.end_ms > unit.start_ms


def _speech_ms(units: Sequence[Unit]) -> int:
    """Time covered by the units, overlaps counted once."""
    spans = sorted((unit.start_ms or 0, unit.end_ms or 0) for unit in units if _lasts(unit))
    total = reached = 0
    for start, end in spans:
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
