"""Measures of who spoke how much and when, the same for every codebook."""

from coder.measures.definitions import Definition

TALK_SHARE = Definition(
    "talk_share",
    "Talk share",
    "share",
    "this side's speech time ÷ all speech time; words ÷ words where the file has no times",
    "How much of the talk was theirs.",
    "headline",
)
TALK = (
    Definition(
        "longest_stretch",
        "Longest stretch",
        "length",
        "speech time of the longest turn; its words where the file has no times",
        "The longest time they spoke with nobody else in between.",
        "talk",
    ),
    Definition(
        "median_turn",
        "Median turn",
        "length",
        "the middle of their turns by speech time; by words where the file has no times",
        "How long they usually speak at a time.",
        "talk",
    ),
    Definition(
        "switches_a_minute",
        "Speaker switches a minute",
        "rate",
        "changes of speaker ÷ minutes from first to last word",
        "How quickly the talk goes to and fro.",
        "talk",
        both_sides=False,
    ),
    Definition(
        "pause_after_question",
        "Pause after own question",
        "length",
        "median time from the end of a turn that ends in a question to the next speaker's start",
        "How long a question is left to work.",
        "talk",
        both_sides=False,
        source="wait time: Rowe 1974",
        needs=("questions",),
    ),
    Definition(
        "interruptions",
        "Interruptions",
        "count",
        "turns begun at least 0.3 s before the other had ended, backchannels left out",
        "How often the manager began while somebody else was speaking.",
        "talk",
        both_sides=False,
    ),
)
