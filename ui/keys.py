"""The session's keys, shared by pages and tests. What they hold never leaves the user's session."""

from enum import StrEnum


class Key(StrEnum):
    """Keys of ``st.session_state``; those from ``CALL`` on belong to widgets."""

    CALL_ID = "call_id"
    REVIEW = "review"
    READ_AT = "read_at"
    ANALYSIS = "analysis"
    PROBLEM = "problem"
    APPLIED = "applied"
    WHY = "why"
    PASSED = "passed_guesses"
    TOLD = "told"
    EXPLAINED = "explained"
    ATTEMPTS = "attempts"
    CALL = "chosen_call"
    MANAGER = "manager"
    GUESTS = "guests"
    SAME_PEOPLE = "same_people"
    TRANSCRIPT = "call"
    EXPORT = "export"
    GUESSED_TALK = "guessed_talk"
    GUESSED_RATIO = "guessed_ratio"
    GUESS_FIRST = "guess_first"
    TREND_MANAGER = "trend_manager"
    TREND_TYPE = "trend_type"
    TELL = "tell"
    REWRITE = "rewrite"
    KEEP = "keep_attempt"
    ANOTHER = "another_tell"
