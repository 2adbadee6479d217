"""What a corrected measurement lets people conclude, and what not, in plain words."""

from collections.abc import Iterator

from coder.agreement_report import AgreementReport
from coder.reports.agreement import agreement_figure
from coder.sampling.corrected import CorrectedFigures
from coder.sampling.estimation import LEAST_CALLS

# Krippendorff 2004: conclusions from this alpha on, tentative ones from the lower; of the interval's lower end.
FIRM_ALPHA, TENTATIVE_ALPHA = 0.80, 0.667


def what_may(figures: CorrectedFigures) -> Iterator[str]:
    """What may be concluded, a sentence each; nothing where there is no figure over all calls."""
    wanted, overall = figures.key.wanted, figures.overall
    share = overall.shares[wanted.mode]
    if share.value is None or share.low is None or share.high is None or share.machine is None:
        return
    yield (
        f"{wanted.mode.capitalize()} share over these {overall.n_calls:,} calls, as these coders would code them: "
        f"{percent(share.value)} ({interval(share.low, share.high)}). The machine alone says {percent(share.machine)}."
    )
    if share.low <= share.machine <= share.high:
        yield "The machine's own figure lies inside that interval: the sample does not show it to be wrong."
    else:
        yield "The machine's own figure lies outside that interval: use the corrected one."
    if share.low_like is not None and share.high_like is not None:
        like = interval(share.low_like, share.high_like)
        yield f"Had these calls been drawn at random from many like them, the share over all of those would be {like}."
    yield _reached(figures)
    if len(figures.groups) > 1:
        yield (
            "Two groups of these calls differ where their intervals do not overlap; where they do, nothing is shown "
            "either way. To say it of calls like these, take the wider intervals."
        )


def what_may_not(figures: CorrectedFigures, agreement: AgreementReport | None) -> Iterator[str]:
    """What may not be concluded, a sentence each."""
    yield "No manager may be ranked, paid, hired, dismissed or otherwise judged by these figures."
    if few := sum(group.n_calls < LEAST_CALLS for group in figures.groups):
        yield (
            f"{few:,} of the groups hold fewer than {LEAST_CALLS} calls: their figures speak of those calls alone and "
            "are not to be set beside another's."
        )
    yield "Not to be compared with published norms of selling (such as talk shares): other talk, coded otherwise."
    yield "Nothing follows for a single utterance or call, nor for calls, models or languages that are not in it."
    yield "Codes are corrected; who is taken for the manager and where utterances are split is not."
    yield from _about_coders(figures, agreement)
    yield from _about_gaps(figures)


def _reached(figures: CorrectedFigures) -> str:
    wanted, groups = figures.key.wanted, figures.planned
    shares = [group.shares[wanted.mode] for group in groups]
    halves = [(share.high - share.low) / 2 for share in shares if share.high is not None and share.low is not None]
    reached = sum(half <= wanted.half_width for half in halves)
    widest = f"; the widest has ±{100 * max(halves):.1f}" if halves else ""
    return f"Wanted were ±{wanted.points:g} points: reached in {reached:,} of {len(groups):,} groups{widest}."


def _about_coders(figures: CorrectedFigures, agreement: AgreementReport | None) -> Iterator[str]:
    if agreement is None:
        known = "One coder" if len(figures.codes.codings) == 1 else "No two coders on one utterance"
        yield f"{known}: how far another would have coded alike is not known, and is not in the intervals."
        return
    yield "Agreement is of the sample as drawn, which holds rare codes more often than the calls do."
    yield "The intervals do not hold what coders disagree on: other coders may give other figures."
    alpha = agreement.modes.overall.figures["alpha"]
    told = f"alpha {agreement_figure('alpha', alpha)}"
    if alpha.low is None or alpha.low < TENTATIVE_ALPHA:
        yield (
            f"Coders agree too little on modes, or too little is known of it ({told}): mend the codebook's rules "
            "before concluding anything."
        )
    elif alpha.low < FIRM_ALPHA:
        yield f"Coders agree on modes well enough for tentative conclusions only ({told})."


def _about_gaps(figures: CorrectedFigures) -> Iterator[str]:
    if left := figures.codes.n_left:
        drawn = len(figures.key.places)
        yield f"Nobody coded {left:,} of the {drawn:,} utterances drawn; if those were the hard ones, the figures lean."
    if others := figures.codes.n_others:
        yield f"{others:,} codes of utterances that were not drawn do not count here."


def percent(share: float) -> str:
    """A share as people read it, with one decimal.

    >>> percent(0.4321)
    '43.2 %'
    """
    return f"{100 * share:.1f} %"


def interval(low: float, high: float) -> str:
    """The two ends, with an en dash.

    >>> interval(0.4, 0.463)
    '40.0–46.3 %'
    """
    return f"{100 * low:.1f}–{100 * high:.1f} %"
