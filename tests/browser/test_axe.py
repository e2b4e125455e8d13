"""No tab keeps people out: axe-core finds nothing serious on any, with content, in both languages, light and dark."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

TABS = {"en": ("Translate", "Align", "Glossary", "Batch"), "zh": ("翻译", "对齐", "术语表", "批量")}
BRIEF = {"en": "Brief", "zh": "简报"}
# Each pair of language, colours and width is among them.
LOOKS = [("en", "light", 1280), ("zh", "dark", 1280), ("zh", "light", 375), ("en", "dark", 375)]
ASK = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return found.violations.filter((one) => ["serious", "critical"].includes(one.impact)).flatMap((one) =>
    one.nodes.slice(0, 3).map((node) => [one.id, node.target.join(" "), node.html.slice(0, 160), node.failureSummary]));
}"""


@pytest.fixture(scope="module")
def filled(visits: Any, short: Any) -> Any:
    """The state of a visitor who has a release, an aligned text, an entry in the glossary and a batch."""
    page = visits(storage_state=short.state)
    page.get_by_role("tab", name="Align", exact=True).click()
    page.get_by_label("Original", exact=True).fill("The ward has 12 beds. It opened on Friday.")
    page.get_by_label("Translation", exact=True).fill("病房有12张床位。周五启用。")
    page.get_by_role("button", name="Align", exact=True).click()
    expect(page.locator(".b-chip").first).to_be_visible()
    page.get_by_role("tab", name="Batch", exact=True).click()
    page.get_by_label("Choose files", exact=True).set_input_files(
        [
            {"name": "ward.txt", "mimeType": "text/plain", "buffer": b"The ward has 12 beds."},
            {"name": "broken.docx", "mimeType": "application/octet-stream", "buffer": b"no document"},
        ]
    )
    page.get_by_role("button", name="Translate 2 files").click()
    expect(page.get_by_text("1 of 2 finished")).to_be_visible()
    return page.context.storage_state()


@pytest.mark.parametrize(("language", "colours", "width"), LOOKS)
def test_no_tab_has_a_serious_fault(
    visit: Any, short: Any, filled: Any, axe_source: str, language: str, colours: str, width: int
) -> None:
    page: Page = visit(
        f"/{language}/#{short.fragment}",
        storage_state=filled,
        viewport={"width": width, "height": 900},
        color_scheme=colours,
        reduced_motion="reduce",
    )
    page.evaluate(axe_source)
    faults = {}
    content = ["[data-row]", ".b-chip", "tbody tr", "tbody tr"]
    for name, shown in zip(TABS[language], content, strict=True):
        page.get_by_role("tab", name=name, exact=True).click()
        expect(page.locator(f"{shown}:visible").first).to_be_visible()
        faults[name] = page.evaluate(ASK)
        if shown == "[data-row]":
            page.get_by_role("button", name=BRIEF[language], exact=True).click()
            faults[BRIEF[language]] = page.evaluate(ASK)
    assert {name: found for name, found in faults.items() if found} == {}
