"""The call that is open in this session: which one, what is said of it, coding it again with other roles.

What the store holds is the truth: after every change the call is read from it again.
"""

from collections.abc import Iterable

import streamlit as st

from coder import (
    Analysis,
    CallQuery,
    CoderError,
    Review,
    StoredCall,
    StoreError,
    analyse,
    code_call,
    coded_at,
    figures_of,
    get_call,
    get_review,
    get_transcript,
    keep_figures,
    last_line,
    list_calls,
    recode_call,
)
from ui.cached import default_model
from ui.keys import Key
from ui.lead import manager_of
from ui.library import open_library, this_user

CHOICES = 50
IN_ADDRESS = "call"


def open_asked_call() -> None:
    """Opens the call that the address names, else goes on with the one that is open, else opens the latest."""
    asked = st.query_params.get(IN_ADDRESS) or st.session_state.get(Key.CALL_ID) or _latest()
    if asked and not _is_read(asked):
        open_call(asked)
    if call_id := st.session_state.get(Key.CALL_ID):
        st.query_params[IN_ADDRESS] = call_id


def open_chosen_call() -> None:
    """Opens the call chosen in the box."""
    if chosen := st.session_state[Key.CALL]:
        open_call(chosen)
        st.query_params[IN_ADDRESS] = st.session_state.get(Key.CALL_ID, "")


def open_call(call_id: str) -> None:
    """Opens a call of the store; where that cannot be, says why and leaves none open."""
    try:
        read_at = last_line(open_library(), call_id)
        review = get_review(open_library(), call_id, coded=_as_coded(call_id))
    except StoreError as error:
        close_call()
        refuse([error])
        return
    if call_id != st.session_state.get(Key.CALL_ID):
        st.session_state[Key.PROBLEM] = None
    st.session_state[Key.CALL_ID] = call_id
    st.session_state[Key.REVIEW] = review
    st.session_state[Key.READ_AT] = read_at


def close_call() -> None:
    """Leaves no call open."""
    for key in (Key.CALL_ID, Key.REVIEW, Key.READ_AT, Key.AS_CODED, Key.ANALYSIS):
        st.session_state.pop(key, None)
    st.query_params.pop(IN_ADDRESS, None)


def stored_call() -> StoredCall:
    """What the library knows of the open call."""
    return get_call(open_library(), st.session_state[Key.CALL_ID])


def calls_to_choose() -> dict[str, StoredCall]:
    """The latest calls by id, the open one among them."""
    calls = {call.id: call for call in list_calls(open_library(), CallQuery(limit=CHOICES)).calls}
    opened = st.session_state.get(Key.CALL_ID)
    return calls if opened is None or opened in calls else {opened: stored_call(), **calls}


def analysis_of(review: Review) -> Analysis:
    """What follows from the open review, computed once; its figures are kept for the lists."""
    kept = st.session_state.get(Key.ANALYSIS)
    if kept is None or kept.review is not review:
        kept = st.session_state[Key.ANALYSIS] = analyse(review)
        keep_figures(open_library(), st.session_state[Key.CALL_ID], figures_of(kept), review=review)
    return kept


def recode() -> None:
    """Codes the open call again with the roles chosen on the page; people's codes stay."""
    store, call_id, review = open_library(), st.session_state[Key.CALL_ID], st.session_state[Key.REVIEW]
    manager = st.session_state[Key.MANAGER]
    guests = set(st.session_state.get(Key.GUESTS, ())) - {manager}
    joins = dict(st.session_state.get(Key.SAME_PEOPLE, review.joined.items()))
    # Marking guests is no word on who leads: a proposal stays one until the manager is chosen.
    still_proposed = review.roles_from == "proposed" and manager == manager_of(review)
    try:
        transcript = get_transcript(store, call_id)
        if transcript is None:
            raise _no_transcript(review)
        named = None if still_proposed else manager
        coded = code_call(transcript, default_model(), manager=named, guests=sorted(guests), joins=joins)
        recode_call(store, call_id, coded, person=this_user())
    except CoderError as error:
        refuse([error])
    else:
        st.session_state[Key.PROBLEM] = None


def refuse(errors: Iterable[CoderError]) -> None:
    """Keeps what went wrong for the page to say."""
    st.session_state[Key.PROBLEM] = [str(error) for error in errors]


def _as_coded(call_id: str) -> Review:
    """The call without people's codes, read once until it is coded again.

    Raises:
        StoreError: no such call.
    """
    mark = (call_id, coded_at(open_library(), call_id))
    kept = st.session_state.get(Key.AS_CODED)
    if kept is None or kept[0] != mark:
        kept = st.session_state[Key.AS_CODED] = (mark, get_review(open_library(), call_id, corrected=False))
    return kept[1]


def _is_read(call_id: str) -> bool:
    """Whether the session holds the call as the store now has it."""
    open_now = call_id == st.session_state.get(Key.CALL_ID)
    return open_now and st.session_state.get(Key.READ_AT) == last_line(open_library(), call_id)


def _latest() -> str | None:
    """The latest call of one's own, else the first sample."""
    own = CallQuery(is_sample=False, limit=1)
    first = CallQuery(is_sample=True, sort="added_at", descending=False, limit=1)
    found = (call.id for query in (own, first) for call in list_calls(open_library(), query).calls)
    return next(found, None)


def _no_transcript(review: Review) -> StoreError:
    return StoreError(
        review.source,
        expected="a call whose transcript was kept",
        found="one that an older version of this program kept without it",
        next_step="Delete the call and add its file again to choose another manager.",
    )
