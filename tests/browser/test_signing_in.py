from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.core.cache import cache

from configurator.models import User
from tests.browser.barriers import barriers
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

    assert page.get_by_role("link", name="Grace Hopper").is_visible()


def test_no_page_about_accounts_keeps_anybody_out(page: Page) -> None:
    cache.clear()
    User.objects.create_user("author", "author@acme.example", PASSWORD)

    def look(path: str) -> None:
        page.goto(f"/account/{path}/".replace("//", "/"))
        assert not barriers(page)

    for path in OUTSIDE:
        look(path)
    page.goto("/account/login/")
    page.get_by_label("Username or e-mail address").fill("author")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    for path in INSIDE:
        look(path)


def test_the_policy_lets_the_admin_site_work(page: Page, live_server: Any) -> None:
    cache.clear()
    User.objects.create_superuser("keeper", "keeper@acme.example", PASSWORD)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))

    page.goto("/admin/configurator/team/add/")
    page.get_by_label("Username or e-mail address").fill("keeper")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Name:").fill("Platform")
    page.get_by_label("Slug:").fill("platform")
    page.get_by_text("Add another Membership").click()
    page.locator(".select2-selection").first.click()
    page.locator(".select2-results__option", has_text="keeper").click()
    page.locator("select[name$=role]").first.select_option("owner")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/configurator/team/")

    assert User.objects.get().teams.get().slug == "platform"
    # Browsers ask for /favicon.ico unasked.
    assert [error for error in errors if "404" not in error] == []
