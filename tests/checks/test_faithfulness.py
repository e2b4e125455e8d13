from __future__ import annotations

import pytest

from translator.checks.faithful import Evidence

ENGLISH = (
    "CHENGDU, April 12 -- More than 1,600 specialists from 28 regions gathered in Chengdu on April 12 for the opening "
    "of the 11th National Congress on Focused Ultrasound.",
    "Congress chair Tang Ruoxin, director of gynecology at Jinjiang Women's Hospital, said the number of hospitals "
    "offering the procedure had climbed from 210 in 2015 to 870 last year.",
    "A registry enrolled 23,480 patients with uterine fibroids at 54 centers; 91.6 percent reported symptom relief 12 "
    "months after treatment.",
    "No deaths related to the treatment were recorded.",
    "Patients stayed in the hospital for an average of 2.4 days, and the median bill was 18,600 yuan.",
    '"A scan that takes 20 minutes can spare us a mistake we would regret for a lifetime," radiologist Bai Chengyue '
    "reminded delegates.",
    "The congress will close on April 14, when a revised pathway for adenomyosis may be released.",
    "Surgeons in Wuhan lowered the dose, and pain fell by 30 percent.",
)
CHINESE = (
    "本报成都4月12日电 第11届全国聚焦超声大会4月12日在成都开幕，来自28个地区的1600余名专家参会。",
    "大会主席、锦江妇女医院妇科主任唐若昕说，开展该项手术的医院已从2015年的210家增至去年的870家。",
    "一项登记研究在54家中心纳入23480例子宫肌瘤患者，治疗后12个月症状缓解率为91.6%。",
    "未发生与治疗相关的死亡。",
    "患者平均住院2.4天，费用中位数为1.86万元。",
    "“花20分钟做一次扫描，就能避免一个让人抱憾终身的错误。”影像科专家白承岳提醒与会者。",
    "大会将于4月14日闭幕，届时可能发布新版子宫腺肌病临床路径。",
    "武汉的外科医生降低了剂量，疼痛下降30%。",
)


@pytest.fixture(scope="module")
def english() -> Evidence:
    return Evidence(ENGLISH, "en", None, _no_terms)


@pytest.fixture(scope="module")
def chinese() -> Evidence:
    return Evidence(CHINESE, "zh", None, _no_terms)


def _no_terms(text: str) -> frozenset[str]:
    return frozenset()


def kinds(evidence: Evidence, sentence: str) -> set[str]:
    return {fault.kind for fault in evidence.verdict(sentence).faults}


@pytest.mark.parametrize(
    "sentence",
    [
        "The 11th National Congress on Focused Ultrasound opened on April 12 with more than 1,600 specialists.",
        "Symptom relief was reported by 91.6 percent of 23,480 fibroid patients at 54 centers.",
        "No deaths were recorded.",
        "Hospitals offering the procedure climbed from 210 in 2015 to 870 last year",
        "The median bill was about 18,600 yuan.",
    ],
)
def test_what_the_article_says_in_other_words_is_supported(english: Evidence, sentence: str) -> None:
    assert english.verdict(sentence).faults == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "第11届全国聚焦超声大会4月12日在成都开幕，1600余名专家参会。",
        "54家中心的23480例子宫肌瘤患者中，症状缓解率为91.6%。",
        "开展该项手术的医院从2015年的210家增至去年的870家",
        "未发生死亡。",
    ],
)
def test_what_a_chinese_article_says_is_supported(chinese: Evidence, sentence: str) -> None:
    assert chinese.verdict(sentence).faults == ()


def test_every_sentence_of_the_article_is_supported_and_cites_itself(english: Evidence, chinese: Evidence) -> None:
    for evidence, segments in ((english, ENGLISH), (chinese, CHINESE)):
        for i, segment in enumerate(segments):
            verdict = evidence.verdict(segment)
            assert verdict.supported, (segment, verdict.faults)
            assert verdict.cites[0] == i


def test_a_sentence_made_of_two_cites_both(english: Evidence) -> None:
    verdict = english.verdict("More than 1,600 specialists met in Chengdu, and the median bill was 18,600 yuan.")
    assert set(verdict.cites) == {0, 4}


def test_a_figure_that_the_article_does_not_have_is_named(english: Evidence, chinese: Evidence) -> None:
    (fault,) = english.verdict("A registry enrolled 23,490 patients with uterine fibroids at 54 centers.").faults
    assert (fault.kind, fault.reason) == ("numbers", "The article does not say 23,490 patients.")
    assert "numbers" in kinds(chinese, "患者平均住院2.6天。")


def test_a_figure_in_another_ones_place_is_refused(english: Evidence, chinese: Evidence) -> None:
    assert "numbers" in kinds(english, "A registry enrolled 870 patients with uterine fibroids at 54 centers.")
    assert "numbers" in kinds(
        english, "The number of hospitals offering the procedure climbed from 870 to 210 last year."
    )
    assert "numbers" in kinds(chinese, "一项登记研究在23480家中心纳入54例子宫肌瘤患者。")


