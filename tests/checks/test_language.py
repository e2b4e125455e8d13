import pytest

from translator.checks.language import check_language
from translator.release import Direction, Segment, Term

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


def found(source: str, target: str, direction: Direction) -> list[tuple[str, str]]:
    return [
        (issue.severity, target[slice(*issue.target_span)])
        for issue in check_language(Segment("s", 0, source, target), direction)
        if issue.target_span
    ]


def test_chinese_left_in_english_is_an_error() -> None:
    assert found("峰会在重庆开幕。", "The summit opened in 重庆.", ZH_EN) == [("error", "重庆")]


def test_a_chinese_name_in_brackets_is_a_gloss() -> None:
    assert found("海扶刀", "the Haifu Knife (海扶刀)", ZH_EN) == []


def test_english_words_left_in_chinese_are_a_warning_as_one_run() -> None:
    assert found("the uterine fibroids", "治疗uterine fibroids的方法", EN_ZH) == [("warning", "uterine fibroids")]


def test_a_latin_word_that_the_source_lacks_is_a_warning_but_a_name_may_stay() -> None:
    assert found("scientific advancement", "科学Advancing", EN_ZH) == [("warning", "Advancing")]
    assert found("the Caprini score", "Caprini评分", EN_ZH) == []


@pytest.mark.parametrize(
    "target",
    [
        "世界卫生组织（WHO）",
        "mRNA疫苗与PD-1抗体",
        "请联系service@ichongqing.info",
        "小巴（matatu）车站",
        "ICNT 2026在重庆举行",
    ],
)
def test_abbreviations_addresses_and_glosses_may_stay_latin(target: str) -> None:
    assert found("whatever the source says", target, EN_ZH) == []


def test_latin_words_of_a_required_term_may_stay() -> None:
    term = Term("t", "vitro", (0, 5), "in vitro", target_span=(0, 8))
    assert check_language(Segment("s", 0, "vitro", "in vitro试验", terms=(term,)), EN_ZH) == []


@pytest.mark.parametrize(
    ("target", "direction", "strange"),
    [
        ("The summit открыт", ZH_EN, "открыт"),
        ("峰会한국开幕", EN_ZH, "한국"),
        ("峰会にある开幕", EN_ZH, "にある"),
        ("峰会ó开幕", EN_ZH, "ó"),
        ("The ó summit", ZH_EN, "ó"),
    ],
)
def test_a_script_or_accent_that_the_source_lacks_is_an_error(target: str, direction: Direction, strange: str) -> None:
    assert ("error", strange) in found("source", target, direction)


def test_accented_names_and_greek_letters_are_no_strange_script() -> None:
    assert found("圣保罗的干扰素", "interferon α in São Paulo", ZH_EN) == []
    assert found("α-synuclein in São Paulo", "圣保罗（São Paulo）的α-突触核蛋白", EN_ZH) == []


@pytest.mark.parametrize("piece", ["English:", "Terms:", "Chinese:", "<|im_end|>", "</s>", ">>cmn_Hans<<", "译文："])
def test_leftovers_of_a_prompt_are_errors(piece: str) -> None:
    direction = EN_ZH if piece == "译文：" else ZH_EN
    target = f"峰会开幕。{piece}" if direction == EN_ZH else f"The summit opened. {piece}"
    assert any(severity == "error" and piece in text for severity, text in found("source", target, direction))


def test_a_label_that_the_source_has_too_is_no_leftover() -> None:
    assert found("译文：英文版", "Translation: the edition", ZH_EN) == []


def test_a_target_in_the_source_language_is_one_error() -> None:
    english = "The summit opened in Chongqing on Friday with experts from many countries."
    assert found(english, english, EN_ZH) == [("error", english)]
    assert found("峰会在重庆开幕。", "峰会在重庆开幕。", ZH_EN) == [("error", "峰会在重庆开幕。")]


@pytest.mark.parametrize(
    "target",
    [
        "El congreso se celebró el jueves en la ciudad con más de 800 expertos de todo el mundo.",
        "Der Kongress wurde am Donnerstag in der Stadt eröffnet und mehr als 800 Experten sind dabei.",
        "Le congrès est ouvert dans la ville avec plus de 800 experts, selon les organisateurs.",
    ],
)
def test_a_third_language_is_one_error(target: str) -> None:
    assert found("峰会开幕，800名专家出席。", target, ZH_EN) == [("error", target)]


def test_foreign_names_do_not_make_another_language() -> None:
    target = "Universidad de la Republica and Hospital de Clinicas signed with Centro de la Mujer, Los Andes, La Paz."
    assert found("签约", target, ZH_EN) == []


def test_english_copied_from_the_source_is_an_error_and_a_lonely_function_word_a_warning() -> None:
    source = "Doctors met patients in the new hospital wing of Chongqing."
    assert found(source, "医生们patients in the new hospital见面", EN_ZH) == [("error", "patients in the new hospital")]
    assert found(source, "医生们in重庆见面", EN_ZH) == [("warning", "in")]
    assert found("The Bank of China agreed.", "Bank of China同意了。", EN_ZH) == []


def test_words_left_inside_a_quotation_are_found_but_a_gloss_is_not() -> None:
    assert found("a turning point", "他说“这是turning point”", EN_ZH) == [("warning", "turning point")]
    assert found("转折点", 'He said "it is a 转折点 now"', ZH_EN) == [("error", "转折点")]
    assert found("海扶刀", 'the "海扶刀" knife', ZH_EN) == []


def test_a_persons_name_left_in_chinese_gets_its_letters_where_they_are_certain() -> None:
    def fix(source: str, target: str) -> str | None:
        return check_language(Segment("s", 0, source, target), ZH_EN)[0].fix

    assert fix("（摄影：罗听雨）", "(Photo by 罗听雨)") == "Luo Tingyu"
    assert fix("该院院长罗听雨表示，手术成功。", "罗听雨, president, said the operation succeeded.") == "Luo Tingyu"
    assert fix("高速公路通车。", "The 高速 opened.") is None
    assert fix("（摄影：单乐）", "(Photo by 单乐)") is None
