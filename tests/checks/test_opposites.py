import pytest

from translator.checks.opposites import check_opposites
from translator.release import Direction, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


@pytest.mark.parametrize(
    ("english", "chinese", "wrong"),
    [
        ("The tumor was benign.", "肿瘤为良性。", "肿瘤为恶性。"),
        ("The test was positive.", "检测结果呈阳性。", "检测结果呈阴性。"),
        ("A noninvasive therapy.", "一种无创疗法。", "一种有创疗法。"),
        ("Unstable angina.", "不稳定型心绞痛。", "稳定型心绞痛。"),
        ("Chronic kidney disease.", "慢性肾病。", "急性肾病。"),
        ("Systolic pressure fell.", "收缩压下降。", "舒张压下降。"),
        ("The right kidney was removed.", "切除右肾。", "切除左肾。"),
        ("Hypoglycemia is rare.", "低血糖很少见。", "高血糖很少见。"),
        ("The drug was ineffective.", "该药无效。", "该药有效。"),
        ("The review was independent.", "评审是独立的。", "评审是依赖性的。"),
        ("Inappropriate prescriptions fell.", "不合理处方减少。", "合理处方减少。"),
        ("The two results were inconsistent.", "两项结果不一致。", "两项结果一致。"),
    ],
)
def test_a_word_that_became_its_opposite_is_an_error_with_both_places(english: str, chinese: str, wrong: str) -> None:
    assert check_opposites(Segment("s", 0, english, chinese), EN_ZH) == []
    assert check_opposites(Segment("s", 0, chinese, english), ZH_EN) == []
    for source, target, direction in ((english, wrong, EN_ZH), (wrong, english, ZH_EN)):
        (issue,) = check_opposites(Segment("s", 0, source, target), direction)
        assert issue.severity == "error"
        assert issue.source_span is not None
        assert issue.target_span is not None
        assert source[slice(*issue.source_span)] in issue.message
        assert target[slice(*issue.target_span)] in issue.message_zh


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Benign and malignant tumors were compared.", "比较了良性与恶性肿瘤。"),
        ("The unstable patient became stable.", "病情不稳定的患者趋于稳定。"),
        ("The left and right kidneys.", "左肾和右肾。"),
    ],
)
def test_both_opposites_on_both_sides_raise_nothing(english: str, chinese: str) -> None:
    assert check_opposites(Segment("s", 0, english, chinese), EN_ZH) == []
    assert check_opposites(Segment("s", 0, chinese, english), ZH_EN) == []
