"""Plain text or Markdown in which each turn opens with its speaker: "Name: text"."""

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.named_turns import rate_named, read_named
from coder.transcript import Transcript


def likelihood(text: str, source: str) -> float:
    """The more lines or paragraphs open with a speaker, the likelier."""
    return rate_named(text[:HEAD_CHARACTERS])


def read(text: str, source: str) -> Transcript:
    """The conversation in a text; lines that open with no speaker carry on the turn above."""
    draft = Draft(source, FORMAT.name)
    read_named(draft, text.split("\n"))
    return draft.finish()


FORMAT = Format(
    "name_text", "text with 'Name: ' before each turn (.txt, .md)", (".txt", ".md"), likelihood, read, at_most=0.8
)
