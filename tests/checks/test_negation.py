import pytest

from translator.checks.negation import check_negation
from translator.release import Direction, Issue, Segment

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")

RIGHT = [
    ("The drug did not reduce mortality.", "该药未降低死亡率。"),
    ("The drug does not replace surgery.", "该药不能替代手术。"),
    ("No serious adverse events were reported.", "未报告严重不良事件。"),
    ("No patient died within 30 days.", "30天内无患者死亡。"),
    ("The treatment is not suitable for pregnant women.", "该疗法不适合孕妇。"),
    ("Patients should not stop the medicine on their own.", "患者不应自行停药。"),
    ("Most patients went home without complications.", "大多数患者无并发症出院。"),
    ("The tumor cannot be removed by surgery.", "该肿瘤无法通过手术切除。"),
    ("The cause is still unknown.", "病因尚不清楚。"),
    ("The vaccine has not yet been approved.", "该疫苗尚未获批。"),
    ("Patients no longer need dialysis.", "患者不再需要透析。"),
    ("None of the patients needed a transfusion.", "没有一名患者需要输血。"),
    ("Neither group showed any improvement.", "两组均未见改善。"),
    ("He had never smoked.", "他从未吸烟。"),
    ("The procedure needs no anesthesia.", "该手术无需麻醉。"),
    ("The trial failed to reach its primary endpoint.", "该试验未达到主要终点。"),
    ("Doctors refused to operate.", "医生不肯做手术。"),
    ("The patient was unable to walk.", "患者无法行走。"),
    ("It is a national problem, not a local one.", "这是全国性问题，而不是地方性问题。"),
    ("The team chose ablation rather than surgery.", "团队选择消融而不是手术。"),
    ("Untreated patients relapsed sooner.", "未经治疗的患者复发更早。"),
    ("The hospital lacks beds.", "医院缺乏床位。"),
    ("Fewer than 10 percent of patients relapsed.", "不足10%的患者复发。"),
    ("The tumor was no larger than 3 cm.", "肿瘤直径不超过3厘米。"),
    ("At least 20 hospitals must join.", "参加的医院不得少于20家。"),
    ("Nobody should wait for treatment.", "谁也不应等待治疗。"),
    ("The technique is noninvasive.", "这项技术是无创的。"),
    ("Do not touch, open or eat the sample.", "不要触摸、不要打开、不要食用样品。"),
    ("The price did not fall until the spring.", "价格到春天才下降。"),
    ("Patients arrived before the hospital had opened.", "医院还没开门，患者就到了。"),
    # Chinese characters of negation that negate nothing.
    ("Different hospitals constantly share many special cases.", "不同医院不断分享不少特别的病例。"),
    ("In the future, drones will fly in South Africa and Wuxi.", "未来，无人机将在南非和无锡飞行。"),
    ("However, the results are very important.", "不过，结果非常重要。"),
    ("Regardless of age, every patient can benefit.", "无论年龄大小，所有患者都能受益。"),
    ("Doctors had to remove the kidney.", "医生不得不切除肾脏。"),
    ("Nurses are indispensable to the team.", "护士是团队不可或缺的成员。"),
    ("The risk must be taken seriously.", "这一风险不容忽视。"),
    ("Whether the drug works is the question.", "这种药有没有效果，是个问题。"),
    ("The treatment not only relieves pain but also saves money.", "这种疗法不仅缓解疼痛，还节省费用。"),
    ("Room No. 5 is open.", "5号房间已开放。"),
]

LOST_IN_CHINESE = [
    ("The drug did not reduce mortality.", "该药降低了死亡率。"),
    ("The drug does not replace surgery.", "该药能替代手术。"),
    ("No serious adverse events were reported.", "报告了严重不良事件。"),
    ("The treatment is not suitable for pregnant women.", "该疗法适合孕妇。"),
    ("Patients should not stop the medicine on their own.", "患者应自行停药。"),
    ("Most patients went home without complications.", "大多数患者有并发症出院。"),
    ("The tumor cannot be removed by surgery.", "该肿瘤可以通过手术切除。"),
    ("The vaccine has not yet been approved.", "该疫苗已获批。"),
    ("Patients no longer need dialysis.", "患者仍需要透析。"),
    ("None of the patients needed a transfusion.", "所有患者都需要输血。"),
    ("He had never smoked.", "他曾吸烟。"),
    ("The procedure needs no anesthesia.", "该手术需要麻醉。"),
    ("The team chose ablation rather than surgery.", "团队选择消融和手术。"),
    ("The patient was unable to walk.", "患者能够行走。"),
    ("Untreated patients relapsed sooner.", "治疗过的患者复发更早。"),
    ("The mother was not harmed and the baby did not cry.", "母亲未受伤害，婴儿哭了。"),
    ("Nobody should wait for treatment.", "所有人都应等待治疗。"),
    ("The tumor was no larger than 3 cm.", "肿瘤直径超过3厘米。"),
]

