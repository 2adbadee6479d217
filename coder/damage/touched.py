"""Ids of the measures that damage touches."""

from coder.codebook import load_codebook
from coder.measures import is_measured

TALK = ("talk_share", "longest_stretch")


def of_codes() -> tuple[str, ...]:
    """Shares and ratios of codes that the codebook has."""
    modes = (f"{mode}_share" for mode in load_codebook().coaching_modes)
    ratios = ("open_share_of_questions", "reflections_to_questions")
    return tuple(
        measure
        for measure in ("questions_to_directives", "ask_and_listen_index", *modes, *ratios)
        if is_measured(measure)
    )


def of_everything() -> tuple[str, ...]:
    """Those of talk and those of codes."""
    return (*TALK, *of_codes())
