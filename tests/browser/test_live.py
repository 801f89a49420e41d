from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.test_typing import open_step

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHIFTS = """() => {
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
  }).observe({ type: "layout-shift" });
}"""


def test_an_answer_marks_its_lines_and_nothing_else_moves(page: Page) -> None:
    open_step(page, "Scaling")
    page.locator("#live-files .tree").wait_for(state="attached")
    page.locator("summary", has_text="Changed lines").click()
    page.evaluate(SHIFTS)

    page.locator("#field-scaling-backend-replicas").fill("5")

    page.locator("#live-changed .added", has_text="count: 5").wait_for()
    page.locator("#live-capacity", has_text="5 × 1").wait_for()
    assert page.evaluate("window.shifts") < 0.1


def test_a_phone_has_the_preview_as_a_page(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_step(page, "Scaling")

    assert not page.locator("#live-capacity").is_visible()
    page.get_by_role("link", name="Preview on a page of its own").click()

    page.get_by_role("heading", name="Capacity", exact=True).wait_for()
