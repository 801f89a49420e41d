"""A team with rules for its environments, and a configuration of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import Team
from configurator.models import User
from configurator.services import drafts
from configurator.services import reviews
from configurator.services import revisions
from tests.web.approvals.states import Approve
from tests.web.approvals.states import Decision
from tests.web.approvals.states import Write
from tests.web.rows import now_of
from tests.web.test_environments import two


@pytest.fixture
def second(join: Callable[..., User]) -> User:
    return join("second")


@pytest.fixture
def team(author: User, reviewer: User, second: User) -> Team:
    """Return a team that asks for two approvals for production, and for none for staging."""
    rules = {"production": 2, "staging": 0}
    made = Team.objects.create(name="Platform", slug="platform", approvals_by_environment=rules)
    for person in (author, reviewer, second):
        made.memberships.create(person=person, role="owner")
    return made


@pytest.fixture
def several(author: User, team: Team) -> Configuration:
    """Return a configuration of the team's with staging and production, saved once."""
    draft = drafts.create(Visitor(author), two())
    revisions.save(draft.pk, author)
    Configuration.objects.filter(pk=draft.pk).update(team=team, person=None)
    reviews.recount(Configuration.objects.filter(pk=draft.pk))
    return now_of(draft)


@pytest.fixture
def write(several: Configuration, author: User) -> Write:
    """Return the function that saves the next revision: `write("staging", {path: value})`."""

    def wrote(environment: str, changes: dict[str, Any], person: User | None = None) -> Revision:
        draft = now_of(several)
        draft.replace(draft.plan_file.revised(environment, changes), writer=person or author)
        draft.save()
        return revisions.save(draft.pk, person or author).revision

    return wrote


@pytest.fixture
def approve_for(several: Configuration) -> Approve:
    """Return the function that approves the latest revision: `approve_for(person, "staging")`."""

    def approved(person: User, *environments: str, **other: Any) -> Review:
        revision = now_of(several).revisions.get(number=other.get("number", now_of(several).latest))
        given = reviews.submit(
            several.pk,
            revision.number,
            person,
            decision=other.get("decision", Decision.APPROVE),
            body=other.get("body", "Because."),
            digest=revision.digest,
            environments=environments,
        )
        return given.review

    return approved
