"""The model card: a README in the model folder, written from what the training run measured."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coder.codebook import Codebook, is_shipped
from coder.model_folder import CARD

Scores = Mapping[str, Any]

_NOT_FOR = """\
- Not for hiring, firing, pay, ranking or any decision about a person. It codes words, not people.
- Not as a grade. A share of {share} is neither good nor bad without the call it comes from.
- Not as a fact about one utterance: at the agreement above, many single codes are wrong. Read the words.
- {elsewhere}
"""
_OF_SHIPPED = {
    "share": "tell",
    "elsewhere": "Not for other languages than English, and not for sales calls with customers: it was trained on "
    "neither.",
}
_OF_OTHERS = {
    "share": "a code or mode",
    "elsewhere": "Not for conversations of another kind or language than the labelled calls: it was trained on no "
    "others.",
}


_CONVERSATION = "manager's coaching conversation"


def write_card(folder: Path, config: Mapping[str, Any], codebook: Codebook) -> None:
    """Write the card into a model folder."""
    (folder / CARD).write_text(render_card(config, codebook), encoding="utf-8")


def render_card(config: Mapping[str, Any], codebook: Codebook) -> str:
    """The card as Markdown; every figure in it stands in ``config``."""
    scores, training = config["evaluation"], config["training"]
    return "\n".join(
        [
            f"{card_title(config['name'])}, version {config['version']}",
            "",
            f"Codes each utterance of a {_CONVERSATION if is_shipped(codebook) else 'conversation'} with one of "
            f"{len(config['codes'])} codes of the codebook *{codebook.title}*, version {codebook.version}; "
            "splits turns into utterances; proposes who leads the call.",
            "",
            "Written by `coder train`; every figure below was measured by that run.",
            "",
            "## Training data",
            "",
            f"- {training['examples']['name']} ({training['examples']['licence'] or 'licence not stated'}): "
            f"{training['n_calls']} calls, {training['n_utterances']:,} utterances, {training['n_authors']} authors, "
            f"fingerprint `{training['examples']['fingerprint'][:12]}`.",
            *([f"- {about}"] if (about := training["examples"]["description"]) else []),
            *_corrections(training.get("codes_only")),
            f"- {training['settings']}",
            *(f"- Built on {source}" for source in training["attributions"]),
            f"- Seed {training['seed']}; "
            + ", ".join(f"{name} {version}" for name, version in training["packages"].items())
            + f", Python {training['python']}"
            + (f"; code `{training['code']}`." if "code" in training else "."),
            "",
            "## Agreement with people's codes",
            "",
            f"{scores['folds']}-fold cross-validation, {scores['scored_folds']} of the folds scored; all calls of one "
            "author lie in one fold. "
            "Brackets: 95 % interval, calls resampled 1,000 times. Utterance boundaries and roles as labelled. "
            "Where two coders differed, the code is the adjudicated one.",
            "",
            *_comparison(scores),
            "",
            "With manager and rep taken for each other, a share of "
            f"{_two(scores['same_code_after_swap'])} of the utterances keeps its code.",
            "",
            _ceiling(scores["second_coder"]),
            "",
            "## Tests that nothing was chosen by",
            "",
            *_tests(scores),
            "",
            "## By mode, the manager's utterances",
            "",
            *_labels_table(
                scores["model"]["manager_modes"],
                (mode.id for mode in codebook.modes),
                scores,
                "manager_modes",
            ),
            "",
            "## By code, all speakers",
            "",
            *_labels_table(scores["model"]["codes"], codebook.code_ids, scores, "codes"),
            "",
            "## By part of the calls, modes",
            "",
            *_groups(scores["groups"], codebook),
            "",
            "## What is taken for what",
            "",
            *_confusions(scores["confusions"]),
            "",
            "## Intervals",
            "",
            *_intervals(scores["intervals"]),
            "",
            "## Lenses and signals",
            "",
            *_tags(scores["tags"]),
            "",
            "## Confidence",
            "",
            *_calibration(scores),
            "",
            "## Utterance boundaries and roles",
            "",
            *_boundaries(scores["segmenter"]),
            *_roles(scores["roles"]),
            "",
            "## Not for",
            "",
            _NOT_FOR.format(**(_OF_SHIPPED if is_shipped(codebook) else _OF_OTHERS)),
        ]
    )


def card_title(name: str) -> str:
    """How the card of a model of that name begins."""
    return f"# Model `{name}`"


def _corrections(codes_only: Scores | None) -> list[str]:
    if codes_only is None:
        return []
    return [
        f"- Among them {codes_only['n_calls']:,} calls of corrections, {codes_only['n_utterances']:,} utterances whose "
        "codes people gave on seeing a model's: learnt from, and in no score below."
    ]


def _comparison(scores: Scores) -> list[str]:
    names = {
        "model": "**this model**",
        "model_on_captions": "this model, text without case and punctuation",
        "model_on_swapped_roles": "this model, manager and rep taken for each other",
        "question_mark_rule": "rule on question marks",
        "commonest_code": "always the commonest code",
        "second_coder": "second coder",
    }
    rows = [_comparison_row(name, scores[key]) for key, name in names.items() if scores[key]]
    return [*_comparison_head(scores), *rows]


def _comparison_head(scores: Scores) -> list[str]:
    codes = f"{len(scores['model']['codes']['labels'])} codes"
    heads = (f"macro-F1, {codes}", f"kappa, {codes}", "macro-F1, manager's modes", "kappa, manager's modes")
    return [f"| | {' | '.join(heads)} | utterances |", "|---|---|---|---|---|---|"]


def _comparison_row(name: str, score: Scores) -> str:
    cells = [
        _with_interval(score[part], measure) for part in ("codes", "manager_modes") for measure in ("macro_f1", "kappa")
    ]
    return f"| {name} | {' | '.join(cells)} | {score['n_utterances']:,} |"


_TESTS = {
    "test": "Frozen test: calls by authors who wrote no training call, read once, by the model as shipped.",
    "ami": "Real meetings: stretches of the AMI Meeting Corpus (CC BY 4.0, University of Edinburgh and the AMI "
    "consortium), project manager as manager, coded for this project; no training call is one of them.",
}


def _tests(scores: Scores) -> list[str]:
    lines = []
    for name, what in _TESTS.items():
        if (score := scores.get(name)) is None:
            continue
        rows = {"**this model**": score, "second coder": score["second_coder"]}
        lines += [what, "", *_comparison_head(scores)]
        lines += [_comparison_row(who, row) for who, row in rows.items() if row]
        error = score["calibration"]["expected_calibration_error"]
        lines += ["", f"{score['n_calls']} calls; expected calibration error {error:.3f}.", ""]
    return lines or ["None: this model was only cross-validated."]


def _groups(groups: Scores, codebook: Codebook) -> list[str]:
    quarter = "in the upper quarter of the manager's tell share and ask-and-listen index"
    share = "with much plain telling, or much listening, by the manager"
    lines = [
        "Held-out calls as above. Tell-heavy and listening calls are those "
        f"{quarter if is_shipped(codebook) else share} by people's codes.",
        "",
        "| | macro-F1 | kappa | utterances | calls |",
        "|---|---|---|---|---|",
    ]
    for name, row in groups.items():
        cells = (_with_interval(row, "macro_f1"), _with_interval(row, "kappa"), f"{row['n_utterances']:,}")
        lines.append(f"| {name} | {' | '.join(cells)} | {row['n_calls']} |")
    return lines


def _confusions(confusions: Any) -> list[str]:
    lines = ["| code | taken for | times | share of the code |", "|---|---|---|---|"]
    return lines + [f"| `{c['code']}` | `{c['taken_for']}` | {c['count']:,} | {_two(c['share'])} |" for c in confusions]


def _intervals(intervals: Scores) -> list[str]:
    """How often nominal 95 % intervals hold the figure of people's codes."""
    lines = [
        "How often the nominal 95 % interval of a held-out call holds the figure by people's codes, and the machine's "
        "mean error. Where it held in under nine tenths of the calls of a style, it is stretched by the factor given "
        "(log or logit scale); a coverage that is still lower stands as it is.",
        "",
        "| | factor | all calls | tell-heavy | listening | before stretching, tell-heavy | bias, tell-heavy | n |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, row in intervals.items():
        covered = [_two(row[style]["coverage"]) for style in ("all", "tell_heavy", "listening")]
        before, bias = (row["tell_heavy"][key] for key in ("coverage_unwidened", "bias"))
        counts = "/".join(str(row[style]["n"]) for style in ("all", "tell_heavy", "listening"))
        lines.append(
            f"| {name.replace('_', ' ')} | {row['widening']:g} | {' | '.join(covered)} | {_two(before)} | "
            f"{_signed(bias)} | {counts} |"
        )
    return lines


def _tags(tags: Scores) -> list[str]:
    if not tags:
        return ["This kind of model gives none."]
    lines = [
        "Each tag on its own, held out by author, at thresholds chosen on other authors. A tag counts where its "
        "precision is 0.6 or more; else, or under that threshold, it is shown as possible (precision 0.3 or more) and "
        "enters no figure. The ceiling is the second coder's F1 with the first.",
        "",
        "| | average precision | counted: precision | recall | F1 | possible: precision | recall | ceiling | "
        "utterances |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for tag, row in tags.items():
        counted = [_two(row[key] if row["threshold"] is not None else None) for key in ("precision", "recall", "f1")]
        shown = row["possible"]
        possible = [_two(shown[key] if shown["threshold"] is not None else None) for key in ("precision", "recall")]
        cells = [_two(row["average_precision"]), *counted, *possible, _two(row["ceiling"]), f"{row['support']:,}"]
        lines.append(f"| `{tag}` | {' | '.join(cells)} |")
    known = [row["average_precision"] for row in tags.values() if row["average_precision"] is not None]
    return [*lines, "", f"Mean average precision {_two(sum(known) / len(known) if known else None)}."]


def _labels_table(part: Scores, labels: Any, scores: Scores, name: str) -> list[str]:
    second = scores["second_coder"]
    lines = ["| | precision | recall | F1 | utterances | F1 of second coder |", "|---|---|---|---|---|---|"]
    for label in labels:
        row = part["labels"][label]
        ceiling = second[name]["labels"][label]["f1"] if second else None
        cells = [_two(row[key]) for key in ("precision", "recall", "f1")]
        lines.append(f"| `{label}` | {' | '.join(cells)} | {row['support']:,} | {_two(ceiling)} |")
    return lines


def _calibration(scores: Scores) -> list[str]:
    written, captioned = (scores[key]["calibration"] for key in ("model", "model_on_captions"))
    lines = [
        "The probability of the top code, scaled by one temperature. Each author is scored with the temperature of the "
        f"other authors: expected calibration error {written['expected_calibration_error']:.3f} as written, "
        f"{captioned['expected_calibration_error']:.3f} on text without case and punctuation.",
        "",
        "| confidence | correct | utterances |",
        "|---|---|---|",
    ]
    lines += [f"| {b['confidence']:.2f} | {b['accuracy']:.2f} | {b['n']:,} |" for b in written["bins"]]
    return lines


def _boundaries(segmenter: Scores) -> list[str]:
    lines = []
    for key, name in (
        ("as_written", "punctuated text"),
        ("as_captions", "text without case and punctuation"),
        ("by_punctuation", "punctuated text, by a rule on punctuation only"),
        ("by_punctuation_as_captions", "text without punctuation, by that rule"),
        ("by_fixed_length", "either, by cutting every so many words"),
    ):
        s = segmenter[key]
        lines.append(
            f"- Starts of utterances inside turns, {name}: F1 {_two(s['f1'])} (precision {_two(s['precision'])}, "
            f"recall {_two(s['recall'])}, {s['n_boundaries']:,} boundaries in {segmenter['n_turns']:,} turns by "
            "authors held out)."
        )
    return lines


def _roles(roles: Scores) -> list[str]:
    whole, late = roles["whole_call"], roles["opening_cut"]
    return [
        f"- Who leads: right in {_two(whole['accuracy'])} of {whole['n_calls']} held-out calls "
        f"(mean probability given {_two(whole['mean_probability'])}); with the first third of the call cut off, "
        f"{_two(late['accuracy'])} ({_two(late['mean_probability'])}). These calls are tidier than real ones."
    ]


def _ceiling(second: Scores | None) -> str:
    if second is None:
        return "No call was coded twice, so how well two people would agree is not known."
    calls = second["n_calls"]
    return f"The second coder is the ceiling: the codebook in other hands, on the {calls} calls coded twice."


def _with_interval(part: Scores, measure: str) -> str:
    interval = part[f"{measure}_interval"]
    bracket = f" [{interval[0]:.2f}–{interval[1]:.2f}]" if interval else ""
    return _two(part[measure]) + bracket


def _signed(value: float | None) -> str:
    return "–" if value is None else f"{value:+.2f}"


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
