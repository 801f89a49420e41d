"""From a preset to a bundle on one page: few inputs, few clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import generators
from tests.browser.walking import start

if TYPE_CHECKING:
    from playwright.sync_api import Page

ANSWERS = {
    "answers.backendImage": "ghcr.io/cwinux/skillflaw_backend:1.8.2",
    "answers.domain": "skillflaw.acme.com",
    "ingress.gateway.name": "public",
    "ingress.gateway.namespace": "gateway",
    "database.host": "skillflaw.db.acme.com",
    "redis.host": "cache.acme.com",
}


def test_seven_answers_and_three_clicks_lead_from_a_preset_to_its_bundle(page: Page) -> None:
    start(page, generators.PRESETS[0])
    page.get_by_text("answers left").wait_for()

    for path, value in ANSWERS.items():
        page.locator(f"input[name='{path}']").fill(value)
    page.get_by_label("Yes Nothing is installed yet.").check()
    page.get_by_text("No answer is left.").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the bundle").click()

    assert download.value.suggested_filename == "api-managed.zip"
