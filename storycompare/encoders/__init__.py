"""Encoders: whatever turns sentences into vectors, made to look alike; the door to sentence-transformers (extra ``semantic``).

An encoder is any object with ``encode`` (a vector a sentence), with ``encode_tokens`` (a vector a token, and where each token stands),
or with both. `encoder` takes such an object, a sentence-transformers model, or the name of one, and returns an `Encoder`.
"""

from storycompare.encoders.resolve import BATCH, AnyEncoder, Encoder, SentenceEncoder, TokenEncoder, encoder
from storycompare.encoders.vectors import TokenVectors, Vectors

__all__ = ["BATCH", "AnyEncoder", "Encoder", "SentenceEncoder", "TokenEncoder", "TokenVectors", "Vectors", "encoder"]
