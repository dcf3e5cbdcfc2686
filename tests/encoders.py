"""Encoders for the tests: words hashed to small whole numbers, the same on every machine, and a model that looks like a real one."""

import re
import zlib
from types import MappingProxyType, SimpleNamespace

import numpy as np

from storycompare.encoders import TokenVectors

WIDTH = 3


def hashed(text):
    """A vector of small whole numbers, often with zeros in it."""
    return [zlib.crc32(f"{text} {axis}".encode()) % 5 - 2 for axis in range(WIDTH)]


def pieces(text, most=7):
    """Where the tokens of a text stand, two letters each, after a mark of the beginning; what is too long is cut."""
    return [(0, 0), *(match.span() for match in re.finditer(r"\w{1,2}|[^\w\s]", text))][:most]


class Words:
    """Vectors of sentences alone."""

    name = "words"
    digest = "0123"

    def encode(self, texts):
        return [hashed(text) for text in texts]


class Tokens:
    """Vectors of tokens alone; the one before plays a part, as in a real model."""

    def encode_tokens(self, texts):
        return [TokenVectors([hashed(text[max(0, start - 2) : end]) for start, end in pieces(text)], pieces(text)) for text in texts]


class Both(Words, Tokens):
    """Vectors of sentences and of tokens."""


class Asked(Both):
    """What was asked of it, call by call."""

    def __init__(self):
        self.batches = []

    def encode(self, texts):
        self.batches.append(list(texts))
        return super().encode(texts)


class Tensor(np.ndarray):
    """As much of a torch tensor as is used."""

    @classmethod
    def of(cls, values, dtype=np.float32):
        return np.asarray(values, dtype).view(cls)

    def detach(self):
        return self

    cpu = detach

    def float(self):
        return self.astype(np.float32)

    def bool(self):
        return self.astype(np.bool_)

    def numpy(self):
        return np.asarray(self)


class Tokenizer:
    """A fast tokenizer: it says where its tokens stand."""

    is_fast = True

    def __call__(self, texts, truncation, max_length, return_offsets_mapping):
        assert truncation
        assert return_offsets_mapping
        return {"offset_mapping": [pieces(text, max_length) for text in texts]}


class Model:
    """A model with the face of sentence-transformers: a fast tokenizer, a prompt, batches filled up to one length."""

    max_seq_length = 7
    prompts = MappingProxyType({"story": "tell: ", "none": ""})
    default_prompt_name = None

    def __init__(self, weight=1.0):
        self.weight = weight
        self.tokenizer = Tokenizer()

    def __getitem__(self, place):
        return SimpleNamespace(auto_model=SimpleNamespace(config=SimpleNamespace(_name_or_path="/somewhere/models/tiny")))

    def state_dict(self):
        return {"layer": Tensor.of([[self.weight, 2.0]])}

    def encode(self, texts, output_value="sentence_embedding", **_):
        if output_value == "sentence_embedding":
            return [Tensor.of(hashed(text)) for text in texts]
        told = [(self.prompts.get(self.default_prompt_name) or "") + text for text in texts]
        longest = max(len(pieces(text)) for text in told)
        return [self._row(text, longest) for text in told]

    @staticmethod
    def _row(text, longest):
        own = [hashed(text[start:end]) for start, end in pieces(text)]
        empty = longest - len(own)
        return {
            "sentence_embedding": Tensor.of(hashed(text)),
            "token_embeddings": Tensor.of(own + [[9.0] * WIDTH] * empty),
            "attention_mask": Tensor.of([1] * len(own) + [0] * empty, np.int64),
        }
