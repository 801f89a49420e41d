"""What keeps people out of a page: what axe finds in it, and having to scroll sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": STANDARD}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Each width and each scheme once with everything; the rest with what depends on both.
SCREENS = pytest.mark.parametrize(
    ("scheme", "width", "rules"),
    [
        ("light", 1280, EVERYTHING),
        ("dark", 390, EVERYTHING),
        ("dark", 1280, COLOURS),
        ("light", 390, COLOURS),
    ],
)


def barriers(page: Page, rules: dict[str, Any] = EVERYTHING) -> list[str]:
    """List what stands in somebody's way on the page that is open."""
    violations = Axe().run(page, options=rules).response["violations"]
    sentences = [
        f"{page.url}: {violation['id']}: {violation['nodes'][0]['html']}"
        for violation in violations
    ]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*sentences, f"{page.url}: wider than the screen"] if wide else sentences
