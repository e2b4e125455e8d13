import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from translator.glossary.formats import read_entries

WRONG = "stroke,卒中\nfever,發熱\nonly one cell\n"


class Desk:
    """A folder to work in and the command line, with a house glossary of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.house = folder / "data" / "house.csv"
        self.environment = os.environ | {"TRANSLATOR_DATA_DIR": str(folder / "data"), "COLUMNS": "160"}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from translator.cli import main; main()", "glossary", *arguments]
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, env=self.environment, text=True, encoding="utf-8"
        )

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return name


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_list_shows_entries_and_says_how_many_more(desk: Desk) -> None:
    done = desk.run("list", "--field", "cardiology", "--limit", "2")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 3
    assert "more are not shown" in done.stderr
    assert str(desk.house) in done.stderr


def test_list_of_an_unknown_field_names_those_that_there_are(desk: Desk) -> None:
    done = desk.run("list", "--field", "astrology")
    assert done.returncode == 2
    assert "cardiology" in done.stderr


def test_list_as_json_has_layers_and_entries(desk: Desk) -> None:
    found = json.loads(desk.run("list", "--enforced", "--json").stdout)
    assert [layer["layer"] for layer in found["layers"]] == ["builtin"]
    assert found["entries"]
    assert all(entry["enforced"] for entry in found["entries"])


def test_search_finds_and_fails_where_there_is_nothing(desk: Desk) -> None:
    assert "高强度聚焦超声" in desk.run("search", "HIFU").stdout
    assert desk.run("search", "zzzzzzzz").returncode == 1


def test_added_terms_win_over_the_built_in_ones(desk: Desk) -> None:
    done = desk.run("add", "focused ultrasound", "聚焦超声波", "--forbid-zh", "聚集超声", "--note", "as the desk wants")
    assert done.returncode == 0
    assert "place of 聚焦超声 in the built-in glossary" in done.stderr
    (entry,) = read_entries(desk.house)
    assert (entry.zh, entry.forbidden_zh, entry.note) == ("聚焦超声波", ("聚集超声",), "as the desk wants")
    first = json.loads(desk.run("search", "focused ultrasound", "--json").stdout)[0]
    assert (first["layer"], first["zh"]) == ("house", "聚焦超声波")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("stroke", "中风"), "卒中"),
        (("卒中", "stroke"), "English comes first"),
        (("tumor", "tumour"), "no Chinese"),
        (("tumor", "肿瘤", "--forbid-zh", "肿瘤"), "both right and forbidden"),
    ],
)
def test_a_wrong_entry_is_refused_and_nothing_is_added(desk: Desk, arguments: tuple[str, ...], message: str) -> None:
    desk.run("add", "stroke", "卒中")
    done = desk.run("add", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert len(read_entries(desk.house)) == 1


def test_import_reports_a_contradiction_and_replaces_only_when_told(desk: Desk) -> None:
    desk.write("old.csv", "knee implant,膝关节假体\n")
    desk.write("new.csv", "knee implant,膝关节植入物\nmarmoset,狨猴\n")
    desk.run("import", "old.csv")
    done = desk.run("import", "new.csv")
    assert "1 added, 1 left out" in done.stderr
    assert "--replace" in done.stderr
    assert [e.zh for e in read_entries(desk.house)] == ["膝关节假体", "狨猴"]
    assert "1 replaced, 1 there already" in desk.run("import", "new.csv", "--replace").stderr
    assert {e.zh for e in read_entries(desk.house)} == {"膝关节植入物", "狨猴"}


def test_import_into_another_file_leaves_nothing_beside_it(desk: Desk) -> None:
    desk.write("new.csv", "marmoset,狨猴\n")
    desk.run("import", "new.csv", "--into", "mine.tbx")
    assert [e.en for e in read_entries(desk.folder / "mine.tbx")] == ["marmoset"]
    assert {f.name for f in desk.folder.iterdir()} == {"new.csv", "mine.tbx", "data"}


def test_a_broken_file_is_not_imported_and_its_row_is_named(desk: Desk) -> None:
    done = desk.run("import", desk.write("wrong.csv", WRONG))
    assert done.returncode == 2
    assert "line 3" in done.stderr
    assert not desk.house.exists()


def test_import_wants_files_or_icd10(desk: Desk) -> None:
    assert desk.run("import").returncode == 2


def test_check_names_rows_and_fails_on_errors_only(desk: Desk) -> None:
    desk.write("wrong.csv", WRONG)
    desk.write("slip.csv", "fever,發熱\nfocused ultrasound,聚焦超声波\n")
    slip = desk.run("check", "slip.csv")
    assert slip.returncode == 0
    assert "slip.csv:1: warning" in slip.stdout
    assert "slip.csv:2: note" in slip.stdout
    both = desk.run("check", "slip.csv", "wrong.csv", "--json")
    assert both.returncode == 1
    assert [f["severity"] for f in json.loads(both.stdout)["wrong.csv"]] == ["error"]


def test_export_of_all_layers_lets_the_house_win(desk: Desk) -> None:
    desk.run("add", "focused ultrasound", "聚焦超声波")
    assert desk.run("export", "all.xlsx").returncode == 0
    terms = [e.zh for e in read_entries(desk.folder / "all.xlsx") if e.en == "focused ultrasound"]
    assert terms == ["聚焦超声波"]


def test_export_for_deepl_is_two_columns_in_the_direction_asked_for(desk: Desk) -> None:
    desk.run("add", "marmoset", "狨猴")
    desk.run("export", "d.tsv", "--layer", "house", "--deepl", "zh-en")
    assert (desk.folder / "d.tsv").read_text(encoding="utf-8") == "狨猴\tmarmoset\n"


@pytest.mark.parametrize("name", ["no/such/d.tsv", "folder"])
def test_what_cannot_be_exported_for_deepl_is_one_line_with_its_own_name(desk: Desk, name: str) -> None:
    (desk.folder / "folder").mkdir()
    done = desk.run("export", name, "--deepl", "en-zh")
    assert done.returncode == 2
    assert done.stderr.startswith(f"Error: {name}: the glossary cannot be written")


@pytest.mark.parametrize("arguments", [("x.pdf",), ("no/such/x.csv",), ("x.csv", "--layer", "house")])
def test_what_cannot_be_exported_is_one_line(desk: Desk, arguments: tuple[str, ...]) -> None:
    done = desk.run("export", *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr


def test_suggestions_are_reviewed_and_imported(desk: Desk) -> None:
    desk.write("en.txt", "Venous lines and dialyzer membranes were tested.\n")
    desk.write("zh.txt", "测试了静脉管路和透析器膜。\n")
    assert desk.run("suggest", "en.txt", "zh.txt", "-o", "new.csv").returncode == 0
    with (desk.folder / "new.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["en", "zh", "count", "score", "example_en", "example_zh"]
    assert ("dialyzer membrane", "透析器膜") in {(row["en"], row["zh"]) for row in rows}
    assert desk.run("import", "new.csv").returncode == 0
    assert "dialyzer membrane" not in desk.run("suggest", "en.txt", "zh.txt").stdout
