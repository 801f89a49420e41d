from __future__ import annotations

from typing import TYPE_CHECKING

import generators
from tests.browser.walking import start

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from playwright.sync_api import Route


def open_step(page: Page, step: str) -> None:
    start(page, generators.PRESETS[0])
    page.get_by_role("navigation", name="All settings").get_by_role("link", name=step).click()
    page.get_by_role("heading", name=step, exact=True).first.wait_for()


def kept(page: Page, address: str, words: str) -> bool:
    """Tell whether the host comes back as typed; the last words arrive after their page is gone."""
    for _ in range(40):
        page.goto(address)
        if page.locator("#field-redis-host").input_value() == words:
            return True
        page.wait_for_timeout(250)
    return False


def test_findings_appear_beside_the_answer_while_typing(page: Page) -> None:
    open_step(page, "Redis")

    page.get_by_role("radio", name="none").first.check()

    page.locator("#notes-redis-mode .note.error").first.wait_for()
    assert page.locator("#status").text_content().startswith("Blocked")  # type: ignore[union-attr] # it is there


def test_questions_come_and_go_and_the_focus_stays(page: Page) -> None:
    open_step(page, "Redis")

    page.locator("input[name='redis.mode'][value=none]").check()
    page.locator("#field-redis-host").wait_for(state="detached")

    assert page.evaluate("document.activeElement.value") == "none"


def test_what_cannot_be_read_is_said_at_once_and_kept(page: Page) -> None:
    open_step(page, "Redis")

    page.locator("#field-redis-host").fill("https://cache/")
    page.locator("#notes-redis-host .note.error").wait_for()
    page.locator("#field-redis-host[aria-invalid=true]").wait_for()
    page.reload()

    assert page.locator("#field-redis-host").input_value() == "https://cache/"


def test_the_last_words_are_kept_when_somebody_just_leaves(page: Page) -> None:
    open_step(page, "Redis")
    address = page.url

    page.locator("#field-redis-host").fill("cache.acme.com")
    page.goto("/guide/")

    assert kept(page, address, "cache.acme.com")


def test_words_typed_while_a_save_is_under_way_are_kept_too(page: Page) -> None:
    open_step(page, "Redis")
    address = page.url

    def wait(route: Route) -> None:
        """Answer once more was typed."""
        page.wait_for_timeout(700)
        route.continue_()

    with page.expect_request("**/check/") as request:
        page.route("**/check/", wait)
        page.locator("#field-redis-host").fill("cache.acme.com")
    page.locator("#field-redis-host").press_sequentially("pany.com")
    request.value.response()
    page.goto("/guide/")
    page.unroute_all(behavior="ignoreErrors")

    assert kept(page, address, "cache.acme.company.com")


def test_a_server_that_does_not_answer_is_not_taken_for_saved(page: Page) -> None:
    open_step(page, "Redis")
    page.locator("#field-redis-host").fill("cache.acme.com")
    page.get_by_text("Draft saved.", exact=True).wait_for()

    page.context.set_offline(True)
    page.locator("#field-redis-host").fill("other.acme.com")
    page.get_by_role("heading", name="Not saved").wait_for()
    assert not page.get_by_text("Draft saved.", exact=True).is_visible()

    page.context.set_offline(False)
    page.locator("#field-redis-host").fill("third.acme.com")
    page.get_by_text("Draft saved.", exact=True).wait_for()
    assert page.locator("#unsaved").is_hidden()


def test_a_fix_is_one_press_away_and_what_was_typed_stays(page: Page) -> None:
    open_step(page, "Scaling")
    page.locator("#field-scaling-backend-maxUnavailable").fill("0")
    notes = page.locator("#notes-scaling-backend-maxUnavailable")
    fix = notes.get_by_role("button", name="Apply this fix that sets")
    fix.wait_for()
    page.locator("#field-scaling-backend-replicas").fill("4")

    fix.click()

    page.get_by_role("status").get_by_text("Fix applied").wait_for()
    assert page.locator("#field-scaling-backend-maxUnavailable").input_value() == "1"
    assert page.locator("#field-scaling-backend-replicas").input_value() == "4"


def test_enter_saves_and_takes_no_fix(page: Page) -> None:
    open_step(page, "Scaling")

    page.locator("#field-scaling-backend-replicas").fill("4")
    page.locator("#field-scaling-backend-replicas").press("Enter")
    page.get_by_text("Draft saved.", exact=True).first.wait_for()

    assert page.locator("#field-scaling-backend-replicas").input_value() == "4"


def test_the_wizard_can_be_walked_by_keyboard(page: Page) -> None:
    page.goto("/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.get_by_role("button", name="Start from a blank plan").focus()
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Name", exact=True).wait_for()


def test_the_way_back_and_a_second_thought_keep_the_second(page: Page) -> None:
    open_step(page, "Redis")
    page.locator("#field-redis-port").fill("7001")
    page.locator("button[name=go]").click()
    page.get_by_role("heading", name="Secrets", exact=True).first.wait_for()

    page.go_back()
    page.locator("#field-redis-port").fill("7002")
    page.locator("button[name=go]").click()
    page.get_by_role("heading", name="Secrets", exact=True).first.wait_for()
    page.get_by_role("button", name="Back to Redis").click()
    page.get_by_role("heading", name="Redis", exact=True).first.wait_for()

    assert page.locator("#field-redis-port").input_value() == "7002"
