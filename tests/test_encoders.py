"""Encoders: what is one, what each may give, which errors the rest get; and meaning against its slow plain twin."""

import math
import pickle
import random
import re
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from encoders import WIDTH, Asked, Both, Model, Tensor, Tokens, Words, hashed, pieces
from hypothesis import given
from hypothesis import strategies as st

from storycompare import Version, compare, core
from storycompare.encoders import BATCH, TokenVectors, encoder, transformer
from storycompare.errors import BadEncoder, LimitExceeded, MissingExtra, StoryCompareError
from storycompare.match import meaning as home
from storycompare.match.meaning import PRIOR, meaning

TEXTS = ["The ferry sank.", "Harrow", "The ferry sank.", "No one saw it."]


def words_of(text, weights):
    """Words with a weight by their length, some of them 0."""
    return [(*match.span(), weights[len(match.group()) % len(weights)]) for match in re.finditer(r"\w+", text)]


# What is an encoder.


@pytest.mark.parametrize(("source", "name", "digest"), [(Words(), "words", "0123"), (Tokens(), "Tokens", "")])
def test_an_object_is_used_as_it_is(source, name, digest):
    found = encoder(source)
    assert (found.name, found.digest, found.source) == (name, digest, source)
    assert encoder(found) is found


def test_a_name_that_is_no_text_is_passed_over():
    class Odd(Words):
        name = 3
        digest = None

    assert (encoder(Odd()).name.rpartition(".")[2], encoder(Odd()).digest) == ("Odd", "")


@pytest.mark.parametrize(("x", "told"), [(3, "neither"), (Words, "a class"), (len, "neither"), (None, "neither"), ({}, "neither")])
def test_what_is_no_encoder(x, told):
    with pytest.raises(BadEncoder, match=f"is no encoder: it .*{told}.*; give an object") as caught:
        encoder(x)
    assert caught.value.code == "bad-encoder"
    assert isinstance(caught.value, StoryCompareError)


def test_an_encoder_goes_to_another_process_and_back():
    again = pickle.loads(pickle.dumps(encoder(Both())))
    (batch, vectors), *rest = again.batches(TEXTS)
    assert (again.name, len(batch), vectors.sentences.shape, rest) == ("words", 3, (3, WIDTH), [])


# What it is asked, and in which order.


@given(st.lists(st.text("ab ", max_size=6), max_size=150), st.randoms(use_true_random=False))
def test_each_text_is_encoded_once_in_an_order_of_its_own(texts, chance):
    one, other = Asked(), Asked()
    shuffled = chance.sample(texts, len(texts))
    assert [batch for batch, _ in encoder(one).batches(texts)] == [batch for batch, _ in encoder(other).batches(shuffled)]
    assert one.batches == other.batches
    asked = [text for batch in one.batches for text in batch]
    assert asked == sorted(set(texts), key=lambda text: (len(text), text))
    assert all(len(batch) == BATCH for batch in one.batches[:-1])


GIVEN = {
    "lists": hashed,
    "arrays": lambda text: np.array(hashed(text)),
    "tensors": lambda text: Tensor.of(hashed(text)),
}


@pytest.mark.parametrize("whole", [list, np.array, Tensor.of, tuple])
@pytest.mark.parametrize("row", GIVEN.values(), ids=GIVEN)
def test_vectors_may_be_arrays_lists_or_tensors(whole, row):
    source = SimpleNamespace(encode=lambda texts: whole([row(text) for text in texts]))
    ((batch, vectors),) = encoder(source).batches(TEXTS)
    assert vectors.sentences.dtype == np.float32
    assert vectors.sentences.tolist() == [hashed(text) for text in batch]


# What it may not give.

