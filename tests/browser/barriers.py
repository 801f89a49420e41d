"""What keeps people out of a page: what axe finds in it, and having to scroll sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 1280), ("dark", 390))


def barriers(page: Page) -> list[str]:
    """List what stands in somebody's way on the open page: on a desk by day, on a phone by night.

    The page is not loaded again for the second screen: styles follow both at once.
    """
    return [sentence for scheme, width in SCREENS for sentence in _on_screen(page, scheme, width)]


def _on_screen(page: Page, scheme: Literal["light", "dark"], width: int) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    # What passes is neither sent nor kept: on a long page that took longer than to look.
    options = {"runOnly": STANDARD, "resultTypes": ["violations"]}
    violations = Axe().run(page, options=options).response["violations"]
    sentences = [
        f"{page.url}, {scheme}, {width} px: {violation['id']}: {violation['nodes'][0]['html']}"
        for violation in violations
    ]
    wide = page.evaluate("document.documentElement.scrollWidth") > width
    return [*sentences, f"{page.url}: wider than {width} px"] if wide else sentences
