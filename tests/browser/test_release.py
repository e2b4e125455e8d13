"""What a press officer does with an article: from pasting it to the edited Word file."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

SEED = (Path(__file__).parents[2] / "seeds" / "yangtze-summit-2025.en.txt").read_text(encoding="utf-8")
# Counts the sentences that are translated whenever the page changes, as long as the release is being made.
ARRIVALS = """() => {
  window.arrivals = [];
  new MutationObserver(() => {
    const rows = [...document.querySelectorAll("[data-row]")];
    const came = rows.filter((row) => !row.textContent.includes("not translated yet")).length;
    const busy = [...document.querySelectorAll("progress")].some((bar) => bar.offsetParent);
    if (rows.length && busy && came !== arrivals.at(-1)) arrivals.push(came);
  }).observe(document.body, { childList: true, subtree: true });
}"""
COUNTRIES = "partnerships with 12 countries"
EDITED = "该模式已与12个国家建立人才合作关系，并推动聚焦超声消融手术用于子宫肌瘤、肝癌和骨转移的治疗。"


@pytest.fixture(scope="module")
def seed(visits: Any) -> Any:
    """The page on which the seed article was translated, and how its sentences came."""
    page = visits()
    page.evaluate(ARRIVALS)
    page.get_by_label("Paste the article").fill(SEED)
    page.get_by_role("button", name="Translate", exact=True).click()
    expect(page.get_by_role("link", name="Word", exact=True)).to_be_visible(timeout=240_000)
    return page


def row(page: Page, words: str) -> Locator:
    return page.locator("[data-row]").filter(has_text=words)


def edit(at: Locator, text: str) -> None:
    at.get_by_role("button", name="Edit").click()
    at.get_by_role("textbox").fill(text)
    at.get_by_role("textbox").press("Control+Enter")
    expect(at.get_by_role("textbox")).to_have_count(0)


def start(page: Page, article: str) -> None:
    page.get_by_label("Paste the article").fill(article)
    # A row that was kept has a button of this name, too.
    page.get_by_role("button", name="Translate", exact=True).first.click()


def done(page: Page) -> None:
    expect(page.get_by_role("link", name="Word", exact=True)).to_be_visible()


def test_rows_arrive_while_the_article_is_being_translated(seed: Page) -> None:
    arrivals = seed.evaluate("arrivals")
    assert len(arrivals) >= 2
    assert arrivals == sorted(arrivals)
    assert seed.locator("[data-row]").count() > 20


def test_an_issue_is_opened_from_its_mark_in_the_text(seed: Page) -> None:
    seed.get_by_role("button", name=re.compile("^Needs a look")).click()
    marked = seed.locator("[data-row]:visible").filter(has=seed.locator("[data-issues]")).first
    mark = marked.locator("[data-issues]:not([data-terms])").first
    index = (mark.get_attribute("data-issues") or "").split()[0]
    mark.click()
    line = marked.locator(f'[data-key="issue-{index}"]')
    expect(line).to_be_focused()
    expect(line).to_contain_text(re.compile(r"\w+: .{10,}"))
    seed.get_by_role("button", name=re.compile("^All")).click()


def test_an_edit_and_its_approval_outlive_a_reload_and_are_in_the_files_and_the_memory(
    seed: Page, visit: Any, tmp_path: Path
) -> None:
    at = row(seed, COUNTRIES)
    edit(at, EDITED.replace("12", "21"))
    expect(at).to_contain_text("The number 12 became 21")
    edit(at, EDITED)
    expect(at).to_contain_text(EDITED)
    expect(at).not_to_contain_text("became 21")
    at.get_by_role("button", name="Approve").click()
    expect(at.get_by_role("button", name="Approved")).to_have_attribute("aria-pressed", "true")

    seed.reload()
    at = row(seed, COUNTRIES)
    expect(at).to_contain_text(EDITED)
    expect(at.get_by_role("button", name="Approved")).to_have_attribute("aria-pressed", "true")
    expect(seed.get_by_text("1 approved")).to_be_visible()

    files = {}
    for name in ("Word", "JSON", "TMX"):
        with seed.expect_download() as download:
            seed.get_by_role("link", name=name, exact=True).click()
        files[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[name])
    assert files["Word"].suffix == ".docx"
    document = Document(str(files["Word"]))
    cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    assert any(EDITED in text for text in [*cells, *(paragraph.text for paragraph in document.paragraphs)])
    segments = json.loads(files["JSON"].read_text(encoding="utf-8"))["segments"]
    assert [s["approved"] for s in segments if s["target"] == EDITED] == [True]
    assert EDITED in files["TMX"].read_text(encoding="utf-8")

    another = visit(storage_state=seed.context.storage_state())
    start(another, f"The talks have begun.\n\n{next(s['source'] for s in segments if s['target'] == EDITED)}")
    done(another)
    expect(row(another, COUNTRIES)).to_contain_text(EDITED)
    expect(row(another, COUNTRIES).get_by_text("From the memory", exact=True)).to_have_count(1)


def test_a_fix_is_put_in_place_with_one_press(visit: Any) -> None:
    page = visit()
    start(page, "The new ward has 12 beds, and all of them are free.")
    done(page)
    at = row(page, "12 beds")
    edit(at, "新病房设有12张床位,全部免费。")
    at.get_by_role("button", name=re.compile("^Apply")).first.click()
    expect(at).to_contain_text("新病房设有12张床位，全部免费。")


def test_stop_ends_the_work_and_leaves_the_form_ready(visit: Any) -> None:
    page = visit()
    start(page, "\n\n".join(SEED.splitlines() * 4)[:50_000])
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_role("strong").filter(has_text="Stopped.")).to_be_visible()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_have_count(0)
    page.get_by_role("button", name="New release").click()
    start(page, "The ward has 12 beds.")
    done(page)
    expect(row(page, "The ward has 12 beds.")).to_be_visible()


def test_markup_in_an_article_is_shown_as_text_and_never_run(visit: Any) -> None:
    page = visit()
    evil = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"
    start(page, f"Ward opens <b onclick='window.ran=3'>today</b>\n\nThe ward opened {evil} on Friday with 12 beds.")
    done(page)
    at = row(page, "12 beds")
    expect(at).to_contain_text("<script>window.ran = 1</script>")
    edit(at, f"病房周五启用{evil}，共12张床位。")
    expect(at.locator(".p-target")).to_contain_text("<script>window.ran = 1</script>")
    page.get_by_role("button", name="Brief", exact=True).click()
    assert page.evaluate("window.ran") is None
    assert page.locator("[data-row] script, [data-row] img, [data-row] b").count() == 0


def test_a_visitor_has_no_way_to_the_work_of_another(visit: Any, short: Any, address: str) -> None:
    id = short.fragment.removeprefix("work=")
    stranger = visit(f"/en/#{short.fragment}")
    expect(stranger.get_by_text("This release is no longer here")).to_be_visible()
    ask = stranger.context.request
    work = f"{address}/office/works/{id}"
    assert ask.get(work).status == 404
    assert ask.get(f"{work}/files/docx").status == 404
    assert ask.put(f"{work}/segments/s1", data={"target": "x"}).status == 404
    assert ask.post(f"{work}/stop").status == 404
    assert ask.delete(work).status == 404
    assert ask.get(f"{address}/office/works").json() == {"works": []}
    owner = visit(f"/en/#{short.fragment}", storage_state=short.state)
    done(owner)
    assert owner.context.request.get(work).status == 200


def test_an_article_is_translated_edited_and_approved_with_the_keyboard_alone(visit: Any) -> None:
    page = visit()
    keys = page.keyboard

    def walk_to(what: Locator, key: str = "Tab", most: int = 60) -> None:
        element = what.element_handle()
        for _ in range(most):
            if page.evaluate("element => element === document.activeElement", element):
                return
            keys.press(key)
        raise AssertionError(f"{most} times {key} do not lead to {what}.")

    walk_to(page.get_by_label("Paste the article"))
    keys.insert_text("Ward opens\n\nThe ward has 12 beds. It opened on Friday.")
    walk_to(page.get_by_role("button", name="Translate", exact=True))
    keys.press("Enter")
    done(page)
    walk_to(page.locator("[data-row]").first)
    walk_to(row(page, "12 beds"), "ArrowDown")
    keys.press("Enter")
    expect(row(page, "12 beds").get_by_role("textbox")).to_be_focused()
    keys.press("Control+A")
    keys.insert_text("病房有12张床位。")
    keys.press("Control+Enter")
    expect(row(page, "12 beds")).to_be_focused()
    expect(row(page, "12 beds")).to_contain_text("病房有12张床位。")
    keys.press("a")
    expect(row(page, "12 beds").get_by_role("button", name="Approved")).to_be_visible()
    keys.press("?")
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("dialog", name="Help")).to_be_hidden()
