import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from _alignment import gale_church
from _alignment.calibration import Judged, brier, judged, reliability, reviewed
from _alignment.gale_church import PUBLISHED, Lengths, fitted, mismatch
from _alignment.planting import Gold, Rates, plant
from _alignment.running import run
from _alignment.scale import Base, long_document
from _alignment.scoring import Ratio, score, total
from _alignment.stored import StoredEmbed
from _alignment.systems import System, diagonal

from translator.bitext import Bead


def gold(*beads: tuple[tuple[int, ...], tuple[int, ...]]) -> list[Gold]:
    return [Gold(s, t, "plain") for s, t in beads]


def made(*beads: tuple[tuple[int, ...], tuple[int, ...]]) -> list[Bead]:
    return [Bead(s, t) for s, t in beads]


def test_scores_by_hand() -> None:
    known = gold(((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2,)))
    # Right; half of a 2-1; the other half of it alone; a lone one that is right; a pair that is wrong; one too many.
    found = made(((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), ()), ((4,), ()), ((), (2,)))
    counts = score(known, found)
    assert counts.strict_precision == Ratio(2, 6)
    assert counts.strict_recall == Ratio(1, 3)
    assert counts.lax_precision == Ratio(3, 6)
    assert counts.lax_recall == Ratio(2, 3)
    assert counts.linked_precision == Ratio(1, 2)
    assert (counts.lone_precision, counts.lone_recall) == (Ratio(1, 4), Ratio(1, 1))
    assert counts.strict == pytest.approx(1 / 3)
    assert counts.lax == pytest.approx(2 * 0.5 * (2 / 3) / (0.5 + 2 / 3))


def test_lax_needs_a_source_and_a_target_of_the_same_bead() -> None:
    known = gold(((0,), (0,)), ((1,), (1,)))
    assert score(known, made(((0,), (1,)), ((1,), (0,)))).lax == 0
    assert score(known, made(((0, 1), (0, 1)))).lax == 1


def test_crossing_beads_count_only_as_two() -> None:
    known = gold(((0,), (1,)), ((1,), (0,)))
    assert score(known, made(((0,), (1,)), ((1,), (0,)))).strict == 1
    assert score(known, made(((0, 1), (0, 1)))).strict == 0


def test_sentences_alone_in_one_bead_count_one_by_one() -> None:
    counts = score(gold(((0,), ()), ((1,), ())), made(((0, 1), ())))
    assert counts.lone_recall == Ratio(2, 2)


def test_counts_of_documents_add_up() -> None:
    right = score(gold(((0,), (0,))), made(((0,), (0,))))
    wrong = score(gold(((0,), (0,))), made(((0,), ()), ((), (0,))))
    assert total([right, wrong]).strict_precision == Ratio(1, 3)
    assert total([right, wrong]).strict_recall == Ratio(1, 2)


def test_calibration_by_hand() -> None:
    known = gold(((0,), (0,)), ((1,), (1,)))
    found = [Bead((0,), (0,), 0.9), Bead((1,), (), 0.6), Bead((), (1,), 0.2)]
    beads = judged(known, found)
    assert beads == [Judged(0.9, True), Judged(0.6, False), Judged(0.2, False)]
    assert brier(beads) == pytest.approx((0.01 + 0.36 + 0.04) / 3)
    assert [(b.count, b.right) for b in reliability(beads, (0, 0.5, 1))] == [(1, 0.0), (2, 0.5)]
    half = reviewed(beads, 0.5)
    assert (half.looked_at, half.caught) == (pytest.approx(1 / 3), 0.5)


def test_the_length_baseline_aligns_an_easy_text() -> None:
    sources = ["a" * 100, "b" * 20, "c" * 150, "d" * 60, "e" * 61]
    targets = ["A" * 98, "B" * 22, "C" * 70, "D" * 82, "E" * 122]
    beads = [(b.sources, b.targets) for b in gale_church.align(sources, targets)]
    assert beads == [((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)), ((3, 4), (4,))]


def test_the_length_baseline_takes_what_is_left_over_alone() -> None:
    beads = [(b.sources, b.targets) for b in gale_church.align(["a" * 80], [])]
    assert beads == [((0,), ())]


def test_lengths_that_fit_cost_nothing_and_others_as_the_paper_says() -> None:
    assert mismatch(100, 100, PUBLISHED) == 0
    # One standard deviation: sqrt(6.8 * 100) characters of difference, twice the tail 0.1587.
    far = mismatch(100 + 13, 100 - 13, PUBLISHED)
    assert far == pytest.approx(-np.log(2 * 0.1587), rel=0.01)


def test_lengths_are_fitted_as_the_paper_does() -> None:
    lengths = fitted([("a" * 100, "b" * 30), ("a" * 100, "b" * 50)])
    assert lengths == Lengths(0.4, 200 / 200)
    turned = lengths.turned
    assert mismatch(120, 30, lengths) == pytest.approx(mismatch(30, 120, turned))


def test_a_text_is_embedded_once_for_good(tmp_path: Path) -> None:
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> np.ndarray:
        asked.extend(texts)
        return np.array([[len(text), 1.0] for text in texts], np.float32)

    first = StoredEmbed(embed, tmp_path)(["one", "three", "one"])
    again = StoredEmbed(embed, tmp_path)(["three", "one"])
    assert asked == ["one", "three"]
    assert first.tolist() == [[3, 1], [5, 1], [3, 1]]
    assert again.tolist() == [[5, 1], [3, 1]]


def test_a_run_counts_what_was_planted() -> None:
    document = plant("story", [("He left early today.", "他今天早退了。")] * 6, Rates.of(0.0))
    result = run(System("diagonal", diagonal), [document])
    assert result.total.strict == 1
    assert result.by_kind["plain"] == Ratio(6, 6)
    assert result.interval == (1.0, 1.0)


def test_rounds_of_a_long_document_differ_and_pairs_stay_alike() -> None:
    document = plant("story", [(f"He saw {n} ships.", f"他看见{n}艘船。") for n in range(2, 10)], Rates.of(0.0))
    vectors = np.random.default_rng(1).standard_normal((8, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    long, embed = long_document(Base(document, (vectors, vectors)), 20)
    sources, targets = (embed([s.text for s in side]) for side in (long.sources, long.targets))
    alike = sources @ targets.T
    assert alike.shape == (20, 20)
    assert len(long.gold) == 20
    assert np.allclose(np.diag(alike), 1, atol=1e-5)
    assert (alike.argmax(axis=1) == np.arange(20)).all()
    joined = embed(["".join(s.text for s in long.sources[:2])])[0]
    assert joined @ (sources[0] + sources[1]) == pytest.approx(np.linalg.norm(sources[0] + sources[1]), abs=1e-5)
