"""A person's codes in place of the machine's."""

from collections.abc import Mapping
from dataclasses import replace

from coder.codebook import load_codebook
from coder.errors import ReviewError
from coder.review import CodedUtterance, Review


def correct_codes(review: Review, codes: Mapping[int, str], *, drawn_at_random: bool = False) -> Review:
    """The review with a person's codes; a code equal to the machine's confirms it.

    Args:
        codes: code by index of the utterance.
        drawn_at_random: whether these utterances were drawn at random; their corrections then stand for the rest too,
            unless others were picked by hand before.

    Raises:
        ReviewError: no such utterance, or no such code.
    """
    mode_of = load_codebook().mode_of
    known = {utterance.index for utterance in review.utterances}
    wrong = [f"utterance {index}" for index in codes if index not in known]
    wrong += [f"code {code!r}" for code in codes.values() if code not in mode_of]
    if wrong:
        raise ReviewError(
            review.source,
            expected="utterances of this call and codes of the codebook",
            found=wrong[0],
            next_step="Use the index that the review gives each utterance; see the codes with: coder codebook",
        )
    utterances = tuple(_corrected(each, codes, mode_of) for each in review.utterances)
    picked_before = not review.reviewed_at_random and any(each.decided_by == "person" for each in review.utterances)
    return replace(review, utterances=utterances, reviewed_at_random=drawn_at_random and not picked_before)


def _corrected(utterance: CodedUtterance, codes: Mapping[int, str], mode_of: Mapping[str, str]) -> CodedUtterance:
    if utterance.index not in codes:
        return utterance
    code = codes[utterance.index]
    return replace(utterance, code=code, mode=mode_of[code], decided_by="person")
