"""Folders, models and jobs as plain data for the lab's page; scores are in ``score_view``."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from coder import ExampleFolder, ExampleSummary, Job, ModelEntry, load_codebook
from ui.figures import DASH, SPACE, number, percent

ORIGINS = {"shipped": "comes with the program", "exported": "exported corrections", "named": "named by you"}
KINDS = {"linear": "linear", "encoder": "encoder", "blend": "encoder and linear that vote"}
DOING = {
    "train": "Training the model",
    "doubts": "Looking for doubtful codes in",
    "curve": "Measuring the learning curve of",
    "compare": "Comparing with",
    "promote": "Checking before use",
    "score": "Scoring the model",
}
DONE = {
    "train": "Trained",
    "doubts": "Doubtful codes found in",
    "curve": "Learning curve measured of",
    "compare": "Compared with",
    "promote": "Checked for use",
    "score": "Scored",
}
ENDED = {
    "failed": "That did not work",
    "stopped": "Stopped",
    "lost": "It ended without a word: its process was killed, or the machine was switched off. Begin it again",
}


def folders_table(found: Sequence[tuple[ExampleFolder, ExampleSummary | str]]) -> dict[str, Any]:
    """Folders of labelled calls with their counts; of a folder that cannot be read, what is wrong."""
    rows = []
    for folder, summary in found:
        if isinstance(summary, str):
            rows.append([folder.label, f"cannot be read: {summary}", *[DASH] * 5])
            continue
        counts = (summary.n_calls, summary.n_coded, summary.n_authors, summary.n_coded_twice, summary.n_codes_only)
        rows.append([folder.label, ORIGINS[folder.origin], *map(number, counts)])
    columns = ["Folder", "From", "Calls", "Utterances coded", "Authors", "Coded twice", "Calls of corrections"]
    return {"caption": "Labelled calls at hand", "columns": columns, "texts": [1], "rows": rows}


def codes_view(summary: ExampleSummary) -> dict[str, Any]:
    """How often each code was given: rows for the chart, and the same as a table."""
    book = load_codebook()
    names = {mode.id: mode.name for mode in book.modes}
    rows = [
        {
            "code": book.code_of[code].name,
            "mode": book.mode_of[code],
            "mode_name": names[book.mode_of[code]],
            "count": count,
            "share": percent(count / summary.n_coded) if summary.n_coded else DASH,
        }
        for code, count in summary.codes.items()
    ]
    return {
        "rows": rows,
        "table": {
            "caption": f"{number(summary.n_coded)} coded utterances by code",
            "columns": ["Code", "Mode", "Utterances", "Share"],
            "texts": [1],
            "rows": [[row["code"], row["mode_name"], number(row["count"]), row["share"]] for row in rows],
        },
        "says": _folder_words(summary),
    }


def models_table(entries: Sequence[ModelEntry], in_use: str | None) -> dict[str, Any]:
    """Models with their first figures; ``in_use`` is the version that the app codes with."""
    rows = []
    for entry in entries:
        if entry.config is None:
            rows.append([entry.name, "cannot be read", *[DASH] * 6])
            continue
        training = entry.config.get("training", {})
        modes = entry.config.get("evaluation", {}).get("model", {}).get("manager_modes", {})
        rows.append(
            [
                entry.name + (" (in use)" if entry.config["version"] == in_use else ""),
                "comes with the program" if entry.is_shipped else "your own",
                KINDS.get(kind_of(entry.config), DASH),
                entry.config["version"],
                number(training["n_calls"]) if "n_calls" in training else DASH,
                with_interval(modes.get("macro_f1"), modes.get("macro_f1_interval")),
                two(modes.get("kappa")),
            ]
        )
    columns = ["Model", "From", "Kind", "Version", "Calls learnt from", "Macro-F1, manager’s modes", "Kappa"]
    return {"caption": "Models at hand", "columns": columns, "texts": [1, 2, 3], "rows": rows}


def about_table(config: Mapping[str, Any]) -> dict[str, Any]:
    """Where a model comes from; a dash for what its folder does not say."""
    training = config.get("training", {})
    examples = training.get("examples", {})
    corrections = training.get("codes_only", {})
    packages = ", ".join(f"{name} {version}" for name, version in training.get("packages", {}).items())
    pairs = {
        "Kind": KINDS.get(kind_of(config), DASH),
        "Version": config["version"],
        "Data": examples.get("name") or DASH,
        "Licence of the data": examples.get("licence") or "not stated",
        "Hash of the data": examples.get("fingerprint", DASH)[:12],
        "Calls": _count(training.get("n_calls")),
        "Utterances": _count(training.get("n_utterances")),
        "Authors": _count(training.get("n_authors")),
        "Of these, calls of corrections": _count(corrections.get("n_calls", 0)),
        "Folds": _count(training.get("folds")),
        "Seed": _count(training.get("seed")),
        "Code that trained it": training.get("code", DASH),
        "Python and packages": f"Python {training['python']}, {packages}" if "python" in training else DASH,
        "Settings": training.get("settings", DASH),
    }
    return {
        "caption": "As the model’s own folder says",
        "columns": ["", ""],
        "look": "wide",
        "texts": [1],
        "rows": [[name, value] for name, value in pairs.items()],
    }


def kind_of(config: Mapping[str, Any]) -> str:
    """Which kind of classifier a model's config names."""
    return str(config.get("classifier", {}).get("kind", "linear"))


