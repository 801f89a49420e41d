"""No page has N+1 queries: it costs the same queries for one row of each list and for ten."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import generators
from configurator import access
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import Team
from configurator.models import User
from configurator.models import Webhook
from configurator.reviews.state import Decision
from configurator.services import approval_rules
from configurator.services import configurations
from configurator.services import drafts
from configurator.services import review_requests
from configurator.services import reviews
from configurator.services import revisions
from configurator.services import sharing
from configurator.services.approval_rules import RuleTerms
from tests.people import signed_in
from tests.web.comments.participants import SUBJECTS
from tests.web.comments.participants import Participant

pytestmark = pytest.mark.postgres

LISTS = (
    *("/", "/configurations/", "/configurations/deleted/", "/teams/", "/notifications/"),
    *("/inbox/?section=watching", "/inbox/?section=done"),
    *("/teams/platform/", "/teams/platform/webhooks/", "{hook}", "/compare/", "{c}/", "{c}/share/"),
    *("{c}/audit-log/", "{c}/reviewers/", "{c}/r/1/", "{c}/r/1/discussion/", "{c}/r/1/choices/"),
    *("/teams/platform/approval-rules/", "/teams/platform/audit-log/"),
    *("{c}/r/1/files/plan.yaml", "{c}/save/", "{c}/move/", "{c}/topology/", "{c}/findings/"),
    *("{c}/suggestions/", "{c}/pending-review/"),
)


class Place:
    """A team of the author's that owns a configuration, about which more and more happens."""

    def __init__(self, author: User, team: Team) -> None:
        self.author, self.team = author, team
        key = drafts.create(Visitor(author), generators.recommended()).pk
        self.configuration = Configuration.objects.get(pk=key)
        revisions.save(key, author)
        configurations.move(key=key, person=author, team=team)
        self.hook = Webhook.objects.create(
            team=team, url="https://acme.example/", verbs=["saved"], by=author
        )

    @property
    def here(self) -> access.Access:
        return access.find(Visitor(self.author), self.configuration.pk)

    def grow(self, person: User) -> None:
        """Let one more person in, who reviews and comments; make one more of the rest."""
        name, now = person.username, timezone.now()
        self.team.memberships.create(person=person, role="editor")
        sharing.share(self.here, person, "reviewer")
        sharing.share(self.here, Team.objects.create(name=name, slug=name), "viewer")
        sharing.create_link(
            self.here, label=name, role="viewer", revision=None, days=1, idempotency_key=name
        )
        review_requests.create(self.here, [person])
        reviews.submit(self.configuration.pk, 1, person, decision=Decision.COMMENT, body=name)
        participant = Participant(signed_in(person), self.configuration)
        for path, _ in SUBJECTS.values():
            participant.comment(name, path)
        self.hook.deliveries.create(payload={"type": name}, delivered=now)
        approvers = Team.objects.create(name=f"Approvers {name}", slug=f"approvers-{name}")
        terms = RuleTerms("database.*", "", 1, approvers, (person,))
        approval_rules.add(self.team, terms, self.author)
        Webhook.objects.create(team=self.team, url=f"https://{name}.example/", verbs=[], by=person)
        for gone in (False, True):
            other = drafts.create(Visitor(self.author), generators.recommended()).pk
            revisions.save(other, self.author)
            if gone:
                configurations.delete(key=other, person=self.author, now=now)
        own = Team.objects.create(name=f"Of {name}", slug=f"of-{name}")
        own.memberships.create(person=self.author, role="owner")

    def costs(self, client: Client) -> dict[str, int]:
        """Count the queries of each page."""
        hook = f"/teams/platform/webhooks/{self.hook.pk}/"
        ways = {"c": f"/c/{self.configuration.pk}", "hook": hook}
        return {path: self._cost(client, path.format(**ways)) for path in LISTS}

    def _cost(self, client: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            answer: Any = client.get(address)
        assert answer.status_code == 200, address
        return len(queries)


def test_a_page_costs_the_same_for_one_row_and_for_ten(author: User, team: Team, join: Any) -> None:
    world, client = Place(author, team), signed_in(author)
    world.grow(join("one"))
    world.costs(client)
    before = world.costs(client)

    for number in range(9):
        world.grow(join(f"person{number}"))

    assert world.costs(client) == before
