"""Names by id, from the lists and tables of speakers that JSON has beside a transcript."""

from collections.abc import Iterator
from typing import Any

from coder.readers.json.tree import walk
from coder.readers.json.values import label_of, name_of

_MAX_NODES = 2000
_LOOKED_AT = 5
_PEOPLE = ("speakers", "participants", "parties", "attendees", "meeting_attendees", "users", "members", "people")
_PEOPLE += ("speaker_map", "speakerMap", "speaker_mapping", "speaker_names", "speakerNames", "speaker_labels")
_PEOPLE += ("externalParticipants", "external_participants", "internalParticipants", "speakerInfo", "speaker_info")
_PERSON = ("participant", "speaker", "person", "attendee", "user")  # as lists: elements of XML that come again
# Lists of bare names: only those of speakers are sure to be counted as the speakers are.
_NUMBERED = ("speakers", "speaker_names", "speakerNames")
_ID_KEYS = ("speakerId", "speaker_id", "id", "speaker", "participant_id", "participantId", "user_id", "userId")
_ID_KEYS += ("index", "speaker_index", "speakerIndex", "speaker_label", "label", "attendee_id", "member_id", "key")
_ID_KEYS += ("personId", "person_id")
_MAIL_KEYS = ("email", "emailAddress", "userEmail")


def list_names(tree: Any, *, at_root: bool = False) -> dict[str, str]:
    """Names by id; ``at_root`` where the tree may itself be such a list or table.

    >>> list_names({"parties": [{"speakerId": "77", "name": "Ana"}]}), list_names({"speakers": {"S1": "Ben"}})
    ({'77': 'Ana'}, {'S1': 'Ben'})
    """
    names: dict[str, str] = {}
    if at_root:
        names.update(_list_entries("", tree))
    for node in walk(tree, looked_at=_LOOKED_AT, limit=_MAX_NODES):
        for key in (*_PEOPLE, *_PERSON) if isinstance(node, dict) else ():
            if key in _PERSON and not isinstance(node.get(key), list):
                continue
            for label, name in _list_entries(key, node.get(key)):
                names.setdefault(label, name)
    return names


def _list_entries(key: str, people: Any) -> Iterator[tuple[str, str]]:
    if isinstance(people, dict):
        for label, person in people.items():
            if name := _name(person):
                yield label, name
    for at, person in enumerate(people if isinstance(people, list) else ()):
        if isinstance(person, dict) and (name := _name(person)):
            yield from ((label, name) for key in _ID_KEYS if (label := label_of(person.get(key))))
        elif isinstance(person, str) and key in _NUMBERED and person.strip():
            yield str(at), person.strip()


def _name(person: Any) -> str:
    """The name of one that is an object, or whose name is all there is."""
    if not isinstance(person, dict):
        return person.strip() if isinstance(person, str) else ""
    meta = person.get("meta")
    mail = next((mail for key in _MAIL_KEYS if isinstance(mail := person.get(key), str)), "")
    return name_of(person) or (name_of(meta) if isinstance(meta, dict) else "") or mail
