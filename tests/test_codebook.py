"""The codebook's data file says what the project's codebook says; a broken one is refused with a reason."""

import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

from coder.codebook import CODEBOOK_FORMAT, DEFAULT_CODEBOOK, load_codebook
from coder.codebook_entries import Code, Lens, Mode, NearMiss, Signal
from coder.codebook_parts import PART_NAMES
from coder.command_line import main
from coder.errors import CodebookError
from tests.builders import GERMAN, REPOSITORY

GOOD = DEFAULT_CODEBOOK.read_text(encoding="utf-8")


def changed(folder: Path, old: str, new: str) -> Path:
    assert old in GOOD
    path = folder / "changed.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    return path


def test_counts() -> None:
    codebook = load_codebook()
    assert len(codebook.codes) == 18
    assert codebook.coaching_modes == ("tell", "pitch", "persuade", "listen")
    assert [mode.id for mode in codebook.modes] == ["tell", "pitch", "persuade", "listen", "other"]
    assert (len(codebook.lenses), len(codebook.signals), len(codebook.rules)) == (13, 4, 16)


def test_codes_by_mode() -> None:
    codebook = load_codebook()
    assert codebook.codes_in("tell") == ("direct", "advise", "inform", "judge", "inspect")
    assert codebook.codes_in("pitch") == ("promote", "rally")
    assert codebook.codes_in("persuade") == ("argue", "pressure", "rebut", "steer")
    assert codebook.codes_in("listen") == ("open_question", "clarify", "reflect", "acknowledge", "affirm", "support")
    assert codebook.codes_in("other") == ("social",)
    assert codebook.codes_in("shout") == ()
    assert sum((codebook.codes_in(mode.id) for mode in codebook.modes), ()) == codebook.code_ids


def test_every_axis_has_two_poles_and_one_tag_stands_alone() -> None:
    poles = Counter((lens.axis, lens.pole) for lens in load_codebook().lenses)
    axes = ("value", "agenda", "help", "risk", "failure", "horizon")
    assert poles == {(axis, pole): 1 for axis in axes for pole in ("manager", "leader")} | {("", ""): 1}


def test_every_code_has_an_example_and_near_misses_lead_to_other_codes() -> None:
    for code in load_codebook().codes:
        assert code.counts and all(code.counts)
        for near in code.near_misses:
            assert near.example or near.case
            assert near.becomes
            assert code.id not in near.becomes or near.split


def test_listening_is_named_for_people() -> None:
    names = {mode.id: mode.name for mode in load_codebook().modes}
    assert names["listen"] == "Open question / listening"


@pytest.mark.skipif(
    not (REPOSITORY.parent / "shared" / "codebook" / "CODEBOOK.md").exists(),
    reason="the project's codebook is not here",
)
def test_every_id_of_the_written_codebook_is_here() -> None:
    written = (REPOSITORY.parent / "shared" / "codebook" / "CODEBOOK.md").read_text(encoding="utf-8")
    codebook = load_codebook()
    rows = re.findall(r"^\| `(\w+)` \|", written, re.MULTILINE)
    lenses = re.findall(r"`(\w+)`: ", written)
    signals = [signal.id for signal in codebook.signals]
    assert rows == [*codebook.code_ids, *signals]
    assert {*lenses, "discount"} == {lens.id for lens in codebook.lenses}
    for code in codebook.codes:
        assert code.definition.replace("'", "") in written.replace("'", "")


