"""What a codebook is made of: modes, codes with their near misses, lenses, signals."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mode:
    """A family of codes.

    Attributes:
        coaching: false where the mode is left out of every share.
        letter: what stands for it on a line of text; "" takes a letter of its id.
        doing: what somebody does in it, after "the share of"; "" takes its name.
    """

    id: str
    name: str
    definition: str
    coaching: bool = True
    letter: str = ""
    doing: str = ""


@dataclass(frozen=True)
class NearMiss:
    """Something that looks like a code and is coded otherwise.

    Attributes:
        example: the words, or "" where only a case is described.
        case: the case in words, or "".
        becomes: ids of the codes it gets instead.
        split: true where it is split and gets all of them, one each.
    """

    becomes: tuple[str, ...]
    example: str = ""
    case: str = ""
    split: bool = False


@dataclass(frozen=True)
class Code:
    """What one utterance does. In English, ``definition`` completes "the speaker …"."""

    id: str
    name: str
    mode: str
    definition: str
    counts: tuple[str, ...]
    near_misses: tuple[NearMiss, ...]


@dataclass(frozen=True)
class Lens:
    """A tag on the manager's utterances; ``axis`` and ``pole`` are "" for a tag without an opposite."""

    id: str
    definition: str
    axis: str = ""
    pole: str = ""


@dataclass(frozen=True)
class Signal:
    """A tag on the rep's utterances. In English, ``definition`` completes "the rep …"."""

    id: str
    definition: str