def test_a_figure_with_another_unit_is_refused(english: Evidence, chinese: Evidence) -> None:
    assert "numbers" in kinds(english, "Patients stayed in the hospital for an average of 2.4 weeks.")
    assert "numbers" in kinds(english, "The median bill was 18,600 dollars.")
    assert "numbers" in kinds(chinese, "费用中位数为1.86万美元。")


def test_a_round_figure_is_supported_only_as_what_it_is(english: Evidence) -> None:
    assert "numbers" not in kinds(english, "A registry enrolled more than 23,000 patients with uterine fibroids.")
    assert "numbers" in kinds(english, "A registry enrolled more than 24,000 patients with uterine fibroids.")
    assert "numbers" in kinds(english, "A registry enrolled 23,000 patients with uterine fibroids.")


def test_a_name_that_the_article_does_not_have_is_refused(english: Evidence, chinese: Evidence) -> None:
    assert "names" in kinds(english, "Congress chair Tang Wenbo said hospitals had climbed from 210 to 870.")
    assert "names" in kinds(english, "The National Congress on Focused Ultrasound opened in Nanjing on April 12.")
    assert "names" in kinds(english, "A registry of the FDA enrolled 23,480 patients at 54 centers.")
    assert "names" in kinds(chinese, "大会主席唐文博说，开展该项手术的医院增至870家。")
    assert "names" in kinds(chinese, "第11届全国聚焦超声大会4月12日在南京开幕。")
    assert "names" in kinds(chinese, "开展该项手术的华西医院增至870家。")


def test_another_person_of_the_article_is_refused(english: Evidence) -> None:
    sentence = "Congress chair Bai Chengyue, director of gynecology, said the number of hospitals had climbed to 870."
    assert "names" in kinds(english, sentence)


def test_a_denial_added_or_left_out_is_refused(english: Evidence, chinese: Evidence) -> None:
    assert "negation" in kinds(
        english, "Symptom relief was not reported by 91.6 percent of the patients in the registry."
    )
    assert "negation" in kinds(english, "Deaths related to the treatment were recorded.")
    assert "negation" in kinds(chinese, "发生与治疗相关的死亡。")


def test_the_contrary_is_refused(english: Evidence, chinese: Evidence) -> None:
    assert "opposites" in kinds(english, "Surgeons in Wuhan raised the dose, and pain fell by 30 percent.")
    assert "opposites" in kinds(chinese, "武汉的外科医生降低了剂量，疼痛上升30%。")


def test_a_plan_told_as_done_and_a_guess_told_as_sure_are_refused(english: Evidence, chinese: Evidence) -> None:
    assert "modality" in kinds(english, "The congress closed on April 14.")
    assert "modality" in kinds(english, "A revised pathway for adenomyosis was released.")
    assert "modality" in kinds(chinese, "大会已于4月14日闭幕。")
    assert "modality" in kinds(chinese, "届时可能发布新版临床路径，大会已于4月14日闭幕。")


def test_a_quotation_stands_in_the_article_word_for_word(english: Evidence, chinese: Evidence) -> None:
    assert kinds(english, 'Bai Chengyue said: "A scan that takes 20 minutes can spare us a mistake."') == set()
    assert "quotation" in kinds(english, 'Bai said: "A scan of 20 minutes will spare every patient a mistake."')
    assert "quotation" in kinds(chinese, "白承岳提醒：“20分钟的扫描可以避免一个终身的错误。”")


def test_a_persons_own_words_outside_quotation_marks_are_refused(english: Evidence, chinese: Evidence) -> None:
    assert "speaker" in kinds(english, "A scan that takes 20 minutes can spare us a mistake we would regret.")
    assert "speaker" in kinds(chinese, "我花20分钟做一次扫描，就能避免一个错误。")


def test_what_the_article_does_not_speak_of_is_refused(english: Evidence, chinese: Evidence) -> None:
    assert "meaning" in kinds(english, "Farmers welcomed cheaper fertilizer after a dry spring.")
    assert "meaning" in kinds(
        english, "The median bill was 18,600 yuan, while farmers welcomed cheaper fertilizer after drought."
    )
    assert "meaning" in kinds(chinese, "当地农民欢迎化肥降价，期待秋天丰收。")


def test_terms_in_words_that_the_article_does_not_have_are_refused() -> None:
    def terms(text: str) -> frozenset[str]:
        return frozenset(word for word in ("adenomyosis", "endometriosis") if word in text)

    evidence = Evidence(ENGLISH, "en", None, terms)
    assert kinds(evidence, "A revised pathway for endometriosis may be released on April 14.") >= {"terms"}
    assert kinds(evidence, "A revised pathway for adenomyosis may be released on April 14.") == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "患者平均住院2.4天。",
        "Patients stayed in the hospital for an average of",
        "Patients stayed, patients stayed, patients stayed in the hospital.",
        "The registry has 54 centers and 54 centers with patients.",
        "Headline: the median bill was 18,600 yuan.",
        "Patients (stayed in the hospital for an average of 2.4 days.",
        "",
    ],
)
def test_what_is_no_whole_sentence_is_refused(english: Evidence, sentence: str) -> None:
    assert "form" in kinds(english, sentence)


