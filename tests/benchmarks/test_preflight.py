import json
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

import preflight
from _preflight.alarms import alarms, speed
from _preflight.cases import cases
from _preflight.estimating import estimates, examined, planted_table, with_chrf
from _preflight.interval import wilson
from _preflight.ranking import as_numbers, auc, interval, spearman, worst_caught
from _preflight.report import alarm_table, missed, recall_table, speed_table
from _quality.bitext import EN_ZH, Pair
from _quality.results import Scored

from translator.glossary import Glossary

PAIRS = [
    Pair("r/1", 1, "r", "The hospital has 4,600 beds.", "该医院有4600张床位。"),
    Pair("r/2", 2, "r", "It treated 38 percent of patients.", "它治疗了38%的患者。"),
]
EMPTY = Glossary([])


def test_the_runner_finds_a_planted_number_end_to_end():
    everything = {"en-zh": cases(PAIRS, EN_ZH, EMPTY)}
    given = preflight.arguments(["--errors", "digit changed", "--limit", "2"])
    results = preflight.planted_results(given, everything, EMPTY)
    found = results["en-zh"]["digit changed"]
    assert [r.planted.case.pair.id for r in found] != []
    assert all(r.found for r in found)
    assert {said.check for r in found for said in r.new} == {"numbers"}
    table = recall_table(results)
    assert "digit changed" in table
    assert "1.000" in table
    assert missed(found) == ""
    assert json.loads(json.dumps(preflight.as_json(results)))[0]["kind"] == "digit changed"


def test_what_a_check_says_of_the_correct_pair_does_not_count_as_found():
    wrong = [Pair("r/1", 1, "r", "The hospital has 70 beds.", "该医院有4600张床位。")]
    everything = {"en-zh": cases(wrong, EN_ZH, EMPTY)}
    given = preflight.arguments(["--errors", "final mark dropped"])
    results = preflight.planted_results(given, everything, EMPTY)
    (result,) = results["en-zh"]["final mark dropped"]
    assert {said.check for said in result.new} == {"typography"}


def test_false_alarms_are_counted_by_segment_and_check():
    right, wrong = PAIRS[0], Pair("r/2", 2, "r", "It has 52 wards.", "它有33个病区和71张床。")
    found = alarms(cases([right, wrong], EN_ZH, EMPTY), EMPTY)
    assert found.segments == 2
    assert found.by_severity["error"] == 1
    assert found.by_check["numbers", "error"] == 1
    assert "1 (50.00%)" in alarm_table({"en-zh": found})


def test_speed_is_told_for_each_check():
    told = speed(cases(PAIRS, EN_ZH, EMPTY), EMPTY)
    assert told.checks > 0
    assert "numbers" in told.by_check
    assert "all checks" in speed_table({"en-zh": told})


def test_an_unknown_kind_is_refused_with_the_known_ones(capsys):
    assert preflight.main(["--errors", "nonsense"]) == 2
    assert "digit changed" in capsys.readouterr().err


def test_the_estimate_is_compared_with_chrf_and_with_planted_errors():
    scored = [
        Scored(f"{i}", "r", source, "", hypothesis, score, 5, chrf, (), (), ())
        for i, (source, hypothesis, score, chrf) in enumerate(
            [("It has 52 beds.", "它有52张床。", -0.1, 90.0), ("It has 70 beds.", "它有33张床。", -2.0, 20.0)]
        )
    ]
    found = estimates(examined(scored, EN_ZH, EMPTY), EN_ZH)
    ranked = {r.name: r for r in with_chrf(found, as_numbers([s.chrf for s in scored]))}
    assert ranked["model score alone"].correlation[0] == pytest.approx(1.0)
    assert ranked["issues alone"].correlation[0] == pytest.approx(1.0)
    table = planted_table(cases(PAIRS, EN_ZH, EMPTY), EN_ZH, EMPTY)
    assert table.splitlines()[0].split()[:3] == ["AUC", "all", "numbers"]


def test_the_wilson_interval_is_that_of_the_textbook():
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-3)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 50)[0] == 0.0


def test_spearman_shares_ranks_between_ties():
    assert spearman(as_numbers([1, 2, 3]), as_numbers([10, 30, 90])) == pytest.approx(1.0)
    assert spearman(as_numbers([1, 2, 2, 3]), as_numbers([1, 2, 3, 4])) == pytest.approx(0.9487, abs=1e-4)
    assert np.isnan(spearman(as_numbers([1, 1]), as_numbers([1, 2])))


def test_the_worst_are_caught_as_often_as_chance_would_where_all_tie():
    truth = as_numbers(range(20))
    assert worst_caught(truth, truth) == 1.0
    assert worst_caught(-truth, truth) == 0.0
    assert worst_caught(np.zeros(20), truth) == pytest.approx(0.2)


def test_the_area_under_the_curve_counts_ties_half():
    assert auc(as_numbers([2, 3]), as_numbers([0, 1])) == 1.0
    assert auc(as_numbers([1]), as_numbers([1])) == 0.5
    assert auc(as_numbers([1, 3]), as_numbers([2])) == 0.5


def test_the_interval_holds_the_value_and_is_the_same_every_time():
    values = as_numbers(range(40))
    low, high = interval(lambda at: float(values[at].mean()), 40)
    assert low < 19.5 < high
    assert (low, high) == interval(lambda at: float(values[at].mean()), 40)