BAD_SENTENCES = {
    "one too few": (lambda texts: [[1.0]] * (len(texts) - 1), "gave 2 sentence vectors for 3 sentences"),
    "none": (lambda _: [], "shape (0,)"),
    "nothing": (lambda _: None, "shape () and type object"),
    "ragged": (lambda texts: [[1.0] * (1 + k) for k in range(len(texts))], "unequal length"),
    "not finite": (lambda texts: [[1.0, math.nan]] * len(texts), "not finite"),
    "infinite": (lambda texts: [[1.0, math.inf]] * len(texts), "not finite"),
    "too large": (lambda texts: [[1.0, 1e300]] * len(texts), "not finite"),
    "empty": (lambda texts: [[]] * len(texts), "of 0 numbers"),
    "numbers": (lambda texts: [1.0] * len(texts), "shape (3,)"),
    "a cube": (lambda _: np.zeros((3, 2, 2)), "shape (3, 2, 2)"),
    "words": (lambda texts: [["a", "b"]] * len(texts), "type <U1"),
    "objects": (lambda texts: [[None]] * len(texts), "type object"),
    "a generator": (lambda texts: (hashed(text) for text in texts), "type object"),
    "text": (lambda _: "vectors", "type <U7"),
}
ONE = (0, 1)
BAD_TOKENS = {
    "one too few": (lambda _: [TokenVectors([[1.0]], [ONE])] * 2, "tokens of 2 sentences for 3"),
    "no offsets": (lambda _: [[[1.0]]] * 3, "not vectors with their offsets"),
    "no numbers": (lambda _: [TokenVectors([[1.0]], [("a", "b")])] * 3, "not vectors with their offsets"),
    "nothing": (lambda _: None, "not vectors with their offsets"),
    "a vector too few": (lambda _: [TokenVectors([[1.0]], [ONE, ONE])] * 3, "gave 1 token vectors for 2 tokens"),
    "a vector too many": (lambda _: [TokenVectors([[1.0]], [])] * 3, "gave 1 token vectors for 0 tokens"),
    "past the end": (lambda _: [TokenVectors([[1.0]], [(0, 99)])] * 3, "outside its sentence, 'Harrow'"),
    "backwards": (lambda _: [TokenVectors([[1.0]], [(2, 1)])] * 3, "outside its sentence"),
    "before": (lambda _: [TokenVectors([[1.0]], [(-1, 1)])] * 3, "outside its sentence"),
    "not finite": (lambda _: [TokenVectors([[math.nan]], [ONE])] * 3, "not finite"),
    "widths": (lambda texts: [TokenVectors([[1.0] * len(text)], [ONE]) for text in texts], "where 6 are due"),
}


@pytest.mark.parametrize(
    ("verb", "gives", "told"),
    [("encode", *case) for case in BAD_SENTENCES.values()] + [("encode_tokens", *case) for case in BAD_TOKENS.values()],
    ids=[*BAD_SENTENCES, *(f"tokens {name}" for name in BAD_TOKENS)],
)
def test_what_cannot_be_used_is_an_error_that_names_it(verb, gives, told):
    source = SimpleNamespace(name="mine", **{verb: gives})
    with pytest.raises(BadEncoder, match=re.escape(told)) as caught:
        meaning(TEXTS, [[]] * 4, encoder(source))
    assert str(caught.value).startswith("the encoder 'mine' gave ")
    assert caught.value.fix.startswith("return a ")


def test_widths_are_the_same_in_every_batch():
    source = SimpleNamespace(name="mine", encode=lambda texts: [[1.0] * len(texts)] * len(texts))
    with pytest.raises(BadEncoder, match=f"vectors of 3 numbers, where {BATCH} are due"):
        list(encoder(source).batches(str(number) for number in range(BATCH + 3)))


def test_an_encoder_that_fails_is_named_and_not_the_story():
    def fails(texts):
        raise ZeroDivisionError("no memory")

    with pytest.raises(BadEncoder, match="the encoder 'SimpleNamespace' failed: ZeroDivisionError: no memory") as raised:
        meaning(TEXTS, [[]] * 4, encoder(SimpleNamespace(encode=fails)))
    assert isinstance(raised.value.__cause__, ZeroDivisionError)


def test_a_sentence_without_tokens_is_at_the_origin_and_none_at_all_is_an_error():
    def tokens(texts):
        return [TokenVectors(*([[[1.0, 2.0], [0.5, len(text)]], [(0, 1), (1, 2)]] if len(text) > 8 else ([], []))) for text in texts]

    texts = ["He won.", "The council voted on it.", "Engineers found cracks."]
    some = meaning(texts, [[(0, 2, 1.0)]] * 3, encoder(SimpleNamespace(encode_tokens=tokens)))
    assert np.isfinite(some.sentence).all()
    assert not some.covered[0].any()
    assert not some.covered[:, 0].any()
    with pytest.raises(BadEncoder, match="gave no token of any sentence"):
        meaning(["He won."] * 2, [[]] * 2, encoder(SimpleNamespace(encode_tokens=tokens)))


def test_a_story_too_long_for_an_encoder_is_refused_and_told_why(monkeypatch):
    monkeypatch.setattr(core, "MAX_ENCODED_SENTENCES", 3)
    versions = [Version.from_text("The council voted. The ferry sank.", id=id) for id in "ab"]
    with pytest.raises(LimitExceeded, match="4 sentences in one story: at most 3 are compared with an encoder; compare fewer versions, or"):
        compare(versions, encoder=Words())
    assert compare(versions).matches


# Meaning.


def unit(vector):
    return [x / (math.hypot(*vector) or 1.0) for x in vector]


