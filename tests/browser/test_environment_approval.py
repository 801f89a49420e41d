"""From saving to an approval for production, which a change of staging leaves as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import Role
from configurator.models import Team
from configurator.services import drafts
from tests.browser.barriers import barriers
from tests.web.test_environments import two

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from configurator.models import User


@pytest.fixture
def drafted(author: User, reviewer: User) -> Configuration:
    """Return a draft with staging and production, in a team that both are members of."""
    rules = {"production": 1, "staging": 0}
    team = Team.objects.create(name="Platform", slug="platform", approvals_by_environment=rules)
    team.memberships.create(person=author, role=Role.EDITOR)
    team.memberships.create(person=reviewer, role=Role.REVIEWER)
    draft = drafts.create(Visitor(author), two())
    Configuration.objects.filter(pk=draft.pk).update(team=team, person=None)
    return draft


def save(page: Page, key: object, number: int) -> None:
    page.goto(f"/c/{key}/save/")
    page.get_by_role("button", name=f"Save as revision {number}").click()
    page.get_by_role("heading", name=f"Revision {number}").wait_for()


def change(page: Page, key: object, environment: str, limit: str) -> None:
    """Give the backend of an environment another memory limit."""
    page.goto(f"/c/{key}/scaling/?environment={environment}")
    page.locator("[name='scaling.backend.resources.limits.memory']").fill(limit)
    page.get_by_role("button", name="Save", exact=False).first.click()


def row(page: Page, environment: str) -> str:
    """Read the row of an environment in the summary of the review."""
    table = page.get_by_role("table", name="Approvals by environment")
    return table.get_by_role("row").filter(has_text=environment).inner_text()


def test_production_keeps_its_approval_until_it_changes(
    opened: Callable[..., Page],
    drafted: Configuration,
    author: User,
    reviewer: User,
) -> None:
    # Only forms: what they do with JavaScript is in `test_reviews.py` and `test_typing.py`.
    writing = opened(author, javascript=False)
    reviewing = opened(reviewer, javascript=False)
    save(writing, drafted.pk, 1)

    reviewing.goto(f"/c/{drafted.pk}/r/1/")
    reviewing.locator("summary", has_text="Submit review").click()
    expect(reviewing.get_by_label("production: 0 of 1 approval")).to_be_checked()
    expect(reviewing.get_by_label("staging: no approval required")).not_to_be_checked()
    reviewing.get_by_role("radio", name="Approve").check()
    reviewing.get_by_role("button", name="Submit review").click()
    reviewing.get_by_text("You approved revision 1 for production.").wait_for()

    change(writing, drafted.pk, "staging", "5Gi")
    save(writing, drafted.pk, 2)
    expect(writing.get_by_text("Approval kept: production")).to_be_visible()
    assert "Same as in revision 1: its approval is kept" in row(writing, "production")

    change(writing, drafted.pk, "production", "6Gi")
    save(writing, drafted.pk, 3)
    assert "Changed since revision 2: a new approval is needed" in row(writing, "production")
    writing.get_by_role("link", name="Show changed lines of production").click()
    lines = writing.get_by_role("table", name="Deployment/skillflaw-backend, unified view")
    expect(lines.get_by_role("row").filter(has_text="6Gi")).to_have_count(1)


def test_the_pages_of_an_approval_keep_nobody_out(
    opened: Callable[..., Page], drafted: Configuration, author: User
) -> None:
    page = opened(author)
    save(page, drafted.pk, 1)
    change(page, drafted.pk, "production", "6Gi")
    save(page, drafted.pk, 2)

    for address in ("r/2/", "r/2/environments/production/", ""):
        page.goto(f"/c/{drafted.pk}/{address}")
        assert barriers(page) == []
    page.goto("/configurations/")
    assert barriers(page) == []
