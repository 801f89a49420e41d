"""What applying does, seen in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.test import Client

from configurator.models import User
from tests.browser.barriers import barriers
from tests.web.conftest import revise
from tests.web.conftest import saved
from tests.web.test_comparison import pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from configurator.models import Configuration
    from configurator.models import Revision

__all__ = ["revise", "saved"]

CHANGES = {"storage.size": "5Gi", "operations.alerts": "none", "release.backend.tag": "1.9.0"}


def test_what_applying_does_keeps_nobody_out(
    page: Page,
    saved: Configuration,
    revise: Callable[..., Revision],
    author: User,
) -> None:
    revise(CHANGES)
    client = Client()
    client.force_login(author)
    name = settings.SESSION_COOKIE_NAME
    page.goto("/healthz")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": page.url}])

    for address in (pair(saved, "1", "2"), f"/c/{saved.pk}/r/2/", f"/c/{saved.pk}/save/"):
        page.goto(address)
        page.locator("#effects").wait_for()
        assert not barriers(page)
