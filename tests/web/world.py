"""One configuration with all that can hang on it, and everybody who may come by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

from django.db.models import QuerySet
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

import generators
from configurator import access
from configurator.access import Visitor
from configurator.comments.subject import Subject
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Link
from configurator.models import Notification
from configurator.models import Review
from configurator.models import Team
from configurator.models import Thread
from configurator.models import User
from configurator.services import deploy_tokens
from configurator.services import drafts
from configurator.services import review_requests
from configurator.services import reviews
from configurator.services import revisions
from configurator.services import sharing
from configurator.services import threads
from configurator.services import tokens
from configurator.services import waivers
from configurator.services.waivers import Terms
from configurator.urls import urlpatterns
from tests.people import signed_in

Things = dict[str, Any]
PART = re.compile(r"<\w+:(\w+)>")
ROLES = ("owner", "editor", "reviewer", "viewer")
WARNED = {"operations.loadTested": False, "redis.monitoring": False}
WAIVED, WARNING = "load-test-missing", "redis-unmonitored"
TERMS = Terms("A soft launch.", "Platform", timezone.localdate() + timedelta(days=90))
METHODS = ("get", "post")


def routes(start: str) -> dict[str, URLPattern]:
    """List the site's own addresses that begin so, by name."""
    own = [url for url in urlpatterns if isinstance(url, URLPattern)]
    return {str(url.name): url for url in own if str(url.pattern).startswith(start)}


def address(route: URLPattern, things: Mapping[str, Any]) -> str:
    """Write the address of one thing of each kind; ``of`` holds what a route names otherwise."""
    special = {**things, **things["of"].get(route.name, {})}
    url = PART.sub(lambda part: str(special[part[1]]), str(route.pattern))
    return f"/{url}{special.get('query', '')}"


