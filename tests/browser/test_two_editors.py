from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from configurator.models import Configuration
from configurator.models import Role
from configurator.models import Share
from configurator.models import User
from tests.people import signed_in
from tests.web.conftest import saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

__all__ = ["saved"]


@pytest.fixture(params=[True, False], ids=["with-javascript", "without"])
def opened(
    request: pytest.FixtureRequest, chromium: Browser, live_server: LiveServer
) -> Callable[[User, Configuration], Page]:
    """Return the function that opens the Redis step of a draft in somebody's own browser."""

    def at(person: User, draft: Configuration) -> Page:
        session = signed_in(person).cookies["configurator"].value
        own = chromium.new_context(base_url=live_server.url, java_script_enabled=request.param)
        own.set_default_timeout(10_000)
        own.add_cookies([{"name": "configurator", "value": session, "url": live_server.url}])
        request.addfinalizer(own.close)
        page = own.new_page()
        page.goto(f"/c/{draft.pk}/redis/")
        return page

    return at


def answer(page: Page, number: str) -> None:
    """Change two answers and press the button."""
    page.locator("#field-redis-port").fill(f"700{number}")
    page.locator("#field-redis-ttlSeconds").fill(f"6{number}")
    page.get_by_role("button", name="Save draft", exact=True).click()


def test_two_people_at_one_draft_decide_answer_by_answer(
    transactional_db: None,
    opened: Callable[[User, Configuration], Page],
    saved: Configuration,
    author: User,
    join: Callable[..., User],
) -> None:
    ben = join("ben")
    Share.objects.create(configuration=saved, person=ben, role=Role.EDITOR, by=author)
    first, second = opened(author, saved), opened(ben, saved)
    answer(first, "1")
    first.locator(".messages").get_by_text("Draft saved.").wait_for()
    answer(second, "2")

    second.get_by_text("2 choices on this page have a conflict").first.wait_for()
    second.get_by_label("Use their value: 61 for Cache TTL").check()
    second.get_by_role("button", name="Resolve conflicts").click()
    second.locator(".messages").get_by_text("Draft saved.").wait_for()

    redis: Any = Configuration.objects.get(pk=saved.pk).plan.redis
    assert (redis.port, redis.ttl_seconds) == (7002, 61)
