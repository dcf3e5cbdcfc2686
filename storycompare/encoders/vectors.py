"""What encoders give: vectors of sentences and of tokens, held to one vector each, one width, and finite numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from storycompare.errors import BadEncoder


class TokenVectors(NamedTuple):
    """A sentence's tokens: a vector each, and where each stands, ``(start, end)`` in characters of the text that was given.

    A token that stands for no text, such as a mark of the beginning, has ``start == end``.
    """

    vectors: Any
    offsets: Sequence[tuple[int, int]]


class Vectors(NamedTuple):
    """What an encoder says of some texts: a row a text, and the tokens of each; None where it has no such vectors."""

    sentences: Any = None
    tokens: Sequence[TokenVectors] | None = None


_FIX = {
    "sentence": "return a 2-D array, a list of equal rows or a tensor from encode(list[str]): one vector a sentence, in their order",
    "token": "return a TokenVectors a sentence from encode_tokens(list[str]): one vector a token, and its (start, end) in the sentence",
}


def checked(name: str, texts: list[str], given: Mapping[str, Any], widths: dict[str, int]) -> Vectors:
    """Return the vectors of ``texts`` as 32-bit arrays.

    >>> checked("mine", ["One."], {"sentences": [[1, 2]]}, {}).sentences
    array([[1., 2.]], dtype=float32)

    Args:
        name: what to call the encoder in a message.
        texts: what was encoded.
        given: what the encoder gave, by the names of `Vectors`.
        widths: remembers from batch to batch how wide the vectors are.

    Raises:
        BadEncoder: ``given`` is not one finite vector each, all of one width, or a token stands outside its sentence.
    """
    return Vectors(
        _matrix(name, "sentence", given["sentences"], len(texts), widths) if "sentences" in given else None,
        _tokens(name, texts, given["tokens"], widths) if "tokens" in given else None,
    )


def _tokens(name: str, texts: list[str], given: Any, widths: dict[str, int]) -> list[TokenVectors]:
    try:
        pairs = [(vectors, [(int(start), int(end)) for start, end in offsets]) for vectors, offsets in given]
    except (TypeError, ValueError) as error:
        raise _bad(name, "token", "gave tokens that are not vectors with their offsets") from error
    if len(pairs) != len(texts):
        raise _bad(name, "token", f"gave the tokens of {len(pairs)} sentences for {len(texts)}")
    for text, (_, offsets) in zip(texts, pairs, strict=True):
        if not all(0 <= start <= end <= len(text) for start, end in offsets):
            raise _bad(name, "token", f"gave a token outside its sentence, {text[:60]!r}")
    return [TokenVectors(_matrix(name, "token", vectors, len(offsets), widths), offsets) for vectors, offsets in pairs]


def _matrix(name: str, what: str, given: Any, rows: int, widths: dict[str, int]) -> Any:
    """Return ``given`` as a finite 32-bit array of so many rows."""
    import numpy as np

    try:
        array = np.asarray([_plain(row) for row in given] if isinstance(given, list | tuple) else _plain(given))
    except (TypeError, ValueError, RuntimeError) as error:
        raise _bad(name, what, f"gave {what} vectors of unequal length, or of something else than numbers") from error
    if not rows and not array.size:
        return np.zeros((0, widths.get(what, 0)), np.float32)
    if array.ndim != 2 or array.dtype.kind not in "fiu":
        raise _bad(name, what, f"gave {what} vectors of shape {array.shape} and type {array.dtype}, which is no table of numbers")
    if len(array) != rows:
        raise _bad(name, what, f"gave {len(array)} {what} vectors for {rows} {what}s")
    if not array.shape[1] or widths.setdefault(what, array.shape[1]) != array.shape[1]:
        raise _bad(name, what, f"gave {what} vectors of {array.shape[1]} numbers, where {widths.get(what, 'one or more')} are due")
    with np.errstate(over="ignore"):
        array = array.astype(np.float32, copy=False)
    if not np.isfinite(array).all():
        raise _bad(name, what, f"gave {what} vectors with a number that is not finite in 32 bits")
    return array


def _plain(value: Any) -> Any:
    """Return what numpy can read: a tensor may stand on a device, ask for gradients or be of half precision."""
    return value.detach().cpu().float().numpy() if hasattr(value, "detach") else value


def _bad(name: str, what: str, happened: str) -> BadEncoder:
    return BadEncoder(f"the encoder {name!r} {happened}", fix=_FIX[what])
