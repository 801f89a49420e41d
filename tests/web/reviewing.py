"""What reviewers do in tests, and the states that follow."""

from __future__ import annotations

from collections.abc import Iterable

from configurator.access import Visitor
from configurator.access import find
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Team
from configurator.models import User
from configurator.services import review_requests
from configurator.services import reviews

Decision = Review.Decision


def say(
    configuration: Configuration, person: User, decision: Decision, body: str = "Because."
) -> None:
    reviews.submit(configuration.pk, configuration.latest, person, decision=decision, body=body)


def asked(configuration: Configuration, *people: User) -> None:
    """Ask people for a review, as the owner."""
    owner = Visitor(configuration.person)
    review_requests.create(find(owner, configuration.pk), people)


def states(configuration: Configuration) -> tuple[str, int, str]:
    """Return the configuration's state, its approved revision, and the latest one's state."""
    configuration.refresh_from_db()
    latest = configuration.revisions.get(number=configuration.latest)
    return configuration.state, configuration.approved, latest.state


def team_of(people: Iterable[User], saved: Configuration, **rules: object) -> Team:
    """Give the configuration to a team of these people."""
    team = Team.objects.create(name="Platform", slug="platform", **rules)
    for person in people:
        team.memberships.create(person=person, role="editor")
    Configuration.objects.filter(pk=saved.pk).update(team=team, person=None)
    saved.refresh_from_db()
    return team