def test_a_chinese_sentence_that_breaks_off_is_refused(chinese: Evidence) -> None:
    assert "form" in kinds(chinese, "一项登记研究显示")
    assert "form" not in kinds(chinese, "患者平均住院2.4天")


def test_likeness_of_meaning_decides_between_sentences_of_the_same_words() -> None:
    import numpy

    def embed(texts):  # type: ignore[no-untyped-def]
        return numpy.array([[1.0, 0.0] if "second" in text else [0.0, 1.0] for text in texts], dtype=numpy.float32)

    segments = ("The first trial cut pain after surgery.", "The second trial cut pain after surgery.")
    evidence = Evidence(segments, "en", embed, _no_terms)
    assert evidence.verdict("The second trial cut pain after surgery.").cites[0] == 1


def test_an_article_without_sentences_supports_nothing() -> None:
    evidence = Evidence((), "en", None, _no_terms)
    assert not evidence.verdict("The median bill was 18,600 yuan.").supported


def test_a_clause_put_together_from_two_sentences_is_refused(english: Evidence, chinese: Evidence) -> None:
    spliced = "A registry of fibroid patients at Wuhan lowered the dose a mistake for a lifetime by surgeons"
    assert "meaning" in kinds(english, spliced)
    assert "meaning" in kinds(chinese, "影像科专家提醒武汉的外科医生缩短住院费用中位数并发布路径。")


RECALL = (
    "Pump Maker Recalls 41,000 Units",
    "Hallam Devices is voluntarily recalling about 41,000 infusion pumps because the battery can stop without warning.",
    "Two patients were harmed.",
    "No deaths have been reported.",
    "The fault lies in a charging chip made by a supplier, not in the pump's software, the company said.",
    "A redesigned chip passed 1,000 hours of testing and has been cleared by regulators.",
)
RECALL_ZH = (
    "海勒姆公司主动召回约4.1万台输液泵，原因是电池可能突然停止工作。",
    "有2名患者受到伤害，尚无死亡报告。",
    "公司表示，故障出在供应商生产的充电芯片上，与泵的软件无关。",
    "重新设计的芯片通过了1000小时测试，并已获监管部门批准。",
)


@pytest.fixture(scope="module")
def recall() -> Evidence:
    return Evidence(RECALL, "en", None, _no_terms)


@pytest.fixture(scope="module")
def recall_zh() -> Evidence:
    return Evidence(RECALL_ZH, "zh", None, _no_terms)


def test_what_the_article_names_only_to_deny_it_is_refused(recall: Evidence, recall_zh: Evidence) -> None:
    assert "negation" in kinds(recall, "The fault lies in the pump's software, the company said.")
    assert "negation" in kinds(recall, "Two patients were harmed, and deaths have been reported.")
    assert "negation" in kinds(recall_zh, "故障出在泵的软件上。")
    assert "negation" in kinds(recall_zh, "2名患者死亡。")


def test_what_the_article_names_to_deny_it_may_be_denied(recall: Evidence, recall_zh: Evidence) -> None:
    assert kinds(recall, "The fault lies in a charging chip, not in the pump's software.") == set()
    assert kinds(recall_zh, "故障出在充电芯片上，与软件无关。") == set()
    assert kinds(recall_zh, "2名患者受到伤害，尚无死亡报告。") == set()


def test_a_test_passed_is_not_failed(recall: Evidence, recall_zh: Evidence) -> None:
    assert "opposites" in kinds(recall, "A redesigned chip failed 1,000 hours of testing.")
    assert "opposites" in kinds(recall_zh, "重新设计的芯片未通过1000小时测试。")
    assert kinds(recall_zh, "重新设计的芯片通过了1000小时测试。") == set()


def test_what_was_approved_is_not_still_to_be_approved(recall_zh: Evidence) -> None:
    assert kinds(recall_zh, "重新设计的芯片尚未获监管部门批准。") & {"opposites", "negation"}
    assert kinds(recall_zh, "重新设计的芯片已获监管部门批准。") == set()


def test_what_was_done_freely_was_not_ordered(recall: Evidence, recall_zh: Evidence) -> None:
    assert "opposites" in kinds(recall, "Hallam was ordered by regulators to recall about 41,000 pumps.")
    assert "opposites" in kinds(recall_zh, "海勒姆公司被责令召回约4.1万台输液泵。")


def test_a_clause_may_join_two_sentences_that_follow_each_other(recall: Evidence) -> None:
    assert kinds(recall, "Two patients were harmed and no deaths have been reported.") == set()
    far = "A redesigned chip passed testing in the pump's software and two patients were harmed by a supplier"
    assert "meaning" in kinds(recall, far)
