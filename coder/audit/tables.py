"""Tables of an audit as files: written whole, joined piece by piece, and as CSV beside."""

import csv
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from coder.reports.comma_separated import guard_cell

# Rows that are held at a time, and that a group of a Parquet file has.
ROWS_AT_ONCE = 10_000
_PACKING = "zstd"


def write_parquet(path: Path, table: pa.Table) -> None:
    """Write a table, and wait until it is on the disk."""
    with path.open("wb") as file:
        parquet.write_table(table, file, compression=_PACKING)
        file.flush()
        os.fsync(file.fileno())


def join_tables(pieces: Iterable[pa.Table], schema: pa.Schema, out: Path, *, rows_at_once: int = ROWS_AT_ONCE) -> int:
    """Write the pieces one after the other as ``out`` with the endings .parquet and .csv; how many rows there are.

    Both appear under their names only when they are whole. Memory holds ``rows_at_once`` rows, or one piece.
    """
    packed, plain = (out.with_name(f"{out.name}.{kind}") for kind in ("parquet", "csv"))
    # Should two processes join the same tables, neither writes into the other's.
    parts = {path: path.with_name(f"{path.name}.{os.getpid()}.part") for path in (packed, plain)}
    n_rows = 0
    # Excel takes a CSV for UTF-8 only with a byte-order mark.
    with (
        parquet.ParquetWriter(parts[packed], schema, compression=_PACKING) as writer,
        parts[plain].open("w", encoding="utf-8-sig", newline="") as file,
    ):
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(schema.names)
        for table in _gather(pieces, schema, rows_at_once):
            n_rows += table.num_rows
            writer.write_table(table)
            columns = [table.column(name).to_pylist() for name in schema.names]
            rows.writerows([_cell(value) for value in row] for row in zip(*columns, strict=True))
    for path, part in parts.items():
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    return n_rows


def _gather(pieces: Iterable[pa.Table], schema: pa.Schema, rows_at_once: int) -> Iterator[pa.Table]:
    """The pieces put together until there are rows enough."""
    held: list[pa.Table] = []
    for piece in pieces:
        held.append(piece)
        if sum(table.num_rows for table in held) >= rows_at_once:
            yield pa.concat_tables(held).combine_chunks()
            held = []
    if held:
        yield pa.concat_tables([schema.empty_table(), *held]).combine_chunks()


def _cell(value: Any) -> str | int:
    if value is None:
        return ""
    if isinstance(value, list):
        return guard_cell(" ".join(value))
    if isinstance(value, float):
        return f"{value:.6g}"
    return guard_cell(value) if isinstance(value, str) else value
