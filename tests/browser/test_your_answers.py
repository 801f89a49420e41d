"""From a start to a bundle on one page: few inputs, few clicks, nothing that comes up later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import generators

if TYPE_CHECKING:
    from playwright.sync_api import Page

BLANK = "blank"
STARTS = {preset.slug: f"Start from {preset.title}" for preset in generators.PRESETS}
MOST_INPUTS = 12
YES = "Yes Nothing is installed yet."
ANSWERS = {
    "answers.backendImage": "ghcr.io/cwinux/skillflaw_backend:1.8.2",
    "answers.domain": "skillflaw.acme.com",
    "ingress.className": "public",
    "ingress.gateway.name": "public",
    "ingress.gateway.namespace": "gateway",
    "tls.issuer.name": "letsencrypt",
    "database.host": "skillflaw.db.acme.com",
    "redis.host": "cache.acme.com",
}


@pytest.mark.parametrize("start", [*STARTS, BLANK])
def test_what_is_left_at_first_is_all_that_leads_to_the_bundle(start: str, page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name=STARTS.get(start, "Start from a blank plan")).click()
    page.get_by_text("answers left").wait_for()
    asked = page.locator("#left a").evaluate_all("links => links.map(link => link.hash.slice(10))")
    address = page.url

    wanted = [path for path in ANSWERS if path.replace(".", "-") in asked]
    for path in wanted:
        page.locator(f"input[name='{path}']").fill(ANSWERS[path])
    page.get_by_label(YES).check()
    # Whoever tabs to the button before it becomes the download presses it then.
    page.locator("#onwards").focus()
    page.get_by_text("No answer is left.").wait_for()
    assert page.url == address
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert download.value.suggested_filename.endswith(".zip")
    assert page.get_by_role("link", name="After the download").is_visible()
    # Three clicks: the start, “Yes”, the download. Every answer that was left is one of these.
    assert len(asked) == len(wanted) + 1
    assert len(wanted) <= MOST_INPUTS
