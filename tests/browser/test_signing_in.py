from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache

from configurator.models import User
from tests.browser.test_accessibility import EVERYTHING
from tests.people import PASSWORD
from tests.web.accounts.conftest import identity

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.web.accounts.identity import Identity

__all__ = ["identity"]

OUTSIDE = ("login", "signup", "password/reset", "password/reset/done", "password/reset/key/1-x")
INSIDE = ("", "email", "password/change", "3rdparty", "tokens", "logout")


def test_a_browser_goes_to_the_provider_and_comes_back_signed_in(
    page: Page, identity: Identity
) -> None:
    page.goto("/account/login/?next=/rules/")

    page.get_by_role("button", name="Sign in with Acme ID").click()
    page.wait_for_url("**/rules/")

    assert page.get_by_role("link", name="Grace Hopper (grace)").is_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_no_page_about_accounts_keeps_anybody_out(page: Page, scheme: Any, width: int) -> None:
    cache.clear()
    User.objects.create_user("author", "author@acme.example", PASSWORD)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})

    def look(place: str) -> None:
        page.goto(f"/account/{place}/".replace("//", "/"))
        found = Axe().run(page, options=EVERYTHING).response["violations"]
        assert not found, [(place, each["id"], each["nodes"][0]["html"]) for each in found]
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, place

    for place in OUTSIDE:
        look(place)
    page.goto("/account/login/")
    page.get_by_label("Name or e-mail address").fill("author")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    for place in INSIDE:
        look(place)
