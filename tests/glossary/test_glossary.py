from pathlib import Path

import pytest

from translator.glossary import Glossary, TermEntry
from translator.glossary.formats import write_entries
from translator.glossary.glossary import Layer
from translator.release import Direction, Term

EN_ZH, ZH_EN = Direction("en", "zh"), Direction("zh", "en")


@pytest.fixture(scope="module")
def builtin() -> Glossary:
    return Glossary.builtin()


def glossary(*entries: TermEntry) -> Glossary:
    return Glossary([Layer(entries, "test")])


def test_a_term_says_what_is_required_and_what_else_is_right() -> None:
    entry = TermEntry(
        "t1",
        "stroke",
        "卒中",
        "n",
        "neurology",
        variants_en=("brain attack",),
        variants_zh=("中风",),
        forbidden_zh=("打击",),
    )
    (term,) = glossary(entry).find("After strokes", EN_ZH)
    assert term == Term("t1", "strokes", (6, 13), "卒中", ("中风",), ("打击",), True, "neurology")
    (term,) = glossary(entry).find("中风患者", ZH_EN)
    assert term == Term("t1", "中风", (0, 2), "stroke", ("brain attack",), (), True, "neurology")


def test_an_abbreviation_may_be_kept_as_it_is() -> None:
    entry = TermEntry(
        "t1", "focused ultrasound ablation surgery", "聚焦超声消融手术", abbr_en=("FUAS",), abbr_zh=("超声消融",)
    )
    (term,) = glossary(entry).find("FUAS works", EN_ZH)
    assert (term.target, term.accepted) == ("聚焦超声消融手术", ("超声消融", "FUAS"))
    (term,) = glossary(entry).find("聚焦超声消融手术", ZH_EN)
    assert (term.target, term.accepted) == ("focused ultrasound ablation surgery", ("FUAS",))


def test_an_abbreviation_of_many_terms_means_the_one_spelled_out_beside_it() -> None:
    both = glossary(
        TermEntry("t1", "plasma exchange", "血浆置换", abbr_en=("PEX",)),
        TermEntry("t2", "pulmonary embolism", "肺栓塞", abbr_en=("PEX",)),
    )
    assert both.find("PEX was done", EN_ZH) == ()
    assert [t.target for t in both.find("pulmonary embolism (PEX)", EN_ZH)] == ["肺栓塞", "肺栓塞"]


def test_english_with_two_meanings_is_never_forced() -> None:
    plaque = glossary(TermEntry("t1", "plaque", "斑块", forbidden_zh=("牌匾",)), TermEntry("t2", "plaque", "牌匾"))
    (term,) = plaque.find("a plaque", EN_ZH)
    assert (term.enforced, term.accepted, term.forbidden) == (False, ("牌匾",), ())
    assert plaque.find("牌匾", ZH_EN)[0].enforced


def test_enforcement_goes_by_direction() -> None:
    tumor = glossary(TermEntry("t1", "tumor", "肿瘤", enforced=("en-zh",)))
    assert tumor.find("tumor", EN_ZH)[0].enforced
    assert not tumor.find("肿瘤", ZH_EN)[0].enforced


def test_a_later_layer_wins_in_each_direction(tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("stroke,卒中\nfever,发热\n", encoding="utf-8")
    second.write_text("stroke,中风\npyrexia,发热\n", encoding="utf-8")
    layered = Glossary.load([first, second], builtin=False)
    assert [t.target for t in layered.find("stroke and fever", EN_ZH)] == ["中风", "发热"]
    assert [t.target for t in layered.find("发热与卒中", ZH_EN)] == ["pyrexia", "stroke"]


def test_a_house_file_goes_over_the_built_in_glossary(tmp_path: Path, builtin: Glossary) -> None:
    house = tmp_path / "house.csv"
    house.write_text("tarry stool,柏油样便\n", encoding="utf-8")
    text = "a tarry stool and melena"
    assert [t.target for t in builtin.find(text, EN_ZH)] == ["黑便", "黑便"]
    assert [t.target for t in Glossary.load([house]).find(text, EN_ZH)] == ["柏油样便", "黑便"]


def test_the_version_names_each_layer_and_changes_with_its_content(tmp_path: Path, builtin: Glossary) -> None:
    house = tmp_path / "house.csv"
    write_entries([TermEntry("t1", "stroke", "卒中")], house)
    version = Glossary.load([house]).version
    assert version.startswith(f"{builtin.version} + house.csv ")
    write_entries([TermEntry("t1", "stroke", "中风")], house)
    assert Glossary.load([house]).version != version
    assert Glossary.load([], builtin=False).version == "none"


def test_the_built_in_glossary_knows_the_field(builtin: Glossary) -> None:
    text = (
        "Focused ultrasound ablation surgery (FUAS) for uterine fibroids in Chongqing. The WHO told us who needs aids."
    )
    assert [t.source for t in builtin.find(text, EN_ZH)] == [
        "Focused ultrasound ablation surgery", "FUAS", "uterine fibroids", "Chongqing", "WHO",
    ]  # fmt: skip
    assert [t.target for t in builtin.find("三百人参加的妇科学会年会，产业化生产，CT检查", ZH_EN)] == [
        "gynecology",
        "annual meeting",
    ]
    assert builtin.find("AIDS", EN_ZH)[0].target == "艾滋病"


def test_what_is_located_is_a_right_translation(builtin: Glossary) -> None:
    (term,) = builtin.find("磁共振成像", ZH_EN)
    target = "He had an MRI."
    span = builtin.locate(term, target, "en")
    assert span is not None
    assert target[slice(*span)] == "MRI"
    assert builtin.locate(term, "He had an X-ray.", "en") is None
