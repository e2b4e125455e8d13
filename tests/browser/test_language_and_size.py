"""The form in Chinese, on a narrow screen and in the dark."""

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

PATIENCE = 20
"""Seconds for which a page may go on loading."""
TABS = {"en": ("Translate", "Align", "Glossary", "Batch"), "zh": ("翻译", "对齐", "术语表", "批量")}
# What a Chinese page writes in Latin letters: formats, units, keys (single ones aside), the engine, the switch.
LATIN = {
    *(
        "English",
        "Markdown",
        "HTML",
        "Word",
        "docx",
        "MB",
        "CSV",
        "TSV",
        "Excel",
        "xlsx",
        "TBX",
        "TMX",
        "XLIFF",
        "JSON",
    ),
    *("Marian", "Cookie", "Enter", "Ctrl", "Esc", "stroke", "center"),
}
# Every word that is seen or read out on a tab; not what an article says, which is marked with its language.
WORDS = """() => {
  const seen = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return seen.push(node.textContent);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("script, style, template, [hidden], textarea")) return;
    const shown = node.checkVisibility() || node.closest("dialog");
    if (node.matches("[lang=en]:not(html)") || !shown) return;
    const told = ["aria-label", "title", "placeholder", "alt"];
    seen.push(...told.map((name) => node.getAttribute(name)).filter(Boolean));
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  seen.push(document.title);
  return seen;
}"""


def english(page: Page, article: str = "") -> set[str]:
    """The Latin words of a page beside those that belong there and those of the article, which messages quote.

    Gradio says "Loading..." for a moment where it fetches a component, so a page with words is looked at again.
    """
    known = LATIN | set(re.findall(r"[A-Za-z]+", article))
    give_up = time.monotonic() + PATIENCE
    while True:
        found = {word for text in page.evaluate(WORDS) for word in re.findall(r"[A-Za-z]{2,}", text)} - known
        if not found or time.monotonic() > give_up:
            return found
        page.wait_for_timeout(100)


def test_a_browser_that_asks_for_chinese_gets_a_page_without_an_english_word(visit: Any, short: Any) -> None:
    page = visit("/", locale="zh-CN")
    expect(page).to_have_url(re.compile("/zh/$"))
    expect(page.get_by_label("粘贴原稿")).to_be_visible()
    page.get_by_role("button", name="术语与简报").click()
    expect(page.get_by_label("本稿专用术语")).to_be_visible()
    assert english(page) == set()


def test_a_release_is_shown_in_chinese_words_after_the_switch(visit: Any, short: Any) -> None:
    page = visit(f"/en/#{short.fragment}", storage_state=short.state)
    expect(page.get_by_role("link", name="Word", exact=True)).to_be_visible()
    page.locator("[data-office-language]").click()
    expect(page).to_have_url(re.compile(f"/zh/#{short.fragment}"))
    expect(page.get_by_role("button", name=re.compile("^简报"))).to_be_visible()
    expect(page.locator("[data-row]").first).to_be_visible()
    assert english(page, short.article) == set()
    page.goto(page.url.partition("/zh/")[0] + "/")
    expect(page).to_have_url(re.compile("/zh/"))


def test_a_message_is_said_in_the_language_of_the_page(visit: Any) -> None:
    page = visit("/zh/")
    page.get_by_role("button", name="开始翻译").click()
    expect(page.get_by_role("alert").filter(has_text="尚无原稿")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_goes_over_the_edge_at_375_pixels(visit: Any, short: Any, language: str) -> None:
    page = visit(f"/{language}/#{short.fragment}", storage_state=short.state, viewport={"width": 375, "height": 700})
    expect(page.get_by_role("link", name="Word", exact=True)).to_be_visible()
    for number, name in enumerate(TABS[language]):
        page.get_by_role("tab", name=name, exact=True).click()
        expect(page.get_by_role("tab", name=name, exact=True)).to_have_attribute("aria-selected", "true")
        if name in ("Glossary", "术语表"):
            expect(page.get_by_role("table").get_by_role("button").first).to_be_visible()
        if number == 0:
            expect(page.locator("[data-row]").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, name
        edges = page.evaluate(
            "() => [...document.querySelectorAll('button, a[href], input, select, textarea')]"
            ".filter((one) => one.checkVisibility() && !one.closest('.office-hidden') && one.offsetWidth > 2)"
            ".map((one) => [one.textContent.trim().slice(0, 40), one.getBoundingClientRect()])"
            ".filter(([, box]) => (box.left < 0 && box.right > 0) || box.right > 375)"
            ".map(([text, box]) => [text, box.left, box.right])"
        )
        assert edges == [], name


def test_a_browser_in_the_dark_gets_light_words_on_a_dark_page(visit: Any, short: Any) -> None:
    page = visit(f"/en/#{short.fragment}", storage_state=short.state, color_scheme="dark")
    text = page.locator("[data-row] [role=cell]").nth(1)
    expect(text).to_be_visible()

    def light(style: str) -> float:
        return sum(map(float, re.findall(r"[\d.]+", style)[:3])) / 765

    assert light(page.evaluate("getComputedStyle(document.body).backgroundColor")) < 0.2
    assert light(text.evaluate("cell => getComputedStyle(cell).color")) > 0.7
