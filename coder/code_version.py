"""Which code made something: the package's version says too little between releases."""

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CODE = ("*.py", "*.toml")


@cache
def code_fingerprint(package: Path = _PACKAGE) -> str:
    """Twelve hexadecimal digits over this package's source and codebook; other code gives others."""
    digest = hashlib.sha256()
    paths = {path.relative_to(package).as_posix(): path for kind in _CODE for path in package.rglob(kind)}
    for name in sorted(paths):
        # Line ends differ between checkouts of the same code.
        content = paths[name].read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