class World:
    """A configuration of three revisions: one without a word, one with two warnings of which the
    next waives one. That one is approved, and a link is pinned to it.
    """

    def __init__(self, name: str = "acme") -> None:
        self.name = name
        self.people = {role: self._join(role) for role in (*ROLES, "friend", "stranger")}
        self.configuration = self._saved(self.people["owner"])
        self.team = Team.objects.create(name=name, slug=name)
        for role in ROLES:
            self.team.memberships.create(person=self.people[role], role=role)
        hook = self.team.webhooks.create(url="https://acme.example/", by=self.people["owner"])
        hook.deliveries.create(payload={})
        self.team.approval_rules.create(choices="database.*", approvers=self.team)
        for role in ROLES[1:]:
            sharing.share(self.here, self.people[role], role)
        self.friends = sharing.share(self.here, self.people["friend"], "viewer")
        self.tokens: dict[str, str] = {}
        self.comments: dict[int, Comment] = {}
        self._reviewed()
        self.links = {
            "r-link": self.link("r-link", "reviewer"),
            "v-link": self.link("v-link", "viewer"),
            "p-link": self.link("p-link", "viewer", 3),
        }
        self.deploy_token = deploy_tokens.create(self.here, name="Flux", days=30).token

    @property
    def here(self) -> access.Access:
        return access.find(Visitor(self.people["owner"]), self.configuration.pk)

    def link(self, label: str, role: str, number: int | None = None) -> Link:
        """Make a link and keep its token."""
        pinned = self.here.revision(number) if number else None
        once = token_urlsafe()
        made = sharing.create_link(
            self.here, label=label, role=role, revision=pinned, days=30, idempotency_key=once
        )
        self.tokens[label] = made.token
        return made.link

    def visitor(self, name: str) -> Client:
        """Open a browser as somebody who comes by; as `team-…` when the team owns all this."""
        if name.startswith("team-"):
            self._given_to_the_team()
        if person := self.people.get(name.removeprefix("team-")):
            return signed_in(person)
        client = signed_in(self.people["stranger"]) if name == "r-link" else Client()
        if name in self.tokens:
            client.get(f"/s/{self.tokens[name]}/")
        return client

    @property
    def things(self) -> Things:
        """Name one thing of each kind, as the addresses ask for them."""
        configuration = self.configuration
        return {
            "key": configuration.pk,
            "number": configuration.latest,
            "place": "README.md",
            "path": "README.md",
            "choice": "redis.ttlSeconds",
            "slug": "redis",
            "name": "production",
            "rule": WARNING,
            "thread": self.comments[3].thread_id,
            "comment": self.comments[3].pk,
            "of": {
                "unwaive": {"rule": WAIVED},
                "thread-new": {"query": "?about=whole"},
                "thread-new-beside": {"query": "?about=whole"},
                "revision-line-reason": {"query": "?line=3"},
            },
            "share_key": self.friends.pk,
            "link_key": self.links["v-link"].pk,
            "token_key": self.deploy_token.pk,
            "request_key": configuration.requests.latest("pk").pk,
        }

    @property
    def of_the_team(self) -> Things:
        """Name what the addresses of a team ask for."""
        hook = self.team.webhooks.get()
        rule = self.team.approval_rules.get()
        parameters = {"number": hook.pk, "delivery": hook.deliveries.get().pk, "rule_key": rule.pk}
        member = {"number": self.team.memberships.get(role="viewer").pk}
        return {"slug": self.name, **parameters, "of": {"team-member": member}}

    @property
    def of_others(self) -> Things:
        """Name what the addresses of the whole site ask for, all of it somebody else's."""
        notification = Notification.objects.filter(person=self.people["reviewer"]).latest("pk")
        token = tokens.create(self.people["owner"], "A program", "read", None).token
        item = {"number": notification.person.inbox.latest("pk").pk}
        of = {"notification": {"number": notification.pk}, "token-revoke": {"key": token.pk}}
        of |= {"inbox-item": item, "inbox-done": item}
        return {
            "key": self.configuration.pk,
            "slug": "redis-connection-unencrypted",
            "token": "guessed",
            "provider_id": "none",
            "feature": "reviews",
            "of": of,
        }

    def everything(self) -> list[Any]:
        """Write down all that hangs on the configuration, to tell whether it is still so."""
        rows = [table.values() for table in self._hanging()]
        return [sorted(map(repr, table_rows)) for table_rows in rows]

    def _hanging(self) -> list[QuerySet[Any]]:
        mine = self.configuration
        return [
            mine.shares.all(),
            mine.links.all(),
            mine.requests.all(),
            mine.threads.all(),
            Comment.objects.filter(thread__configuration=mine),
            mine.revisions.all(),
            Configuration.objects.filter(pk=mine.pk),
        ]

    def _given_to_the_team(self) -> None:
        """Let the same people be what they are by their roles in the team alone."""
        mine = Configuration.objects.filter(pk=self.configuration.pk)
        mine.update(person=None, team=self.team)
        self.configuration.shares.exclude(pk=self.friends.pk).delete()

    def _join(self, name: str) -> User:
        username = f"{self.name}-{name}"
        return User.objects.create(username=username, email=f"{username}@acme.example")

    def _saved(self, owner: User) -> Configuration:
        draft = drafts.create(Visitor(owner), generators.recommended())
        revisions.save(draft.pk, owner, "First version.")
        draft.refresh_from_db()
        draft.take(generators.revised(draft.plan, WARNED), {})
        draft.version += 1
        draft.save()
        revisions.save(draft.pk, owner, "With two warnings.")
        draft.refresh_from_db()
        return draft

    def _reviewed(self) -> None:
        """Ask the reviewer, who waives a warning and approves what that makes."""
        key, reviewer = self.configuration.pk, self.people["reviewer"]
        review_requests.create(self.here, [reviewer])
        made = waivers.waive(key, 2, WAIVED, reviewer, TERMS)
        approve = Review.Decision.APPROVE
        reviews.submit(key, 3, reviewer, decision=approve, body="Fine.", digest=made.digest)
        self._discussed()
        self.configuration.refresh_from_db()

    def _discussed(self) -> None:
        """Let the owner comment on the first revision, and the reviewer on the last."""
        whole = Subject(Thread.About.WHOLE)
        for name, number in (("owner", 1), ("reviewer", 3)):
            grant = access.find(Visitor(self.people[name]), self.configuration.pk)
            comment = threads.start(grant, grant.revision(number), whole, f"Seen by the {name}.")
            self.comments[number] = comment