def job_head(job: Job) -> str:
    """What the job does, or did, in fixed words: no names."""
    if job.is_alive:
        return f"{DOING.get(job.kind, 'Working')} …"
    return DONE.get(job.kind, "Done") if job.state == "done" else ENDED[job.state]


def job_object(job: Job) -> str:
    """What the job is about: names of the user's, to be shown as plain text."""
    asked = job.asked
    if job.kind == "train":
        return Path(str(asked.get("to", ""))).name
    if job.kind in ("doubts", "curve"):
        folders = asked.get("examples", [])
        return ", ".join([folders] if isinstance(folders, str) else [str(each) for each in folders])
    models = [asked.get(name) for name in ("first", "second", "candidate", "model")]
    on = asked.get("gold") or asked.get("examples")
    return " and ".join(Path(str(model)).name for model in models if model) + f", on {on}"


def job_times(job: Job, now: float) -> str:
    """Since when, how long yet; in fixed words."""
    if not job.is_alive:
        if job.began_at is None or job.ended_at is None:
            return ""
        took = in_minutes(job.ended_at - job.began_at)
        return f"{datetime.fromtimestamp(job.ended_at):%d.%m.%Y %H:%M}, took {took}"
    began = f"Under way for {in_minutes(0 if job.began_at is None else now - job.began_at)}"
    left = job.seconds_left(now)
    return began if left is None else f"{began}; about {in_minutes(left)} left"


def in_minutes(seconds: float) -> str:
    """A time as people say it.

    >>> in_minutes(42), in_minutes(200), in_minutes(7300)
    ('42\\u202fs', '3\\u202fmin', '2\\u202fh 2\\u202fmin')
    """
    if seconds < 90:
        return f"{max(0, seconds):.0f}{SPACE}s"
    minutes = round(seconds / 60)
    return f"{minutes}{SPACE}min" if minutes < 90 else f"{minutes // 60}{SPACE}h {minutes % 60}{SPACE}min"


def two(value: float | None) -> str:
    """A figure with two decimals; a dash for none."""
    return DASH if value is None else f"{value:.2f}"


def with_interval(value: float | None, interval: Sequence[float] | None) -> str:
    """A figure with its 95 % interval in brackets, where it has one."""
    if value is None or interval is None:
        return two(value)
    return f"{value:.2f} ({interval[0]:.2f} to {interval[1]:.2f})"


def _folder_words(summary: ExampleSummary) -> str:
    uncoded = summary.n_utterances - summary.n_coded
    context = f" {number(uncoded)} more were left uncoded and are context." if uncoded else ""
    licence = summary.licence or "not stated"
    return (
        f"{number(summary.n_coded)} coded utterances in {number(summary.n_calls)} calls.{context} "
        f"Licence: {licence}. Hash of the data: {summary.fingerprint[:12]}."
    )


def _count(value: int | None) -> str:
    return DASH if value is None else number(value)