def test_docs_page_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "--format", "md"]) == 0
    page = REPOSITORY / "docs" / "codebook.md"
    assert page.is_file(), "write it with: coder codebook --format md > docs/codebook.md"
    assert page.read_text(encoding="utf-8") == capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("format = 2", "format = 3", "format 3"),
        ("format = 2", "", "format None"),
        ('mode = "pitch"', 'mode = "sing"', "sing"),
        ('becomes = ["open_question"]', 'becomes = ["opne_question"]', "opne_question"),
        ('id = "advise"', 'id = "direct"', "twice"),
        ('id = "idea"', 'id = "concern"', "twice"),
        ('id = "idea"', 'id = "develop"', "twice"),
        ('version = "1"', "", "version"),
        ("[[codes]]", "[[odes]]", "codes"),
        ('mode = "tell"\n', 'mode = "tell"\ncolour = "red"\n', "colour"),
        ('doing = "telling"', "doing = 3", "doing"),
        ('orders = ["direct"]', 'orders = ["order"]', "'order' as a code of orders"),
        ('listening = ["listen"]', 'listening = ["other"]', "'other' as a mode of listening"),
        ('orders = ["direct"]', 'odours = ["direct"]', "odours"),
        ('id = "learn"', 'id = "Learn!"', "Learn!"),
        ('id = "pitch"', 'id = "talk"', "talk"),
        ("rules = [", "rules = 3\nother = [", "a problem"),
        ("format = 2", "format = ", "TOML"),
    ],
)
def test_a_broken_codebook_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = changed(tmp_path, old, new)
    with pytest.raises(CodebookError) as error:
        load_codebook(path)
    assert error.value.where == str(path)
    assert told in str(error.value)


def test_a_missing_codebook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError):
        load_codebook(tmp_path / "none.toml")


def test_a_number_for_a_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "number.toml"
    path.write_text(re.sub(r'unit = """.*?"""', "unit = 3", GOOD, flags=re.DOTALL), encoding="utf-8")
    with pytest.raises(CodebookError):
        load_codebook(path)


def test_a_text_for_a_list_is_refused(tmp_path: Path) -> None:
    path = changed(tmp_path, "rules = [", 'rules = "Context decides"\nother = [')
    with pytest.raises(CodebookError):
        load_codebook(path)


def test_a_mode_given_twice_is_refused(tmp_path: Path) -> None:
    again = '[[modes]]\nid = "tell"\nname = "Tell"\ndefinition = "Again."\n\n'
    with pytest.raises(CodebookError):
        load_codebook(changed(tmp_path, '[[modes]]\nid = "pitch"', f'{again}[[modes]]\nid = "pitch"'))


def test_format_1_is_still_read_and_means_what_it_meant() -> None:
    old, new = load_codebook(REPOSITORY / "tests" / "data" / "formats" / "codebook-1.toml"), load_codebook()
    assert old.agrees_with(new)
    assert (old.parts, old.language, old.codes) == (new.parts, "en", new.codes)
    assert [mode.name for mode in old.modes] == [mode.name for mode in new.modes]


def test_format_1_gives_parts_to_the_ids_that_the_measures_knew(tmp_path: Path) -> None:
    path = tmp_path / "old.toml"
    text = (REPOSITORY / "tests" / "data" / "formats" / "codebook-1.toml").read_text(encoding="utf-8")
    path.write_text(text.replace('"reflect"', '"mirror"').replace('id = "idea"', 'id = "plan"'), encoding="utf-8")
    parts = load_codebook(path).parts
    assert (parts.reflections, parts.ideas, parts.concerns, parts.directives) == (
        (),
        (),
        ("concern",),
        ("direct", "advise"),
    )


def test_every_part_is_named_by_the_codebook_that_ships_or_has_no_place_in_it() -> None:
    parts = load_codebook().parts
    assert [name for name in PART_NAMES if not getattr(parts, name)] == ["closed_questions"]


def test_the_page_of_the_codebook_file_names_every_field_and_part() -> None:
    page = (REPOSITORY / "docs" / "codebook-file.md").read_text(encoding="utf-8")
    entries = (Mode, Code, NearMiss, Lens, Signal)
    named = {*PART_NAMES, *(field.name for kind in entries for field in fields(kind))}
    assert {name for name in named if f"`{name}`" not in page and f"`{name} =" not in page} == set()
    assert f"format {CODEBOOK_FORMAT}" in page


def test_a_codebook_in_another_language_keeps_its_capitals() -> None:
    german = load_codebook(GERMAN)
    assert german.in_sentence("Auskunft") == "Auskunft"
    assert german.says_of("The speaker", "Jemand bedankt sich.") == "Jemand bedankt sich."
    assert load_codebook().in_sentence("Open question") == "open question"
    assert load_codebook().says_of("The speaker", "greets") == "The speaker greets."
