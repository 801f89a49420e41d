"""Words that would like to be code, typed wherever people type: on every page they stay words."""

from __future__ import annotations

import re
from collections import deque
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from configurator.models import Configuration
from configurator.models import Role
from configurator.models import Team
from configurator.models import User
from tests.people import signed_in
from tests.web.sending import send

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>{{ 7*7 }}"
ALLOWED = {"htmx-2.min.js", "page.js"}
MOST = 100
# Many pages of one kind, and the way out.
SKIPPED = re.compile(r"line=|choice=|/rules/|/guide/|logout|/files/(?!RATIONALE|plan)")


class Live(HTMLParser):
    """Collects what a browser would run, and where the page leads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[str] = []
        self.leads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts that are not ours, handlers, and addresses that are code."""
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and given.get("src", "").rpartition("/")[2] not in ALLOWED:
            self.runs.append(f"<script src={given.get('src')}>")
        self.runs += [f"{tag} {name}" for name in given if name.startswith("on")]
        for name in ("href", "src", "action"):
            if given.get(name, "").strip().lower().startswith(("javascript:", "data:")):
                self.runs.append(f"{tag} {name}={given[name]}")
        if tag == "a":
            self.leads.append(given.get("href", ""))


def crawled(client: Client, start: str) -> tuple[dict[str, list[str]], int]:
    """Follow the links of a site from one page; tell what would run, and how many pages say it."""
    waiting, seen, runs, escaped = deque([start]), {start}, {}, 0
    for _ in range(MOST):
        if not waiting:
            break
        path = waiting.popleft()
        answer = client.get(path, follow=True)
        if "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        assert answer.status_code in (200, 403, 404, 409), path
        text = answer.content.decode()
        escaped += "&lt;script&gt;alert(1)" in text
        page = Live()
        page.feed(text)
        if page.runs:
            runs[path] = page.runs
        for lead in page.leads:
            address = re.sub(r"#.*", "", lead)
            if address.startswith("/") and address not in seen and not SKIPPED.search(address):
                seen.add(address)
                waiting.append(address)
    return runs, escaped


@pytest.fixture
def hostile(saved: Configuration, author: User, reviewer: User) -> Configuration:
    """Return a configuration with such words wherever somebody could type them."""
    User.objects.filter(pk__in=(author.pk, reviewer.pk)).update(first_name=HOSTILE[:150])
    team = Team.objects.create(name=HOSTILE[:80], slug="hostile")
    team.memberships.create(person=author, role=Role.OWNER)
    team.memberships.create(person=reviewer, role=Role.REVIEWER)
    Configuration.objects.filter(pk=saved.pk).update(person=None, team=team)
    writing, reviewing, top = signed_in(author), signed_in(reviewer), f"/c/{saved.pk}/"
    send(writing, f"{top}metadata/", {"metadata.description": HOSTILE})
    send(writing, f"{top}release/", {"release.change": HOSTILE})
    send(writing, f"{top}operations/", {"operations.settings": f"A={HOSTILE}"})
    writing.post(f"{top}save/", {"note": HOSTILE})
    sent = {"form": "link", "link-label": HOSTILE[:80], "link-role": "viewer", "link-days": "7"}
    writing.post(f"{top}share/", {**sent, "link-idempotency_key": "once"})
    for path in (
        "threads/new/?about=whole",
        "threads/new/?about=choice&path=metadata.description",
    ):
        reviewing.post(f"{top}r/2/{path}", {"body": HOSTILE})
    reviewing.post(f"{top}r/2/review/", {"decision": "comment", "body": HOSTILE})
    return saved


def test_words_that_would_be_code_stay_words_on_every_page(
    hostile: Configuration, author: User, record_key: Path
) -> None:
    runs, escaped = crawled(signed_in(author), f"/c/{hostile.pk}/r/2/")

    assert runs == {}
    assert escaped > 20
