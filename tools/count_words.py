"""Count in how many labelled utterances each word occurs, for the weights of uptake.

Run after a change of the labelled calls: .venv/bin/python tools/count_words.py
"""

import json
from collections import Counter
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS

from coder.codebook import load_codebook
from coder.examples import load_examples
from coder.measures.words import FILE, words_in

EXAMPLES = Path(__file__).parents[1] / "labeled_examples"
# What people say on calls and no list of written English has; "wo", "ca", "ai" and "sha" are left of "won't" and so on.
SPOKEN = (
    "yeah yes no okay ok uh um hmm mm oh right well like know mean gonna got get let just thing things wo ca ai sha"
)
RAREST = 2


def main() -> None:
    """Write the counts; words of one utterance only weigh like unknown ones and are left out."""
    texts = [u.text for call in load_examples(EXAMPLES, load_codebook()).calls for u in call.utterances]
    function_words = {word for text in (*STOP_WORDS, SPOKEN) for word in words_in(text)}
    counts = Counter(word for text in texts for word in set(words_in(text)) - function_words)
    table = {
        "utterances": len(texts),
        "function_words": sorted(function_words),
        "counts": {word: count for word, count in sorted(counts.items()) if count >= RAREST},
    }
    FILE.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