LOST_IN_ENGLISH = [
    ("该药未降低死亡率。", "The drug reduced mortality."),
    ("该药不能替代手术。", "The drug can replace surgery."),
    ("未报告严重不良事件。", "Serious adverse events were reported."),
    ("该疗法不适合孕妇。", "The treatment is suitable for pregnant women."),
    ("患者不应自行停药。", "Patients should stop the medicine on their own."),
    ("大多数患者无并发症出院。", "Most patients went home with complications."),
    ("该肿瘤无法通过手术切除。", "The tumor can be removed by surgery."),
    ("该疫苗尚未获批。", "The vaccine has been approved."),
    ("患者不再需要透析。", "Patients still need dialysis."),
    ("没有一名患者需要输血。", "All of the patients needed a transfusion."),
    ("他从未吸烟。", "He had smoked."),
    ("该手术无需麻醉。", "The procedure needs anesthesia."),
    ("没有人知道原因。", "Everyone knows the cause."),
    ("患者买不起这种药。", "Patients can afford the drug."),
    ("缓解疼痛不等于治愈疾病。", "Relieving pain means curing the disease."),
    ("母亲未受伤害，婴儿没有哭。", "The mother was not harmed and the baby cried."),
]


def found(source: str, target: str, direction: Direction) -> list[Issue]:
    issues = check_negation(Segment("s", 0, source, target), direction)
    return [issue for issue in issues if issue.severity != "note"]


@pytest.mark.parametrize(("english", "chinese"), RIGHT)
def test_negations_that_are_said_on_both_sides_raise_nothing(english: str, chinese: str) -> None:
    assert found(english, chinese, EN_ZH) == []
    assert found(chinese, english, ZH_EN) == []


@pytest.mark.parametrize(("english", "chinese"), LOST_IN_CHINESE)
def test_a_negation_lost_in_chinese_is_found_at_its_english_word(english: str, chinese: str) -> None:
    (issue,) = found(english, chinese, EN_ZH)
    assert issue.source_span is not None
    assert english[slice(*issue.source_span)] in issue.message
    assert english[slice(*issue.source_span)] in issue.message_zh


@pytest.mark.parametrize(("chinese", "english"), LOST_IN_ENGLISH)
def test_a_negation_lost_in_english_is_found_at_its_chinese_word(chinese: str, english: str) -> None:
    (issue,) = found(chinese, english, ZH_EN)
    assert issue.source_span is not None
    assert chinese[slice(*issue.source_span)] in issue.message_zh


@pytest.mark.parametrize(("english", "chinese"), LOST_IN_CHINESE)
def test_a_negation_that_comes_in_is_found_in_the_target(english: str, chinese: str) -> None:
    (issue,) = found(chinese, english, ZH_EN)
    assert issue.source_span is None
    assert issue.target_span is not None


def test_of_two_negations_the_lost_one_is_named() -> None:
    source = "The mother was not harmed and the baby did not cry."
    (issue,) = found(source, "母亲未受伤害，婴儿哭了。", EN_ZH)
    assert issue.source_span is not None
    assert source[slice(*issue.source_span)] == "did not"


def test_a_word_that_negates_by_its_meaning_is_a_warning_where_nothing_translates_it() -> None:
    (issue,) = check_negation(Segment("s", 0, "The hospital lacks beds.", "医院有床位。"), EN_ZH)
    assert issue.severity == "warning"


def test_a_word_that_negates_by_its_meaning_is_not_lost_where_a_word_of_that_meaning_stands() -> None:
    assert found("He was excluded from the trial.", "他被排除在试验之外。", EN_ZH) == []
    assert found("He was excluded from the trial.", "他未纳入试验。", EN_ZH) == []


def test_a_negation_is_not_taken_for_the_answer_to_a_word_of_another_meaning() -> None:
    source = "The clinic stops admissions at noon, and patients can go home in the evening."
    (issue,) = found(source, "门诊中午停止接诊，患者晚上不能回家。", EN_ZH)
    assert issue.target_span == (13, 15)


def test_a_word_that_is_translated_by_its_own_word_answers_no_negation() -> None:
    assert found("Vaccines prevent infection.", "疫苗能预防感染。", EN_ZH) == []
    (issue,) = found("Vaccines prevent infection.", "疫苗不能预防感染。", EN_ZH)
    assert issue.target_span == (2, 4)


def test_what_an_affix_denies_is_shown_where_the_translation_says_it_undenied() -> None:
    source, target = "Unrecognized bleeding was a frequent cause of death.", "被识别的出血是常见的死亡原因。"
    assert found(source, "未被识别的出血是常见的死亡原因。", EN_ZH) == []
    (issue,) = found(source, target, EN_ZH)
    assert issue.source_span == (0, 12)
    assert issue.target_span is not None
    assert target[slice(*issue.target_span)] == "识别"


def test_a_negation_repeated_for_each_verb_is_said_once_in_english() -> None:
    assert found("Do not touch or eat the sample.", "不要触摸样本，也不要食用样本。", EN_ZH) == []


def test_a_repeated_negation_that_english_repeats_too_is_not_lost_twice() -> None:
    english, chinese = "No fever and cough were seen.", "没有发热，没有咳嗽。"
    assert found(chinese, "No fever and no cough were seen.", ZH_EN) == []
    assert len(found(chinese, english, ZH_EN)) == 1


@pytest.mark.parametrize(
    "text", ["", "不", "not", "un", "不不不", "(?P<same>", "no " * 40, "没有" * 40, "\\", "非…不可"]
)
def test_no_text_makes_the_check_fail(text: str) -> None:
    for other in ("", "The drug did not help.", "该药无效。", text):
        for direction in (EN_ZH, ZH_EN):
            check_negation(Segment("s", 0, text, other), direction)
            check_negation(Segment("s", 0, other, text), direction)
