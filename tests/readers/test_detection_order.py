"""Forms that cannot win are not asked, and that changes nothing in who wins."""

import pytest

from coder.readers import detection
from coder.readers.content import Content
from coder.readers.detection import all_formats, detect_format
from coder.readers.format import MOST_LIKELY, Format
from coder.samples import sample_calls


def form(
    name: str, likelihood: float, asked: list[str], *, extension: str = ".x", at_most: float = MOST_LIKELY
) -> Format:
    def rate(_: str, __: str) -> float:
        asked.append(name)
        return likelihood

    return Format(name, name, (extension,), rate, lambda *_: None, at_most=at_most)


@pytest.fixture
def detect(monkeypatch):
    def run(*forms: Format) -> str:
        monkeypatch.setattr(detection, "all_formats", lambda: forms)
        return detect_format(Content(b"", "Ana: Hi.", "call.txt"), "call.txt").name

    return run


def test_a_form_that_cannot_be_likelier_is_not_asked(detect):
    asked = []
    forms = [form("a", 0.5, asked, at_most=0.5), form("b", 0.9, asked), form("c", 0.9, asked, at_most=0.9)]
    assert detect(*forms) == "b"
    assert asked == ["b"]


def test_the_extension_decides_between_equals_then_the_name(detect):
    assert detect(form("a", 0.9, []), form("b", 0.9, [], extension=".txt")) == "b"
    assert detect(form("a", 0.9, []), form("b", 0.9, [])) == "a"
    assert detect(form("a", 0.95, []), form("b", 0.9, [], extension=".txt", at_most=0.9)) == "a"


def test_nobody_is_likelier_than_it_says(detect):
    assert detect(form("a", 1.0, [], at_most=0.4), form("b", 0.5, [])) == "b"


@pytest.mark.parametrize("sample", sample_calls(), ids=lambda path: path.name)
def test_the_likeliest_wins_as_if_all_were_asked(sample):
    text = sample.read_text(encoding="utf-8")
    for name in (sample.name, "call", "call.txt", "call.csv", "call.json"):
        content = Content(text.encode(), text, name)
        rated = {}
        for each in all_formats():
            shaped = content.shaped(each.shape)
            rated[each] = 0.0 if shaped is None else each.likelihood(shaped, name)
            assert rated[each] <= each.at_most, each.name
        best = max(all_formats(), key=lambda each: (rated[each], name[name.find(".") :] in each.extensions))
        assert detect_format(content, name) == best
