"""The store: calls, codes by whom and when, corrections with their history, notes, review state.

    with open_store() as store:
        call = add_call(store, review, CallDetails(call_date="2026-05-04", type="one_to_one"), person="Ana")
        set_codes(store, call.id, {3: "open_question"}, person="Ana")

Every function that changes something does so in one transaction, with a line in the log; when it returns, the change
stays, whatever happens next.
"""

from coder.store.backup import backup_store, list_backups
from coder.store.blind_codings import (
    assign_coding,
    blind_codes_of,
    finish_coding,
    list_coding_tasks,
    list_codings_to_do,
    set_blind_codes,
    withdraw_coding,
)
from coder.store.calls import (
    add_call,
    delete_calls,
    describe_call,
    find_call,
    find_words,
    get_call,
    get_review,
    get_transcript,
)
from coder.store.coding_again import coded_at, list_codings, recode_call
from coder.store.corrections import adjudicate, code_history, confirm_rest, reset_codes, set_codes, undo_last
from coder.store.engine import Store
from coder.store.figures import keep_figures, list_figures, list_values
from coder.store.guesses import add_guess, list_guesses
from coder.store.listing import list_calls, list_names
from coder.store.location import store_url, this_person
from coder.store.log import last_line, read_log
from coder.store.notes import add_note, change_note, delete_note, list_notes
from coder.store.opening import open_store
from coder.store.purging import calls_before, delete_backups, every_call, purge_calls
from coder.store.records import (
    CALL_TYPES,
    REVIEW_STATES,
    SORT_BY,
    AddedCall,
    BlindCoding,
    CallDetails,
    CallPage,
    CallQuery,
    CodeChange,
    CodingTask,
    LogLine,
    MachineCoding,
    Note,
    StoredCall,
    StoredGuess,
)
from coder.store.review_state import set_review_state
from coder.store.settings import get_setting, set_setting
from coder.store.transfer import Imported, export_store, import_store

__all__ = [
    "CALL_TYPES",
    "REVIEW_STATES",
    "SORT_BY",
    "AddedCall",
    "BlindCoding",
    "CallDetails",
    "CallPage",
    "CallQuery",
    "CodeChange",
    "CodingTask",
    "Imported",
    "LogLine",
    "MachineCoding",
    "Note",
    "Store",
    "StoredCall",
    "StoredGuess",
    "add_call",
    "add_guess",
    "add_note",
    "adjudicate",
    "assign_coding",
    "backup_store",
    "blind_codes_of",
    "calls_before",
    "change_note",
    "code_history",
    "coded_at",
    "confirm_rest",
    "delete_backups",
    "delete_calls",
    "delete_note",
    "describe_call",
    "every_call",
    "export_store",
    "find_call",
    "find_words",
    "finish_coding",
    "get_call",
    "get_review",
    "get_setting",
    "get_transcript",
    "import_store",
    "list_backups",
    "keep_figures",
    "last_line",
    "list_calls",
    "list_coding_tasks",
    "list_codings",
    "list_codings_to_do",
    "list_figures",
    "list_guesses",
    "list_names",
    "list_notes",
    "list_values",
    "open_store",
    "purge_calls",
    "read_log",
    "recode_call",
    "reset_codes",
    "set_blind_codes",
    "set_codes",
    "set_review_state",
    "set_setting",
    "store_url",
    "this_person",
    "undo_last",
    "withdraw_coding",
]
