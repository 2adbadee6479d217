"""Remarks of a transcriber or a machine that stand where speech should: "[Music]", "(12 seconds pause)"."""

import re

_GROUP = re.compile(
    r"\s*(?:\[([^\[\]]{1,80})\]|\(([^()]{1,80})\)|\{([^{}]{1,80})\}|<([^<>]{1,80})>|\*{1,2}([^*]{1,80})\*{1,2}"
    r"|_([^_]{1,80})_|[♪♫#]+\s*([^♪♫#]{0,200}?)\s*[♪♫#]+)[\s.,;:–—-]*"
)
_NO_WORDS = re.compile(r"[\s.…,;:–—_*♪♫-]+")
_TIME = re.compile(r"\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?")
_MOST_WORDS = 6
# A remark that says so tells of no speech; "inaudible" and "crosstalk" do: somebody spoke.
_SOUNDS = re.compile(
    r"\b(?:music|musi[ck]|musique|música|musica|muziek|jingle|intro|outro|song|singing|hums|humming|whistl\w+"
    r"|applause|applaus|beifall|aplausos|applaudissements|clap(?:s|ping)?|cheer(?:s|ing)|laugh\w*|lach(?:en|t|te)|gelächter"
    r"|risas?|rires?|risate|chuckl\w+|giggl\w+|snicker\w*|sigh(?:s|ing)?|groan(?:s|ing)?|gasps?|cough\w*"
    r"|sneez\w+|sniff\w*|yawn\w*|throat|breath\w*|inhal\w+|exhal\w+|silence|silent|stille|silencio|pauses?|pausiert"
    r"|no (?:audio|speech|sound|audible \w+)|blank[ _]audio|noises?|geräusche?|static|beep\w*|buzz\w*|click\w*|typing"
    r"|(?:phone|telephone|doorbell|bell)s?(?: \w+)? (?:rings?|ringing)|ringing|ringtone|dial tone|knock\w*|door \w+"
    r"|footsteps|rustling|barks?|barking|sound effects?)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\b(?:i|i'm|i’m|you|we|they|said|says|speak\w*|talk\w*)\b", re.IGNORECASE)


def name_remark(text: str) -> str | None:
    """Why a text without anything spoken is no speech; ``None`` if it has words, or may have.

    >>> name_remark("[Music] (12 seconds pause)")
    'remark, not speech'
    >>> name_remark("[laughs] I did."), name_remark("[inaudible]")
    (None, None)
    """
    if _NO_WORDS.fullmatch(text):
        return "no words"
    at = 0
    while match := _GROUP.match(text, at):
        said = next((group for group in match.groups() if group is not None), "")
        if not (_is_sound(said) or match[0].lstrip()[0] in "♪♫"):
            return None
        at = match.end()
    return "remark, not speech" if at and at == len(text) else None


def _is_sound(said: str) -> bool:
    if _TIME.fullmatch(said.strip()):
        return True
    return len(said.split()) <= _MOST_WORDS and bool(_SOUNDS.search(said)) and not _SAYS.search(said)
