"""Whether labelled calls can train and test a model; said before anything is written."""

from coder.cross_validation import call_folds, split_fold
from coder.errors import ExamplesError
from coder.evaluation import codes_of
from coder.example_sets import call_fingerprints
from coder.examples import Dataset

MIN_AUTHORS = 3


def check_trainable(dataset: Dataset, folds: int) -> None:
    """Refuse examples of too few authors for the folds, or of which a part would teach nothing.

    Raises:
        ExamplesError: they are; calls of codes only do not count as an author's.
    """
    authors = len({call.author for call in dataset.calls if not call.codes_only})
    if folds < 2 or authors < max(folds, MIN_AUTHORS):
        raise ExamplesError(
            dataset.name,
            expected=f"two folds or more, and at least {max(folds, MIN_AUTHORS)} authors",
            found=f"{folds} folds and {authors} authors",
            next_step="Add calls by other authors, such as labeled_examples/, or lower --folds.",
        )
    fold = call_folds(dataset.calls, folds)
    for number in range(folds):
        train, _ = split_fold(dataset.calls, fold, number)
        codes = {code for call in train for code in codes_of(call) if code}
        roles = {utterance.role for call in train for utterance in call.utterances}
        if len(codes) < 2 or not {"manager"} < roles:
            raise ExamplesError(
                dataset.name,
                expected="two codes or more, and a manager who speaks with others, in every training part",
                found=f"only {', '.join(sorted(codes))} by {', '.join(sorted(roles))} without fold {number + 1}",
                next_step="Add calls that have what is missing.",
            )


def check_apart(dataset: Dataset, test: Dataset | None) -> None:
    """Refuse a test that holds a call which is trained on, or one by an author of such a call.

    Raises:
        ExamplesError: it does.
    """
    if test is None:
        return
    authors = sorted(set(dataset.authors) & set(test.authors))
    trained = call_fingerprints(dataset.calls)
    calls = [name for mark, name in call_fingerprints(test.calls).items() if mark in trained]
    if both := authors or calls:
        raise ExamplesError(
            test.name,
            expected="test calls that are not trained on, by authors who wrote no training call",
            found=f"{', '.join(both[:3])} in both",
            next_step="Take those calls out of one of the two.",
        )