def directions(vectors, weights, count):
    """The direction of each vector, less the weighted mean direction as far as so many sentences tell it."""
    aims = [unit(vector) for vector in vectors]
    mean = [math.fsum(w * aim[axis] for aim, w in zip(aims, weights, strict=True)) / math.fsum(weights) for axis in range(WIDTH)]
    known = count / (count + PRIOR)
    return [unit([x - m * known for x, m in zip(aim, mean, strict=True)]) if any(aim) else aim for aim in aims]


def cosine(a, b):
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


def slow_sentence(texts):
    aimed = directions([hashed(text) for text in texts], [1.0] * len(texts), len(texts))
    return [[cosine(a, b) for b in aimed] for a in aimed]


def slow_covered(texts, words, source):
    told = []
    for number, (text, known) in enumerate(zip(texts, source.encode_tokens(texts), strict=True)):
        owner = [next((k for k, (start, end, _) in enumerate(words[number]) if a < end and start < b), None) for a, b in pieces(text)]
        told += [
            (number, vector, words[number][k][2] / owner.count(k)) for k, vector in zip(owner, known.vectors, strict=True) if k is not None
        ]
    told = [(number, vector, weight) for number, vector, weight in told if weight]
    if not told:
        return [[0.0] * len(texts)] * len(texts)
    aimed = directions([vector for _, vector, _ in told], [weight for *_, weight in told], len(texts))
    of = [[(aim, weight) for aim, (owner, _, weight) in zip(aimed, told, strict=True) if owner == number] for number in range(len(texts))]

    def covers(a, b):
        best = [weight * max([0.0, *(cosine(aim, other) for other, _ in of[b])]) for aim, weight in of[a]]
        return math.fsum(best) / math.fsum(weight for _, weight in of[a]) if best else 0.0

    return [[covers(a, b) for b in range(len(texts))] for a in range(len(texts))]


story = st.lists(st.lists(st.sampled_from("ferry sank at Harrow no — … one of ab abcd , x".split()), max_size=6).map(" ".join), min_size=1)
weighing = st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.25]), min_size=3, max_size=3)


@given(story, weighing)
def test_meaning_is_what_its_plain_twin_says(texts, weights):
    words = [words_of(text, weights) for text in texts]
    found = meaning(texts, words, encoder(Both()))
    np.testing.assert_allclose(found.sentence, slow_sentence(texts), atol=2e-6)
    np.testing.assert_allclose(found.covered, slow_covered(texts, words, Tokens()), atol=2e-6)


@given(story, weighing, st.randoms(use_true_random=False))
def test_the_order_of_the_sentences_changes_no_bit(texts, weights, chance):
    order = chance.sample(range(len(texts)), len(texts))
    moved = [texts[place] for place in order]
    one = meaning(texts, [words_of(text, weights) for text in texts], encoder(Both()))
    other = meaning(moved, [words_of(text, weights) for text in moved], encoder(Both()))
    for name in ("sentence", "covered"):
        assert getattr(one, name)[np.ix_(order, order)].tobytes() == getattr(other, name).tobytes()
    assert np.array_equal(one.sentence, one.sentence.T)
    assert one.covered.min() >= 0
    assert one.covered.max() <= 1


def test_two_sentences_are_no_opposites():
    near = {"one": [1.0, 0.0, 0.0], "other": [0.9, 0.1, 0.0]}
    found = meaning(list(near), [[]] * 2, encoder(SimpleNamespace(encode=lambda texts: [near[text] for text in texts])))
    assert found.sentence[0, 1] > 0.9


def test_blocks_change_nothing(monkeypatch):
    chance = random.Random(3)
    texts = [" ".join(chance.choices("ferry sank Harrow bridge council".split(), k=4)) for _ in range(30)]
    words = [words_of(text, [1.0, 2.0, 3.0]) for text in texts]
    whole = meaning(texts, words, encoder(Both()))
    monkeypatch.setattr(home, "_BLOCK_CELLS", 1)
    parts = meaning(texts, words, encoder(Both()))
    np.testing.assert_allclose(parts.sentence, whole.sentence, atol=2e-6)
    np.testing.assert_allclose(parts.covered, whole.covered, atol=2e-6)


def test_large_stories_are_the_same_both_ways_to_the_bit():
    chance = np.random.default_rng(5)
    source = SimpleNamespace(encode=lambda texts: chance.normal(size=(len(texts), 50)))
    found = meaning([str(number) for number in range(300)], [[]] * 300, encoder(source)).sentence
    assert found.tobytes() == found.T.tobytes()
    assert np.diag(found).tolist() == [1.0] * 300


