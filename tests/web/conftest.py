"""Things the web's tests share: drafts, and the way to their steps."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings

import generators
from configurator import access
from configurator.access import Visitor
from configurator.config.record_key import make_record_key
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import Share
from configurator.models import Team
from configurator.models import User
from configurator.services import drafts
from configurator.services import reviews
from configurator.services import revisions
from configurator.services import sharing
from tests.web.world import World

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

Start = Callable[..., Configuration]
Link = Callable[..., str]


@pytest.fixture
def record_key(tmp_path: Path, settings: Settings) -> Path:
    """Return the file of a new key that signs approval records, as the first start makes it."""
    settings.RECORD_KEY_FILE = tmp_path / "record-key.pem"
    settings.RECORD_KEY_AUTOMATIC = True
    make_record_key()
    return tmp_path / "record-key.pem"


@pytest.fixture(scope="module")
def made_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Make one world for all tests of a file: each undoes what it did, and this what it made."""
    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
        made = World()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def world(made_world: World, db: None) -> World:
    """Return a configuration with all that can hang on it; it is made once for a file."""
    return deepcopy(made_world)


@pytest.fixture
def start(engineer: Client, db: None) -> Start:
    """Return the function that begins a draft of the engineer's, blank or from a preset."""

    def begin(preset: str = "") -> Configuration:
        engineer.post("/start/", {"preset": preset})
        return Configuration.objects.latest("created")

    return begin


@pytest.fixture
def draft(start: Start) -> Configuration:
    """Return a blank draft of the engineer's."""
    return start()


@pytest.fixture
def finished(start: Start) -> Configuration:
    """Return a draft that is the recommended plan, so nothing blocks its bundle."""
    draft = start("api-managed")
    draft.take(generators.recommended(), {})
    draft.save()
    return draft


@pytest.fixture
def saved(author: User) -> Configuration:
    """Return a configuration of the author's with one revision: the recommended plan."""
    draft = drafts.create(Visitor(author), generators.recommended())
    revisions.save(draft.pk, author, "First version.")
    return Configuration.objects.get(pk=draft.pk)


@pytest.fixture
def revise(saved: Configuration, author: User) -> Callable[..., Revision]:
    """Return the function that saves the configuration once more: `revise({path: value})`."""

    def again(changes: Mapping[str, Any], note: str = "") -> Revision:
        draft = Configuration.objects.get(pk=saved.pk)
        draft.take(generators.revised(draft.plan, changes), {})
        draft.version += 1
        draft.save()
        return revisions.save(draft.pk, author, note).revision

    return again


@pytest.fixture
def shared(saved: Configuration, author: User, reviewer: User) -> Configuration:
    """Return the author's configuration, which the reviewer may review."""
    saved.shares.create(person=reviewer, role="reviewer", by=author)
    return saved


@pytest.fixture
def approve() -> Callable[..., Review]:
    """Return the function that approves the latest revision: `approve(configuration, person)`."""

    def approved(configuration: Configuration, person: User, body: str = "") -> Review:
        last = configuration.revisions.first()
        assert last
        given = reviews.submit(
            configuration.pk,
            last.number,
            person,
            decision=Review.Decision.APPROVE,
            body=body,
            digest=last.digest,
        )
        return given.review

    return approved


@pytest.fixture
def share(saved: Configuration, author: User) -> Callable[[User | Team, str], Share]:
    """Return the function that shares the configuration: `share(reviewer, "viewer")`."""
    return lambda person, role: sharing.share(access.find(Visitor(author), saved.pk), person, role)


@pytest.fixture
def link(saved: Configuration, author: User) -> Link:
    """Return the function that makes a link and gives its address: `link("reviewer")`."""

    def made(role: str = "viewer", number: int | None = None, label: str = "ops") -> str:
        held = access.find(Visitor(author), saved.pk)
        pinned = held.revision(number) if number else None
        made = sharing.create_link(
            held, label=label, role=role, revision=pinned, days=30, idempotency_key=token_urlsafe()
        )
        return f"/s/{made.token}/"

    return made


@pytest.fixture
def team(author: User) -> Team:
    """Return a team that the author owns."""
    made = Team.objects.create(name="Platform", slug="platform")
    made.memberships.create(person=author, role="owner")
    return made
