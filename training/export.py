"""Write a trained network as the files that the program reads: an encoder in ONNX with weights of eight bits, and the heads' weights."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

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
        joined = Path(scratch) / "joined.onnx"
        joined_attention(full, network.encoder.config).save_model_to_file(str(joined))
        # The type of what the joined attention gives is not known to the quantiser: 1 is a float of four bytes.
        quantize_dynamic(joined, file, weight_type=QuantType.QInt8, per_channel=True, extra_options={"DefaultTensorType": 1})


def joined_attention(full: Path, config: Any) -> Any:
    """The graph with each layer's attention as one operation, a quarter faster on sentences of common length.

    Nothing else is joined: the kernels for sums with layer norms and for GELU with bias are slower than their parts, which is also why
    `models/encoder.py` keeps ONNX Runtime from joining them when it loads the file.
    """
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    options = FusionOptions("bert")
    for name in ("skip_layer_norm", "bias_skip_layer_norm", "embed_layer_norm", "bias_gelu"):
        setattr(options, f"enable_{name}", False)
    return optimizer.optimize_model(
        str(full),
        model_type="bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        optimization_options=options,
        opt_level=0,
    )
