"""Align, Glossary and Batch, each used as a press officer would."""

import re
import zipfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

# No other test says these: the memory belongs to everybody who uses the server.
ENGLISH = "The garden has 40 benches.\n\nIt opened in May. Twenty nurses planted it."
CHINESE = "花园设有40张长椅。\n\n花园五月开放，由二十名护士栽种。"


def opened(page: Page, tab: str) -> Page:
    page.get_by_role("tab", name=tab, exact=True).click()
    expect(page.get_by_role("tab", name=tab, exact=True)).to_have_attribute("aria-selected", "true")
    return page


def test_two_texts_are_aligned_put_right_and_kept_in_the_memory(visit: Any) -> None:
    page = opened(visit(), "Align")
    page.get_by_label("Original", exact=True).fill(ENGLISH)
    page.get_by_label("Translation", exact=True).fill(CHINESE)
    page.get_by_role("button", name="Align", exact=True).click()
    table = page.get_by_role("list", name=re.compile("^Aligned sentences"))
    expect(table.get_by_role("button", name="The garden has 40 benches.")).to_be_visible()
    before = table.get_by_role("listitem").count()
    table.get_by_role("button", name="The garden has 40 benches.").click()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_text("Merged with the next row.").first).to_be_visible()
    expect(table.get_by_role("listitem")).to_have_count(before - 1)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(table.get_by_role("listitem")).to_have_count(before)
    table.get_by_role("button", name="The garden has 40 benches.").press("Enter")
    expect(page.get_by_role("button", name="Confirmed 1")).to_be_visible()
    page.get_by_label("Which pairs").select_option("confirmed")
    page.get_by_role("button", name="Put into the memory").click()
    expect(page.get_by_text("New: 1.")).to_be_visible()
    page.reload()
    opened(page, "Align")
    expect(page.get_by_role("button", name="Confirmed 1")).to_be_visible()

    opened(page, "Translate")
    page.get_by_label("Paste the article").fill("The garden has 40 benches.")
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.get_by_role("link", name="Word", exact=True)).to_be_visible()
    expect(page.locator("[data-row]")).to_contain_text("花园设有40张长椅。")


def test_a_missing_text_is_said_and_nothing_starts(visit: Any) -> None:
    page = opened(visit(), "Align")
    page.get_by_label("Original", exact=True).fill(ENGLISH)
    page.get_by_role("button", name="Align", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="The translation is missing")).to_be_visible()


def test_a_term_is_searched_added_found_used_and_removed(visit: Any) -> None:
    page = opened(visit(), "Glossary")
    search = page.get_by_label("Search the glossary")
    search.fill("focused ultrasound ablation")
    expect(page.get_by_role("table").get_by_text("聚焦超声消融手术").first).to_be_visible()
    search.fill("lantern clinic")
    page.get_by_role("button", name="Add a term").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("English", exact=True).fill("lantern clinic")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Fill in both")
    dialog.get_by_label("Chinese", exact=True).fill("灯笼门诊")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("“lantern clinic” = “灯笼门诊” is added.")).to_be_visible()
    expect(page.get_by_role("table").get_by_text("灯笼门诊")).to_be_visible()

    opened(page, "Translate")
    page.get_by_label("Paste the article").fill("The lantern clinic has 12 beds.")
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.get_by_role("link", name="Word", exact=True)).to_be_visible()
    expect(page.locator("[data-row]")).to_contain_text("灯笼门诊")

    opened(page, "Glossary")
    page.get_by_role("button", name="Remove “lantern clinic” from the house glossary").click()
    expect(page.get_by_text("“lantern clinic” is removed from the house glossary.")).to_be_visible()


def test_a_batch_goes_on_past_a_bad_file_and_its_zip_holds_the_good_ones(visit: Any, tmp_path: Path) -> None:
    page = opened(visit(), "Batch")
    good = {"ward.txt": "The ward has 12 beds.", "病房.txt": "病房有12张床位。"}
    files = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in good.items()]
    files.append({"name": "broken.docx", "mimeType": "application/octet-stream", "buffer": b"no document"})
    page.get_by_label("Choose files", exact=True).set_input_files(files)
    page.get_by_role("button", name="Translate 3 files").click()
    table = page.get_by_role("table")
    expect(page.get_by_text("2 of 3 finished")).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="broken.docx")).to_contain_text("failed")
    for name in good:
        expect(table.get_by_role("row").filter(has_text=name)).to_contain_text("done")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the zip").click()
    download.value.save_as(tmp_path / "batch.zip")
    names = sorted(zipfile.ZipFile(tmp_path / "batch.zip").namelist())
    assert names == ["report.csv", "ward.en-zh.docx", "病房.zh-en.docx"]

    table.get_by_role("button", name="Open “ward.txt” in the result table").click()
    expect(page.locator("[data-row]")).to_contain_text("The ward has 12 beds.")
