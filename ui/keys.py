"""The session's keys, shared by pages and tests. What they hold never leaves the user's session."""

from enum import StrEnum


class Key(StrEnum):
    """Keys of ``st.session_state``; the last six belong to widgets."""

    TRANSCRIPT = "transcript"
    REVIEW = "review"
    PROBLEM = "problem"
    OPENED_SAMPLE = "opened_sample"
    UPLOADS = "uploads"
    UPLOAD = "upload"
    SAMPLE = "sample"
    MANAGER = "manager"
    GUESTS = "guests"
    SAME_PEOPLE = "same_people"
    EXPORT = "export"
