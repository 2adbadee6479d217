"""Measure the labelled calls by people's codes, for the middle and spread that suggestions are chosen by.

Run after a change of the labelled calls or of a measure: .venv/bin/python tools/measure_yardstick.py
"""

import json
from pathlib import Path

import numpy as np

from coder.codebook import load_codebook
from coder.examples import load_examples
from coder.labelled_review import labelled_review
from coder.measures import measure_call
from coder.moments import YARDSTICK, measures_compared

EXAMPLES = Path(__file__).parents[1] / "labeled_examples"


def main() -> None:
    """Write median and standard deviation of each measure that a suggestion may belong to."""
    book = load_codebook()
    calls = load_examples(EXAMPLES, book).calls
    measured = [measure_call(labelled_review(call, book), intervals=False) for call in calls]
    table = {}
    for name in measures_compared():
        values = [found[name].value for found in measured if found[name].value is not None]
        middle, spread = float(np.median(values)), float(np.std(values))
        table[name] = {"n": len(values), "median": round(middle, 4), "standard_deviation": round(spread, 4)}
    YARDSTICK.write_text(json.dumps({"calls": len(calls), "measures": table}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
