"""Which code made a model: other code, other digits; the same code the same wherever it lies."""

import re
from pathlib import Path

from coder.code_version import code_fingerprint


def package(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    return folder


def test_it_is_twelve_hexadecimal_digits_and_stays() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", code_fingerprint())
    assert code_fingerprint() == code_fingerprint()


def test_place_line_ends_and_other_files_do_not_matter(tmp_path: Path) -> None:
    one = package(tmp_path / "one", a_py="x = 1\n", b_toml="k = 2\n")
    other = package(tmp_path / "other", a_py="x = 1\r\n", b_toml="k = 2\n", notes_txt="!")
    assert code_fingerprint(one) == code_fingerprint(other)


def test_content_and_names_matter(tmp_path: Path) -> None:
    found = {
        code_fingerprint(package(tmp_path / name, **files))
        for name, files in {
            "one": {"a_py": "x = 1\n"},
            "changed": {"a_py": "x = 2\n"},
            "renamed": {"b_py": "x = 1\n"},
            "codebook": {"a_py": "x = 1\n", "c_toml": ""},
        }.items()
    }
    assert len(found) == 4