def test_what_an_encoder_lacks_is_none_and_a_sentence_without_news_has_no_like():
    words = [[(0, 3, 0.0)], [(0, 6, 1.0)], [(0, 3, 0.0)], []]
    assert meaning(TEXTS, words, encoder(Words())).covered is None
    only = meaning(TEXTS, words, encoder(Tokens()))
    means = SimpleNamespace(encode=lambda texts: [np.mean(own.vectors, axis=0) for own in Tokens().encode_tokens(texts)])
    assert np.allclose(only.sentence, meaning(TEXTS, words, encoder(means)).sentence, atol=1e-5)
    assert np.count_nonzero(only.covered) <= 1
    assert meaning(TEXTS, [[]] * 4, encoder(Tokens())).covered.tolist() == [[0.0] * 4] * 4


def test_what_the_encoder_gave_stays_as_it_was():
    kept = np.array([hashed(text) for text in sorted(set(TEXTS))], np.float32)
    before = kept.copy()
    meaning(TEXTS, [[]] * 4, encoder(SimpleNamespace(encode=lambda _: kept)))
    assert np.array_equal(kept, before)


# Models of sentence-transformers, by one that looks like them; test_semantic.py has a real one.


@pytest.fixture
def installed(monkeypatch):
    """A package of that name, with models that are loaded from folders of this machine."""

    def snapshot_download(name, local_files_only):
        assert local_files_only
        raise FileNotFoundError(name)

    def loads(folder, local_files_only):
        assert local_files_only
        if folder.endswith("broken"):
            raise ValueError("Unrecognized model in it. Should have a `model_type` key.\nMore.")
        return Model()

    shown = []
    logging = SimpleNamespace(
        is_progress_bar_enabled=lambda: True,
        disable_progress_bar=lambda: shown.append(False),
        enable_progress_bar=lambda: shown.append(True),
    )
    for name, parts in {
        "huggingface_hub": {"snapshot_download": snapshot_download},
        "sentence_transformers": {
            "SentenceTransformer": type("SentenceTransformer", (Model,), {"__new__": lambda _, *a, **k: loads(*a, **k)})
        },
        "transformers": {},
        "transformers.utils": {"logging": logging},
    }.items():
        module = ModuleType(name)
        module.__dict__.update(parts)
        monkeypatch.setitem(sys.modules, name, module)
    return shown


def test_without_sentence_transformers_the_line_that_installs_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtra, match=r"pip install 'storycompare\[semantic\]'"):
        encoder("some-model")


def test_a_folder_is_loaded_without_a_bar(installed, tmp_path):
    (tmp_path / "tiny").mkdir()
    found = encoder(tmp_path / "tiny")
    assert (found.name, len(found.digest), installed) == ("tiny", 12, [False, True])
    assert encoder(str(tmp_path / "tiny")) is found


@pytest.mark.parametrize("name", ["no-such-model", "nobody/no-such-model"])
def test_a_model_that_was_not_fetched_is_an_error(installed, name):
    with pytest.raises(BadEncoder, match=f"no model '{name}': it is no folder, .*; name the folder of a saved model, or fetch it once"):
        encoder(name)


def test_a_folder_that_is_no_model_is_an_error(installed, tmp_path):
    (tmp_path / "broken").mkdir()
    with pytest.raises(BadEncoder, match=r"broken' does not load: Unrecognized model in it. Should have a `model_type` key; name one"):
        encoder(tmp_path / "broken")
    assert installed == [False, True]


def test_a_model_object_is_known_by_its_kind(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=Model))
    found = encoder(Model())
    assert (found.name, found.read) == ("tiny", transformer.read)
    assert found.digest == encoder(Model()).digest != encoder(Model(1.5)).digest
    named = Model()
    named.name = "ours"
    named.tokenizer = None
    assert encoder(named).name == "ours"
    ((_, vectors),) = encoder(named).batches(TEXTS)
    assert vectors.tokens is None


@pytest.mark.parametrize("prompt", [None, "none", "story"])
def test_tokens_stand_where_the_text_has_them(prompt):
    model = Model()
    model.default_prompt_name = prompt
    texts = ["  Ferry at a pier", "No", "", "Ab, cd"]
    told = transformer.read(model, texts)
    shown = model.prompts.get(prompt) or ""
    for text, tokens in zip(texts, told["tokens"], strict=True):
        bare = shown + text.strip()
        assert [tuple(vector) for vector in tokens.vectors.tolist()] == [tuple(hashed(bare[a:b])) for a, b in pieces(bare)]
        own = [text[start:end] for start, end in tokens.offsets if start < end]
        assert own == [text.strip()[a:b] for a, b in ((max(0, a - len(shown)), b - len(shown)) for a, b in pieces(bare)) if a < b and b > 0]


def test_a_model_without_token_vectors_gives_those_of_sentences():
    class Static(Model):
        def encode(self, texts, **_):
            return [{"sentence_embedding": Tensor.of(hashed(text))} for text in texts]

    assert list(transformer.read(Static(), ["a", "b"])) == ["sentences"]
