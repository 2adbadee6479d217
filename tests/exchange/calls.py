"""Labelled calls that the tests of every form write out and read back."""

from dataclasses import replace

from hypothesis import strategies as st

from coder.codebook import load_codebook
from coder.examples import LabelledCall, LabelledUtterance
from coder.transcript import ROLES

CODEBOOK = load_codebook()
LENSES = [lens.id for lens in CODEBOOK.lenses]
SIGNALS = [signal.id for signal in CODEBOOK.signals]

MONDAY = LabelledCall(
    "monday",
    "anna",
    (
        LabelledUtterance(
            0, "Marta Lindqvist", "manager", 'So, "what" <b>&\nhappened?', "open_question", ("learn",), (), 0, 1500
        ),
        LabelledUtterance(0, "Marta Lindqvist", "manager", "Tell me 😀.", "open_question", (), (), 1400, None),
        LabelledUtterance(3, "Jo_nas: x", "rep", "=They went quiet", "", (), ("concern", "commit"), 1000, 1200),
        LabelledUtterance(4, "Гость", "guest", "...", "acknowledge"),
    ),
)
PLAIN = LabelledCall(
    "plain",
    "plain",
    (
        LabelledUtterance(0, "Ana", "manager", "How did it go?", "open_question", ("develop",), (), 0, 1200),
        LabelledUtterance(1, "Ben", "rep", "They went quiet.", "inform", (), ("concern",), 1300, 2500),
        LabelledUtterance(2, "Ana", "manager", "Call them by Friday.", "direct", (), (), 2500, 4000),
    ),
)
TWO_CODERS = replace(
    PLAIN,
    name="two coders",
    second=("open_question", "argue", "direct"),
    second_tags=(("develop", "learn"), (), ("this_period",)),
)
SETTLED = replace(TWO_CODERS, name="settled", first=("clarify", "inform", "pressure"))
MARKED = replace(MONDAY, name="marked", codes_only=True)
CALLS = (MARKED, MONDAY, PLAIN, SETTLED, TWO_CODERS)

_ODD = "\ud800\r\n\t\x00\x15\x1f\x85\u2028\u00a0\ufeff\ufffe'\"=+-@%*$<>&,;:|\\/_ 😀é\u0301"
_TEXTS = st.text(st.one_of(st.sampled_from(_ODD), st.characters()), min_size=1, max_size=20).filter(str.strip)
_MS = st.one_of(st.none(), st.integers(0, 10**8))


def _some(ids: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), unique=True, max_size=3).map(tuple)


@st.composite
def calls(draw: st.DrawFn, *, coded: bool = False) -> tuple[LabelledCall, ...]:
    """One to three calls of any texts, times, turns, tags and coders; without ``coded`` some codes are missing."""
    codes = st.sampled_from(CODEBOOK.code_ids)
    return tuple(
        _draw_call(draw, f"c{at}", codes if coded else st.one_of(st.just(""), codes))
        for at in range(draw(st.integers(1, 3)))
    )


def _draw_call(draw: st.DrawFn, name: str, codes: st.SearchStrategy[str]) -> LabelledCall:
    speakers = draw(st.lists(st.tuples(_TEXTS, st.sampled_from(ROLES)), min_size=1, max_size=3))
    fields = st.tuples(
        st.integers(0, 9), st.sampled_from(speakers), _TEXTS, codes, _some(LENSES), _some(SIGNALS), _MS, _MS
    )
    utterances = tuple(
        LabelledUtterance(turn, speaker, role, *rest)
        for turn, (speaker, role), *rest in draw(st.lists(fields, min_size=1, max_size=5))
    )
    n, given = len(utterances), st.sampled_from(CODEBOOK.code_ids)
    second = draw(st.one_of(st.none(), st.lists(given, min_size=n, max_size=n).map(tuple)))
    tags = st.tuples(_some(LENSES), _some(SIGNALS)).map(lambda both: both[0] + both[1])
    return LabelledCall(
        name,
        draw(_TEXTS),
        utterances,
        second=second,
        first=draw(st.lists(given, min_size=n, max_size=n).map(tuple)) if second and draw(st.booleans()) else None,
        second_tags=draw(st.lists(tags, min_size=n, max_size=n).map(tuple)) if second else None,
        codes_only=draw(st.booleans()),
    )
