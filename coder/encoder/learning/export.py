"""Writes a trained network as two ONNX graphs, weights of the encoder in eight bits."""

import tempfile
import warnings
from pathlib import Path

import torch

from coder.encoder.classifier import ENCODER, SEQUENCE
from coder.encoder.learning.network import HIDDEN, Network
from coder.encoder.learning.pretrained import save_tokenizer

OPSET = 17


def export_encoder(network: Network, folder: Path) -> None:
    """Write ``encoder.onnx``, ``sequence.onnx`` and the tokenizer into a folder."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        # The exporter warns of its own successor; what it writes is compared with the network in the tests.
        warnings.simplefilter("ignore")
        whole = Path(scratch) / ENCODER
        ids = torch.randint(5, 2000, (4, 20))
        _export(
            network.encoder,
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            whole,
            inputs=("ids", "mask", "segments"),
            outputs=("vectors",),
            free={name: {0: "utterances", 1: "tokens"} for name in ("ids", "mask", "segments")}
            | {"vectors": {0: "utterances"}},
        )
        quantize_dynamic(whole, folder / ENCODER, weight_type=QuantType.QInt8, per_channel=True)
        _export(
            network.sequence,
            (torch.zeros(1, 7, 2 * HIDDEN), torch.zeros(1, 7, dtype=torch.long), torch.zeros(1, 7)),
            folder / SEQUENCE,
            inputs=("vectors", "roles", "same_speaker"),
            outputs=("codes", "tags"),
            free={name: {1: "utterances"} for name in ("vectors", "roles", "same_speaker", "codes", "tags")},
        )
    save_tokenizer(folder)


def _export(
    module: torch.nn.Module,
    example: tuple[torch.Tensor, ...],
    path: Path,
    *,
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    free: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        module,
        example,
        str(path),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=free,
        opset_version=OPSET,
        dynamo=False,
    )
