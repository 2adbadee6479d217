"""Files to start from: one or more of each form, the samples of other tests, and real files where there are any."""

import json
from pathlib import Path

from tests.readers.composing import COMPOSERS, make_talk
from tests.readers.manifest import FORMATS
from tests.readers.test_bad_input import SAMPLES
from tests.readers.test_json_fuzzing import SAMPLES as TREES

LARGEST = 8 * 1024
ENTRIES = ("any", "json", "xml", "zip")


def list_seeds(entry: str) -> dict[str, bytes]:
    """Files by name, of at most 8 kB; those of one shape, or all."""
    seeds = {
        f"{composer.name.replace('/', ' ')}{composer.suffix}": composer.write(make_talk(6)) for composer in COMPOSERS
    }
    seeds |= {f"sample {name}": text.encode() for name, text in SAMPLES.items()}
    seeds |= {f"tree {at}.json": json.dumps(tree).encode() for at, tree in enumerate(TREES)}
    if FORMATS.is_dir():
        files = (path for path in sorted(FORMATS.glob("*/*")) if path.is_file() and path.stat().st_size <= LARGEST)
        seeds |= {f"real {path.parent.name} {path.name}": path.read_bytes() for path in files}
    return {name: data for name, data in seeds.items() if entry in ("any", shape_of(data))}


def shape_of(data: bytes) -> str:
    opening = data.lstrip()[:1]
    return "zip" if data[:2] == b"PK" else {b"<": "xml", b"{": "json", b"[": "json"}.get(opening, "text")


def write_seeds(folder: Path, entry: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in list_seeds(entry).items():
        (folder / name).write_bytes(data)
