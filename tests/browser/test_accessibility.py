from __future__ import annotations

from typing import TYPE_CHECKING

import generators
from configurator.models import Configuration
from tests.browser.barriers import barriers
from tests.browser.walking import start

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATHS = (
    *("/", "/rules/?topic=tls", f"/rules/{generators.RULES[0].slug}/", "/guide/", "/nothing/"),
    *("/api/", "/api/comments/"),
    *("c/metadata/", "c/topology/", "c/database/", "c/scaling/", "c/operations/"),
    *("c/answers/", "c/lines/scaling.backend.longestFlowSeconds/"),
    "c/files/overlays/production/kustomization.yaml?line=4",
    *("c/preview/", "c/findings/", "c/rationale/", "c/download/", "c/delete/"),
)


def addresses(page: Page) -> list[str]:
    """Begin a draft with an error, a warning and an answer that cannot be read."""
    start(page, generators.PRESETS[1])
    draft = Configuration.objects.latest("created")
    changed = generators.revised(draft.plan, {"redis.mode": "none"})
    draft.take(changed, {"database.host": "https://db.acme.com/"})
    draft.save()
    return [path.replace("c/", f"/c/{draft.pk}/", 1) if path[0] == "c" else path for path in PATHS]


def test_no_page_keeps_anybody_out_or_says_that_its_scripts_are_wrong(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))

    for address in addresses(page):
        page.goto(address)
        assert not barriers(page)

    assert [error for error in errors if "404" not in error and "409" not in error] == []
