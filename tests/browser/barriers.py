"""What keeps people out of a page: what axe finds in it, and having to scroll sideways."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passes is neither sent nor kept: on a long page that took longer than to look.
ALL: dict[str, Any] = {"runOnly": STANDARD, "resultTypes": ["violations"]}
# What a smaller screen or the dark can change; the rest is about the same elements as before.
OF_A_SCREEN = (
    *("color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"),
    *("label", "button-name", "link-name", "aria-hidden-focus", "nested-interactive"),
)
SOME = {**ALL, "runOnly": {"type": "rule", "values": OF_A_SCREEN}}
SCREENS: tuple[tuple[Literal["light", "dark"], int, dict[str, Any]], ...] = (
    ("light", 1280, ALL),
    ("dark", 390, SOME),
)
LOOK = """
async options => (await axe.run(document, options)).violations.map(
    violation => `${violation.id}: ${violation.nodes[0].html}`
)
"""


@cache
def _axe() -> str:
    return str(Axe().axe_script)


def barriers(page: Page) -> list[str]:
    """List what stands in somebody's way on the open page: on a desk by day, on a phone by night.

    The page is not loaded again for the second screen: styles follow both at once.
    """
    page.evaluate(_axe())
    sentences = []
    for scheme, width, options in SCREENS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        start = f"{page.url}, {scheme}, {width} px"
        sentences += [f"{start}: {violation}" for violation in page.evaluate(LOOK, options)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            sentences.append(f"{start}: wider than the screen")
    return sentences
