"""One string in which each turn opens with a role: "AI: How can I help? User: I have a question."."""

import re
from typing import Any

_ROLE = re.compile(r"(?:^|\s)(AI|Agent|Assistant|Bot|User|Human|Customer|Caller|Guest):(?=\s)", re.IGNORECASE)


def split_roles(text: Any) -> list[dict[str, str]]:
    """The turns, each with its ``role`` and ``text``; none if the text does not open with a role.

    >>> split_roles("AI: Hello. User: Hi.")
    [{'role': 'AI', 'text': 'Hello.'}, {'role': 'User', 'text': 'Hi.'}]
    """
    if not isinstance(text, str) or not _ROLE.match(text.lstrip()):
        return []
    _, *parts = _ROLE.split(text.strip())
    return [{"role": role, "text": said.strip()} for role, said in zip(parts[::2], parts[1::2], strict=True)]
