import pytest

from coder.readers.research.tier_words import NONE, PLAIN, SINGLE, WHOLE
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
        ("Äußerung Anna", "Anna"),
        ("Transcription-Anna", "Anna"),
        ("Ana_traducción", "Ana"),
        ("Fala - Ana", "Ana"),
        ("Анна (слова)", "Анна"),
        ("Kommentar", ""),
        ("Mots (Anna)", "Anna"),
        ("Rose Müller", "Rose Müller"),
        ("words", ""),
        ('"word"', ""),
        ("ChunkLanguage", ""),
        ("", ""),
        ("x" * 100_000, "x" * 100_000),
    ],
)
def test_whose_a_tier_is(name, owner):
    assert parse_tier_name(name)[0] == owner


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("Wörter Anna", SINGLE),
        ("mots", SINGLE),
        ("palabras@Ana", SINGLE),
        ("Übersetzung", NONE),
        ("traduction", NONE),
        ("Notas", NONE),
        ("перевод", NONE),
        ("Äußerungen", WHOLE),
        ("parole", WHOLE),
        ("Anna", PLAIN),
    ],
)
def test_what_a_tier_holds_in_other_languages(name, rank):
    assert parse_tier_name(name)[1] == rank
