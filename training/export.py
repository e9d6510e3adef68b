"""Write a trained network as the files that the program reads: an encoder in ONNX with weights of eight bits, and the heads' weights."""

import json
import shutil
import tempfile
from pathlib import Path

import numpy
import torch

from examples import CUE_LABELS
from network import Network


def export(network: Network, labels: dict[str, list[str]], tokenizer_file: Path, folder: Path) -> None:
    """`encoder.onnx`, `heads.npz`, `tokenizer.json` and `labels.json` in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    export_encoder(network, folder / "encoder.onnx")
    heads = {
        name: value.float().numpy().astype(numpy.float16)
        for name, value in network.state_dict().items()
        if not name.startswith("encoder.")
    }
    numpy.savez(folder / "heads.npz", **heads)
    shutil.copy(tokenizer_file, folder / "tokenizer.json")
    (folder / "labels.json").write_text(json.dumps({"cue": list(CUE_LABELS), **labels}, indent=1) + "\n", encoding="utf-8")


def export_encoder(network: Network, file: Path) -> None:
    """The encoder alone: ids and mask (B, T) in, states (B, T, D) out."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    class Encoder(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = network.encoder

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            return self.inner(input_ids=ids, attention_mask=mask).last_hidden_state

    ids, mask = torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        axes = {name: {0: "sentences", 1: "pieces"} for name in ("ids", "mask", "states")}
        torch.onnx.export(
            Encoder().eval(), (ids, mask), str(full), input_names=["ids", "mask"], output_names=["states"], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(full, file, weight_type=QuantType.QInt8, per_channel=True)
