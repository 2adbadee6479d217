import pytest

from coder.readers.research.tiers import parse_tier_name


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Ana (Utterance)", "Ana"),
        ("Ana - words", "Ana"),
        ("tx@Ana", "Ana"),
        ("Ana_translation", "Ana"),
        ("Ana Gil", "Ana Gil"),
        ("Ana (Sales)", "Ana (Sales)"),
        ("K-Spch", "K"),
        ("words", ""),
        ('"word"', ""),
        ("ChunkLanguage", ""),
        ("", ""),
        ("x" * 100_000, "x" * 100_000),
    ],
)
def test_whose_a_tier_is(name, owner):
    assert parse_tier_name(name)[0] == owner
