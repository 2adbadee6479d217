"""Modules import only from below: DESIGN's floors as one ordered list."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.builders import REPOSITORY

# Within a floor a module may import only those that stand before it.
# One file a format and what they share: any order without cycles, see the test of that.
READERS = "readers"
LEARNING = ("learning", *(f"learning.{name}" for name in ("network", "pretrained", "export", "fitting")))
MEASURES = tuple(
    f"measures.{name}"
    for name in (
        "definitions",
        "talk_definitions",
        "code_definitions",
        "catalogue",
        "words",
        "coded_call",
        "tallies",
        "amounts",
        "exchanges",
        "lenses",
        "intervals",
        "correction",
    )
)
STORE = tuple(
    f"store.{name}"
    for name in (
        "plain",
        "records",
        "models",
        "migrations",
        "migrations.v0001_first_tables",
        "migrations.v0002_transcripts_figures_guesses",
        "migrations.v0003_blind_codings",
        "location",
        "engine",
        "backup",
        "rows",
        "log",
        "opening",
        "call_rows",
        "calls",
        "listing",
        "changes",
        "corrections",
        "blind_codings",
        "notes",
        "coding_again",
        "figures",
        "guesses",
        "review_state",
        "settings",
        "exported",
        "transfer",
        "purging",
    )
)
TREND = tuple(f"trend.{name}" for name in ("records", "differences", "baselines", "directions", "wording", "changes"))
AUDIT = tuple(
    f"audit.{name}"
    for name in (
        "places",
        "rows",
        "tables",
        "shard",
        "plan",
        "engines",
        "running",
        "resampling",
        "calls",
        "teams",
        "grouping",
        "summary",
        "quality",
        "summary_report",
        "summary_tables",
        "statement",
    )
)
EXCHANGE = tuple(
    f"exchange.{name}"
    for name in (
        "coders",
        "form",
        "assembling",
        "files",
        "rows",
        "markup",
        "own",
        "label_studio",
        "doccano",
        "prodigy",
        "potato",
        "convokit",
        "table",
        "chat_head",
        "chat",
        "elan_reading",
        "elan",
        "qda_codes",
        "qda_project",
        "qda_reading",
    )
)
SAMPLING = tuple(
    f"sampling.{name}"
    for name in (
        "frame",
        "sources",
        "wanted",
        "plans",
        "allocation",
        "estimation",
        "planning",
        "files",
        "coded",
        "corrected",
        "conclusions",
        "plan_text",
        "figures_text",
        "card",
        "card_text",
    )
)
DAMAGE = tuple(f"damage.{name}" for name in ("touched", "completeness", "punctuation", "speakers", "times", "unnamed"))
FLOORS: tuple[tuple[str, ...], ...] = (
    (
        "errors",
        "timecode",
        "code_version",
        "codebook_entries",
        "codebook_parts",
        "codebook",
        "data_folder",
        "job_lock",
        "jobs",
    ),
    ("transcript", "captions"),
    (
        READERS,
        "segmentation",
        "people",
        "review",
        "corrections",
        "example_rows",
        "examples",
        "example_sets",
        "pseudonyms",
        *EXCHANGE,
        "exchange",
        "codings",
        "aligning",
        "meetings",
        "samples",
    ),
    (
        "features",
        "encoder",
        "encoder.reading",
        *MEASURES,
        "measures",
        "agreement",
        "agreement_coefficients",
        "roles",
        *DAMAGE,
        "damage",
    ),
    (
        "moments",
        "classifier",
        "encoder.classifier",
        "blend",
        *(f"encoder.{name}" for name in LEARNING),
    ),
    ("model_places", "model_codebook", "model_folder", "model_card"),
    (
        "pipeline",
        "occlusion",
        "explanation",
        "drill",
        "evaluation",
        "ami",
        "tag_evaluation",
        "labelled_review",
        "coder_training",
        "interval_coverage",
        "breakdown",
        "blending",
        "recipes",
        "cross_validation",
        "trainable",
        "segmenter_training",
        "role_training",
        "training",
        "comparison",
        "promotion",
        "model_choice",
        "label_doubts",
        "example_summary",
        "learning_curve",
        "lab",
        "doubts",
        "analysis",
        "call_figures",
        "frames",
        "plots",
        *TREND,
        "trend",
        "guess",
        "agreement_report",
        "reports.codebook_text",
        "reports.comma_separated",
        "reports.review_json",
        "reports.wording",
        "reports.agreement",
        "reports.comparison",
        "reports.markdown",
        "reports.page",
        "reports.terminal",
        "reports",
        *STORE,
        "store",
        "first_run",
        "call_details",
        "library",
        "example_export",
        "call_codings",
        *AUDIT,
        "audit",
        *SAMPLING,
        "sampling",
        "job_work",
    ),
    (
        "commands",
        "commands.file_arguments",
        "commands.numbers",
        "commands.opening",
        "commands.delivery",
        "commands.agree",
        "commands.audit",
        "commands.code",
        "commands.codebook",
        "commands.compare",
        "commands.doubts",
        "commands.evaluate",
        "commands.examples",
        "commands.exchange",
        "commands.promote",
        "commands.read",
        "commands.sample",
        "commands.store",
        "commands.train",
        "commands.ui",
        "command_line",
    ),
)

ORDER = {f"coder.{name}": place for place, name in enumerate(name for floor in FLOORS for name in floor)}
# The public face: it names what others offer, loads it on first use, and may be read from the top floor.
FACE = "coder"
TOP_FLOOR = {f"coder.{name}" for name in FLOORS[-1]}
OPENS_THE_APP = "coder.commands.ui"
DRAWS = "coder.plots"


def modules_in(package: str) -> dict[str, Path]:
    found = {}
    for path in sorted((REPOSITORY / package).rglob("*.py")):
        parts = path.relative_to(REPOSITORY).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


CODER = modules_in("coder")
UI = modules_in("ui")


def imports_of(path: Path, known: set[str]) -> Iterator[str]:
    """Every module imported anywhere in a file: at the top, in functions, for type checking only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                yield submodule if submodule in known else node.module


