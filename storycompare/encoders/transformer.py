"""The door to sentence-transformers: a model found on this machine, told apart by its weights, and read in one forward pass."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from threading import Lock
from typing import Any

from storycompare.encoders.vectors import TokenVectors
from storycompare.errors import BadEncoder, MissingExtra

INSTALL = "pip install 'storycompare[semantic]'"
HOME = "sentence-transformers/"
"""Whose a model is that is named without an owner, as in sentence-transformers itself."""
# A fast tokenizer cannot serve two threads at once, and one forward pass has every core anyway.
_ONE_AT_A_TIME = Lock()


def load(name: str) -> Any:
    """Return the model in the folder ``name``, or the one of that name that was fetched before: the network is not asked.

    Raises:
        MissingExtra: sentence-transformers is not installed.
        BadEncoder: there is no such model, or it does not load.
    """
    try:
        from huggingface_hub import snapshot_download
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise MissingExtra(f"the encoder {name!r} needs sentence-transformers", why="it is not installed", fix=INSTALL) from error
    try:
        # Its folder, not its name: given a name, the libraries ask the network for more even when told not to.
        folder = name if Path(name).is_dir() else snapshot_download(name if "/" in name else HOME + name, local_files_only=True)
    except (OSError, ValueError) as error:
        raise BadEncoder(
            f"no model {name!r}",
            why="it is no folder, and no model of that name was fetched to this machine",
            fix=f"name the folder of a saved model, or fetch it once with sentence_transformers.SentenceTransformer({name!r})",
        ) from error
    try:
        with _quiet():
            return SentenceTransformer(folder, local_files_only=True)
    except (OSError, ValueError, RuntimeError, LookupError, AttributeError, ImportError) as error:
        why = str(error).partition("\n")[0].rstrip(".") or type(error).__name__
        raise BadEncoder(f"the model {name!r} does not load", why=why, fix="name one that sentence-transformers can load") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Show no progress bar of loading: standard error is for warnings."""
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()


def is_model(x: object) -> bool:
    """Return whether ``x`` is a sentence-transformers model; while that is not imported, nothing is."""
    kind = getattr(sys.modules.get("sentence_transformers"), "SentenceTransformer", None)
    return kind is not None and isinstance(x, kind)


def has_offsets(model: Any) -> bool:
    """Return whether the model's tokenizer says where its tokens stand; one that does not gives vectors of sentences alone."""
    return bool(getattr(getattr(model, "tokenizer", None), "is_fast", False))


def name_of(model: Any) -> str:
    """Return the name that a model remembers, or "" where it remembers none."""
    return last_part(getattr(getattr(getattr(model[0], "auto_model", None), "config", None), "_name_or_path", ""))


def last_part(name: str) -> str:
    r"""Return the last part of a model's name or path: a result never holds a path of one machine.

    >>> last_part("sentence-transformers/all-MiniLM-L6-v2"), last_part("C:\\models\\mine\\")
    ('all-MiniLM-L6-v2', 'mine')
    """
    return PurePath(name.replace("\\", "/")).name


def fingerprint(model: Any) -> str:
    """Return twelve hexadecimal digits of a model's weights: the name, kind, shape and first numbers of each, and its longest input."""
    seen = hashlib.sha256(repr(getattr(model, "max_seq_length", None)).encode())
    for name, tensor in sorted(model.state_dict().items()):
        seen.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        seen.update(tensor.flatten()[:256].float().cpu().numpy().tobytes())
    return seen.hexdigest()[:12]


def read(model: Any, texts: list[str]) -> dict[str, Any]:
    """Return a model's vectors of sentences and of tokens, from one forward pass."""
    prompt = (getattr(model, "prompts", None) or {}).get(getattr(model, "default_prompt_name", None)) or ""
    # Some versions strip a text and some do not: stripped ahead, it has the same offsets with both.
    bare = [text.strip() for text in texts]
    with _ONE_AT_A_TIME:
        rows = model.encode(bare, batch_size=len(bare), output_value=None, show_progress_bar=False)
        places = model.tokenizer(
            [prompt + text for text in bare], truncation=True, max_length=model.max_seq_length, return_offsets_mapping=True
        )["offset_mapping"]
    given: dict[str, Any] = {"sentences": [row["sentence_embedding"] for row in rows]}
    if not {"token_embeddings", "attention_mask"} <= rows[0].keys():
        return given
    given["tokens"] = [
        # What fills a sentence up to the length of its batch is no token of it.
        TokenVectors(row["token_embeddings"][row["attention_mask"].bool()], _moved(own, len(prompt), len(text) - len(text.lstrip())))
        for row, own, text in zip(rows, places, texts, strict=True)
    ]
    return given


def _moved(places: Sequence[tuple[int, int]], prompt: int, indent: int) -> list[tuple[int, int]]:
    """Return places in a text for those in its prompt and bare text; a token of the prompt stands for no text."""
    return [(max(0, start - prompt) + indent, max(0, end - prompt) + indent) for start, end in places]
