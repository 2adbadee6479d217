"""Ids of the measures that damage touches."""

TALK = ("talk_share", "longest_stretch")
CODES = (
    "questions_to_directives",
    "ask_and_listen_index",
    "tell_share",
    "pitch_share",
    "persuade_share",
    "listen_share",
    "open_share_of_questions",
    "reflections_to_questions",
)
ALL = (*TALK, *CODES)
