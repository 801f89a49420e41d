"""The pages of environments in a real browser: nobody is kept out, nothing is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configurator.access import Visitor
from configurator.services import drafts
from tests.browser.barriers import barriers
from tests.web.test_environments import two

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from configurator.models import Configuration
    from configurator.models import User

PAGES = (
    "environments/",
    "environments/matrix/",
    "environments/promote/?from=staging&to=production",
    "environments/staging/remove/",
    "release/?environment=staging",
    "release/",
    "findings/",
)


@pytest.fixture
def several(author: User) -> Configuration:
    """Return a draft of the author's with two environments."""
    return drafts.create(Visitor(author), two())


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_environments_keep_nobody_out(
    opened: Callable[..., Page],
    several: Configuration,
    author: User,
    address: str,
    scheme: str,
    width: int,
) -> None:
    page = opened(author, viewport={"width": width, "height": 800}, color_scheme=scheme)

    page.goto(f"/c/{several.pk}/{address}")

    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_typing_in_a_tab_makes_an_own_value(
    opened: Callable[..., Page], several: Configuration, author: User
) -> None:
    page = opened(author)
    page.goto(f"/c/{several.pk}/release/?environment=production")

    page.fill("#field-release-namespace", "skillflaw-live")

    page.get_by_text("Own value in production").wait_for()
    several.refresh_from_db()
    several.__dict__.pop("plan_file", None)
    assert several.plan_file.own["production"] == {"release.namespace": "skillflaw-live"}
    assert several.plan.release.namespace == "skillflaw"
