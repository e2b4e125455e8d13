"""Sentence vectors of a sentence-transformers model on this machine, such as LaBSE (Feng et al. 2022)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.embeddings import Embed
from translator.release import ReleaseError

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

PACKAGE = "sentence-transformers"
LABSE = "labse"
"""Its name in models/registry.toml."""
BATCH = 32
WEIGHTS = "model.safetensors"

_OURS = "sentence_transformers."
_WITH_WEIGHTS = ("Transformer", "Dense")


def installed() -> bool:
    """Whether the package is there that runs such models. It is not imported."""
    return find_spec("sentence_transformers") is not None


def labse() -> Path | None:
    """The folder of LaBSE in the hub's cache; None where it is not complete or not the one that the registry pins."""
    from translator.engines.hub import cached
    from translator.engines.registry import registry

    return cached(registry()[LABSE])


def load_sentence_encoder(folder: Path, device: str = "auto", batch: int = BATCH) -> Embed:
    """Texts to float32 unit vectors, by the sentence-transformers model in a folder.

    device: "auto", "cpu" or "cuda"; batch: texts computed together
    Nothing is downloaded, no code of the model's is run, weights are read from safetensors only.
    Raises ReleaseError where the package is missing or the folder holds no such model.
    """
    if not installed():
        raise ReleaseError(f"The package {PACKAGE} is missing, which runs {folder}. Install it: pip install {PACKAGE}.")
    _check(folder)
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(
            str(folder),
            device=None if device == "auto" else device,
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise ReleaseError(f"{folder}: the model cannot be loaded: {error}. Fetch it again, or set another.") from error

    def embed(texts: Sequence[str]) -> NDArray[numpy.float32]:
        import numpy

        vectors = model.encode(
            list(texts), batch_size=batch, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return numpy.asarray(vectors, dtype=numpy.float32)

    return embed


def _check(folder: Path) -> None:
    """Raises ReleaseError for what the library would mend by guessing, or read as a pickle or as code."""
    import msgspec

    def wrong(what: str) -> ReleaseError:
        return ReleaseError(
            f"{folder}: this is no sentence-transformers model: {what}. Fetch it again, or set another."
        )

    try:
        modules: list[dict[str, Any]] = msgspec.json.decode(
            (folder / "modules.json").read_bytes(), type=list[dict[str, Any]]
        )
    except OSError as error:
        raise wrong(f"modules.json cannot be read ({error.strerror})") from error
    except msgspec.DecodeError as error:
        raise wrong(f"modules.json is damaged ({error})") from error
    for module in modules:
        kind, path = str(module.get("type", "")), str(module.get("path", ""))
        place = (folder / path).resolve()
        if not kind.startswith(_OURS):
            raise wrong(f"its part {kind} is code of its own, which is never run")
        if not place.is_relative_to(folder.resolve()):
            raise wrong(f"its part {path} lies outside the folder")
        weights = place / WEIGHTS
        if not weights.is_file() and (kind.rpartition(".")[2] in _WITH_WEIGHTS or any(place.glob("*.bin"))):
            raise wrong(f"{weights.relative_to(folder.resolve())} is missing; weights of another kind are not read")
