"""Calls to audit."""

from pathlib import Path
from zipfile import ZipFile

import pytest

OPENING = "How did it go with Lakeland? Walk me through it."


def write_call(path: Path, number: int, *, manager: str = "Ana") -> Path:
    """A short call whose words no other number has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        f"{manager}: {OPENING}",
        f"Ben: They went quiet after demo {number}, and I am worried about the price.",
        f"{manager}: What do you think is behind it?",
        "Ben: =SUM(A1:A9) is what the buyer wrote, I do not know why.",
        f"{manager}: Send them the plan by Friday, number {number}.",
    )
    path.write_text("\n".join(lines * 3), encoding="utf-8")
    return path


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """A folder: two calls, one of them twice, a zip of two, a picture, an empty file and a hidden one."""
    folder = tmp_path / "calls"
    write_call(folder / "a.txt", 1)
    write_call(folder / "2026-05-04" / "b.txt", 2)
    write_call(folder / "c.txt", 1)
    (folder / "empty.vtt").write_bytes(b"")
    (folder / ".hidden.txt").write_text("Ana: Hi.", encoding="utf-8")
    with ZipFile(folder / "june.zip", "w") as packed:
        for number in (3, 4):
            packed.write(write_call(tmp_path / f"{number}.txt", number), f"June/{number}.txt")
        packed.writestr("June/picture.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    return folder