def test_the_parser_sees_hidden_imports(tmp_path: Path) -> None:
    hidden = tmp_path / "hidden.py"
    hidden.write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from coder.review import Review\n"
        "def f():\n    import streamlit\n    from coder.reports import page\n"
    )
    found = set(imports_of(hidden, {"coder.reports.page"}))
    assert found == {"typing", "coder.review", "streamlit", "coder.reports.page"}


def floor_entry(module: str) -> str:
    """The name under which ``FLOORS`` lists a module."""
    return f"coder.{READERS}" if module.startswith(f"coder.{READERS}.") else module


def test_every_module_has_a_floor() -> None:
    assert {floor_entry(module) for module in CODER} - {FACE} == set(ORDER)


def test_readers_import_each_other_without_cycles() -> None:
    readers = {module: path for module, path in CODER.items() if module.startswith(f"coder.{READERS}")}
    graph = {module: set(imports_of(path, set(CODER))) & set(readers) for module, path in readers.items()}
    # Detection finds the formats at run time, so those that hand their text back to it make no cycle.
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("module", sorted(set(CODER) - {FACE}))
def test_a_module_imports_only_from_below(module: str) -> None:
    imported = set(imports_of(CODER[module], set(CODER)))
    library = {name for name in imported if name == "coder" or name.startswith("coder.")}
    own = ORDER[floor_entry(module)]
    others = {name for name in library - {FACE} if floor_entry(name) != floor_entry(module)}
    too_high = {name for name in others if ORDER.get(floor_entry(name), len(ORDER)) >= own}
    assert not too_high, f"{module} imports {sorted(too_high)}, which stand on its floor after it, or higher"
    if module not in TOP_FLOOR:
        assert FACE not in library, f"{module} imports the package's public face"
    if module != OPENS_THE_APP:
        assert not {name for name in imported if name == "ui" or name.startswith("ui.")}


@pytest.mark.parametrize("module", sorted(CODER))
def test_the_library_never_imports_streamlit(module: str) -> None:
    imported = {name.split(".")[0] for name in imports_of(CODER[module], set())}
    assert "streamlit" not in imported
    # A notebook has no app to draw its charts; one module does it, see the next test.
    assert "altair" not in imported or module == DRAWS


def test_altair_is_imported_only_where_a_chart_is_asked_for() -> None:
    script = "import sys, coder.plots, coder.frames; assert not {'altair', 'pandas', 'streamlit'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, check=True)


def test_the_app_is_opened_inside_run_only() -> None:
    tree = ast.parse(CODER[OPENS_THE_APP].read_text(encoding="utf-8"))
    at_top = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert all(node.module and not node.module.startswith("ui") for node in at_top)


@pytest.mark.parametrize("module", sorted(UI))
def test_the_app_reaches_the_library_only_through_its_face(module: str) -> None:
    reached = {name for name in imports_of(UI[module], set(CODER)) if name == "coder" or name.startswith("coder.")}
    assert reached <= {FACE}


def test_the_app_has_no_import_cycles() -> None:
    needs = {name: {n for n in imports_of(path, set(UI)) if n in UI and n != name} for name, path in UI.items()}
    while ready := {name for name, needed in needs.items() if not needed}:
        needs = {name: needed - ready for name, needed in needs.items() if name not in ready}
    assert not needs, f"these import each other: {sorted(needs)}"
