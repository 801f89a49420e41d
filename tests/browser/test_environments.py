"""The pages of environments in a real browser: nobody is kept out, nothing is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from configurator.access import Visitor
from configurator.models import Role
from configurator.services import api_saves
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


def test_environments_keep_nobody_out(
    opened: Callable[..., Page],
    several: Configuration,
    author: User,
) -> None:
    page = opened(author)

    for address in PAGES:
        page.goto(f"/c/{several.pk}/{address}")
        assert barriers(page) == []


@pytest.fixture
def saved(author: User, reviewer: User) -> Configuration:
    """Return the author's configuration with two environments and a warning in both."""
    file = two().revised("", {"operations.loadTested": False})
    configuration = api_saves.create(file, author).revision.configuration
    configuration.shares.create(person=reviewer, role=Role.REVIEWER, by=author)
    return configuration


SAVED = (
    "/compare/?left={key}:1@staging&right={key}:1@production",
    "/compare/?left={key}:1@qa&right={key}:1",
    "/c/{key}/r/1/choices/",
    "/c/{key}/r/1/environments/",
    "/c/{key}/r/1/waive/load-test-missing/",
)


def test_saved_environments_keep_nobody_out(
    opened: Callable[..., Page],
    saved: Configuration,
    reviewer: User,
) -> None:
    page = opened(reviewer)

    for address in SAVED:
        page.goto(address.format(key=saved.pk))
        assert barriers(page) == []


def test_environments_are_chosen_for_a_comparison(
    opened: Callable[..., Page], saved: Configuration, author: User
) -> None:
    # A plain form, which no script of ours touches.
    page = opened(author, javascript=False)
    page.goto(f"/compare/?left={saved.pk}:1")

    page.select_option("#left-environment", "staging")
    page.select_option("#right", f"{saved.pk}:draft")
    page.select_option("#right-environment", "production")
    page.get_by_role("button", name="Compare", exact=True).click()

    page.get_by_text(f"{saved.name}, revision 1, staging").wait_for()
    page.get_by_text(f"{saved.name}, draft, production").wait_for()


def test_a_reviewer_waives_a_warning_in_one_environment(
    opened: Callable[..., Page], saved: Configuration, reviewer: User
) -> None:
    page = opened(reviewer)
    page.goto(f"/c/{saved.pk}/r/1/waive/load-test-missing/")

    page.fill("#waiver_reason", "A soft launch.")
    page.fill("#waiver_owner", "Platform")
    page.get_by_label("staging", exact=True).check()
    page.get_by_role("button", name="Waive and save revision 2").click()

    page.get_by_text("only in staging", exact=True).wait_for()


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
