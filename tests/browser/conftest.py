"""Browsers in which somebody is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.conf import settings

from tests.people import signed_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

    from configurator.models import User


@pytest.fixture
def opened(chromium: Browser, page: Page, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Return the function that opens a browser in which somebody is signed in."""
    contexts = []

    def browser(person: User, *, javascript: bool = True, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, java_script_enabled=javascript, **options
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        name = settings.SESSION_COOKIE_NAME
        cookie = signed_in(person).cookies[name].value
        context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield browser
    for browser_context in contexts:
        browser_context.close()
