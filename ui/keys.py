"""The session's keys, shared by pages and tests. What they hold never leaves the user's session."""

from enum import StrEnum


class Key(StrEnum):
    """Keys of ``st.session_state``; those from ``UPLOAD`` on belong to widgets."""

    TRANSCRIPT = "transcript"
    REVIEW = "review"
    ANALYSIS = "analysis"
    PROBLEM = "problem"
    CALLS = "calls"
    REVIEWS = "reviews"
    UNREAD = "unread"
    OPENED_CALL = "opened_call"
    OPENED_SAMPLE = "opened_sample"
    UPLOADS = "uploads"
    UPLOAD = "upload"
    CALL = "chosen_call"
    SAMPLE = "sample"
    MANAGER = "manager"
    GUESTS = "guests"
    SAME_PEOPLE = "same_people"
    EXPORT = "export"
