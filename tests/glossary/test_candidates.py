from pathlib import Path

import pytest

from translator.glossary.candidates import clean_chinese, forbidden, read_corpus, read_house, read_tico19


@pytest.mark.parametrize(
    ("note", "wrong"),
    [
        ("not: 副甲状腺", ("副甲状腺",)),
        ("not: 败血症 (septicemia)", ("败血症",)),
        ("not: 隔肌; the contraceptive device is 避孕隔膜", ("隔肌",)),
        ("not: 老年痴呆症, 早老性痴呆", ("老年痴呆症", "早老性痴呆")),
        ("not: 斑块 or 菌斑 in ceremonies", ("斑块", "菌斑")),
        ('not: 打击 (headline "stroke care" = 卒中救治)', ("打击",)),
        ("an aneurysm is not a tumour: not: 颅内肿瘤", ("颅内肿瘤",)),
        ("not: One Belt One Road in official English", ("One Belt One Road",)),
        ("not: 自然分娩 when instruments may be used", ()),
        ("not: 激素 alone in formal texts", ()),
        ("compare extracorporeal 体外", ()),
    ],
)
def test_what_a_note_forbids_is_read_without_its_explanation(note: str, wrong: tuple[str, ...]) -> None:
    assert forbidden(note) == wrong


def test_chinese_is_cleaned() -> None:
    assert clean_chinese("COVID-19 检测中心") == "COVID-19检测中心"
    assert clean_chinese("脂蛋白(a), 高") == "脂蛋白（a），高"
    assert clean_chinese("《柳叶刀》") == "柳叶刀"


def test_tico_entries_lose_asides_alternatives_and_search_phrases(tmp_path: Path) -> None:
    file = tmp_path / "tico.csv"
    file.write_text(
        "sourceLang,targetLang,sourceString,targetString\n"
        "en,zh_CN,RNA,核糖核酸（RNA）\n"
        "en,zh_CN,contagious,可传染 : 有传染性\n"
        "en,zh_CN,1918 flu,1918 年流感\n"
        "en,zh_CN,CDC,CDC\n"
        "en,zh_CN,covid19 map,2019冠状病毒病地图\n"
        "en,zh_CN,wash your hands,清洗您的双手\n"
        "zh-Hans,en,咽拭子,Throat swab\n",
        encoding="utf-8",
    )
    entries = [(e.en, e.zh, e.variants_zh) for e in read_tico19(file)]
    assert entries == [("RNA", "核糖核酸", ()), ("contagious", "可传染", ("有传染性",)), ("throat swab", "咽拭子", ())]


def test_a_house_department_and_district_have_their_short_names(tmp_path: Path) -> None:
    file = tmp_path / "house.csv"
    file.write_text(
        "en,zh,pos,field,abbr_en,abbr_zh,variants_en,variants_zh,note\n"
        "department of urology,泌尿外科,n,posts,,,,,\n"
        "Wanzhou District,万州区,pn,places,,万州,,,\n",
        encoding="utf-8",
    )
    department, district = read_house(file, "house-a")
    assert department.variants_en == ("urology department", "urology")
    assert district.variants_en == ("Wanzhou",)


def test_only_training_releases_of_the_corpus_are_read(tmp_path: Path) -> None:
    line = '{{"id": "a1-0{}", "terms": [["{}", "{}"]]}}\n'
    rows = line.format(32, "fever (FV)", "发热（FV）"), line.format(33, "cough", "咳嗽"), line.format(31, "PCR", "PCR")
    (tmp_path / "general.jsonl").write_text("".join(rows), encoding="utf-8")
    assert [(e.en, e.zh, e.abbr_en, e.field) for e in read_corpus(tmp_path)] == [("fever", "发热", ("FV",), "general")]


def test_a_compatibility_character_becomes_the_usual_one() -> None:
    assert clean_chinese("鼻\uf96c") == "鼻塞"
