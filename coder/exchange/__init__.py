"""Labelled calls to and from other tools (docs/exchange.md): one file a form, and what a form cannot hold is told."""

from collections.abc import Sequence
from pathlib import Path

from coder.errors import ExamplesError
from coder.examples import LabelledCall
from coder.exchange.chat import read_chat, write_chat
from coder.exchange.convokit import read_convokit, write_convokit
from coder.exchange.doccano import read_doccano, write_doccano
from coder.exchange.elan import read_elan, write_elan
from coder.exchange.files import check_free
from coder.exchange.form import Form, Imported, fit_calls, keep_line, keep_unicode, keep_xml, list_losses
from coder.exchange.label_studio import read_label_studio, write_label_studio
from coder.exchange.own import read_examples, write_examples
from coder.exchange.potato import read_potato, write_potato
from coder.exchange.prodigy import read_prodigy, write_prodigy
from coder.exchange.qda_codes import QdaCode, read_codebook, write_codebook
from coder.exchange.qda_project import write_qda_project
from coder.exchange.qda_reading import read_qda_project
from coder.exchange.table import read_table, write_table

FORMS: dict[str, Form] = {
    form.id: form
    for form in (
        Form("examples", "our own dataset folder, format 2", "folder", write_examples, read_examples, keep_unicode),
        Form("label-studio", "Label Studio 1.x, JSON", "file", write_label_studio, read_label_studio, keep_unicode),
        Form("doccano", "doccano 1.8, JSON Lines", "file", write_doccano, read_doccano, keep_unicode, False),
        Form("prodigy", "Prodigy 1.x, JSON Lines", "file", write_prodigy, read_prodigy, keep_unicode),
        Form("potato", "Potato 2, items and annotations", "folder", write_potato, read_potato, keep_unicode),
        Form("convokit", "ConvoKit 3.x, corpus folder", "folder", write_convokit, read_convokit, keep_unicode),
        Form("chat", "CHAT (.cha) with %cod lines", "folder", write_chat, read_chat, keep_line),
        Form("elan", "ELAN (.eaf), EAF 3.0", "folder", write_elan, read_elan, keep_xml),
        Form("qdpx", "REFI-QDA 1.5 project (.qdpx)", "file", write_qda_project, read_qda_project, keep_xml),
        Form("csv", "table in CSV", "file", write_table, read_table, keep_unicode),
    )
}

__all__ = ["FORMS", "Form", "Imported", "QdaCode", "read_calls", "read_codebook", "write_calls", "write_codebook"]


def write_calls(calls: Sequence[LabelledCall], path: Path, form: str) -> tuple[str, ...]:
    """Write labelled calls in another tool's form; what was left out or changed, one sentence each.

    Raises:
        ExamplesError: no such form, or calls that ours cannot hold.
        OutputError: the place is taken, or cannot be written.
    """
    chosen = _find_form(form)
    check_free(path)
    return (*list_losses(calls, chosen), *(chosen.write(fit_calls(calls, chosen), path) or ()))


def read_calls(path: Path, form: str, *, manager: str | None = None) -> Imported:
    """The labelled calls in another tool's file or folder, and what of it was left out.

    Args:
        manager: who leads, where the file tells no roles; everybody else is then a rep.

    Raises:
        ExamplesError: no such form, a file of another form, or labels that break the codebook.
    """
    chosen = _find_form(form)
    if not path.exists():
        raise ExamplesError(str(path), expected=chosen.title, found="nothing there", next_step="Check the path.")
    return chosen.read(path, manager)


def _find_form(form: str) -> Form:
    if form not in FORMS:
        expected = f"a form of {', '.join(FORMS)}"
        raise ExamplesError("form", expected=expected, found=repr(form), next_step="See docs/exchange.md.")
    return FORMS[form]
