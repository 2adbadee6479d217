"""Values of a JSON tree as readers need them: labels and texts. Nothing here raises."""

from collections.abc import Iterable
from typing import Any

_NAME_KEYS = ("display_name", "displayName", "name", "full_name", "fullName", "username", "user_name", "userName")
_NAME_KEYS += ("speaker_name", "speakerName", "participant_name", "participantName", "person_name", "personName")
_NAME_PARTS = (("first_name", "firstName", "given_name"), ("last_name", "lastName", "family_name"))
_INNER_KEYS = ("user", "person", "profile", "participant", "contact", "speaker", "member")
_LESSER_KEYS = ("label", "diarization_label", "speaker_label", "email", "emailAddress", "id", "@id", "speaker_id")
_LESSER_KEYS += ("source",)
_DEEPEST_NAME = 3
_LATEST = 1e20
_TEXT_KEYS = ("punctuated_word", "text", "word", "content", "value", "transcript", "sentence", "w", "display", "utf8")


def label_of(value: Any) -> str:
    """A speaker's label from a name, a number or an object that holds a name; "" if there is none.

    >>> label_of(0), label_of({"id": 7, "name": "Ana"}), label_of(None)
    ('0', 'Ana', '')
    """
    if isinstance(value, dict):
        return name_of(value) or _first_label(value, _LESSER_KEYS)
    if isinstance(value, float) and value.is_integer() and abs(value) < _LATEST:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LATEST:
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def name_of(person: dict[str, Any]) -> str:
    """The name in an object about a person, or in one that it holds; "" if there is none.

    >>> name_of({"user": {"firstName": "Ana", "lastName": "Gil"}})
    'Ana Gil'
    """
    for _ in range(_DEEPEST_NAME):
        if name := _first_label(person, _NAME_KEYS):
            return name
        if name := " ".join(filter(None, (_first_label(person, keys) for keys in _NAME_PARTS))):
            return name
        person = next((inner for key in _INNER_KEYS if isinstance(inner := person.get(key), dict)), {})
    return ""


def _first_label(person: dict[str, Any], keys: Iterable[str]) -> str:
    found = (person[key] for key in keys if key in person)
    return next((label for item in found if not isinstance(item, dict) and (label := label_of(item))), "")


def text_of(value: Any) -> str:
    """A text, or the texts of a list of words or sentences joined; "" for anything else.

    >>> text_of([{"text": "Well"}, {"text": ","}, {"text": "yes."}])
    'Well, yes.'
    """
    if isinstance(value, str):
        return value
    return join_pieces(filter(None, map(_piece_of, value))) if isinstance(value, list) else ""


def join_pieces(pieces: Iterable[str]) -> str:
    """Words as a text, with spaces where the words bring none of their own.

    >>> join_pieces([" Yes", ",", " so"]), join_pieces(["Yes", ",", "so"])
    (' Yes, so', 'Yes, so')
    """
    pieces = list(pieces)
    if any(piece[:1].isspace() or piece[-1:].isspace() for piece in pieces):
        return "".join(pieces)
    return "".join(piece if is_punctuation(piece) else f" {piece}" for piece in pieces).strip()


def is_punctuation(text: str) -> bool:
    """Whether the text is a mark that closes what stands before it.

    >>> is_punctuation(","), is_punctuation("$5")
    (True, False)
    """
    return bool(text) and all(char in ".,;:!?…)]}»”’。，、！？；：%" for char in text)


def _piece_of(item: Any) -> str:
    if isinstance(item, dict):
        return next((item[key] for key in _TEXT_KEYS if isinstance(item.get(key), str)), "")
    return item if isinstance(item, str) else ""
