"""A visitor by link sees and downloads the same bytes as the owner."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import generators
from configurator.models import Archive
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import Share
from configurator.models import Team
from configurator.models import User
from configurator.services import revisions
from generators.plan import Plan
from tests.people import signed_in
from tests.strategies import plans

Linked = Callable[..., str]
Shared = Callable[[User | Team, str], Share]
Readers = Callable[[Revision], list[Client]]
# The controls of the page differ between visitors; the content of the revision does not.
CONTENT = re.compile(r'<div class="result.*</main>', re.DOTALL)
MAIN = re.compile(r"<main.*</main>", re.DOTALL)

ACTION = re.compile(r'<a class="act".*?</a>', re.DOTALL)

# Each example costs a second, so a plan that fails is not made smaller for minutes.
FEW = settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def readers(
    author: User, reviewer: User, outsider: User, share: Shared, link: Linked
) -> Callable[[Revision], list[Client]]:
    """Return everybody who may see a revision, the owner first."""
    share(outsider, "viewer")
    share(reviewer, "reviewer")
    members = [signed_in(person) for person in (author, outsider, reviewer)]
    following = Client()
    following.get(link("viewer"))

    def everybody(revision: Revision) -> list[Client]:
        pinned = Client()
        pinned.get(link("reviewer", revision.number))
        return [*members, following, pinned]

    return everybody


def save(configuration: Configuration, plan: Plan) -> Revision:
    """Save a plan as the latest revision."""
    draft = Configuration.objects.get(pk=configuration.pk)
    draft.take(plan, {})
    draft.version += 1
    draft.save()
    assert draft.person
    return revisions.save(draft.pk, draft.person).revision


def downloads(client: Client, revision: Revision, files: list[str]) -> list[bytes]:
    """Gather all that one reader gets of a revision."""
    url = f"/c/{revision.configuration_id}/r/{revision.number}/"
    content = CONTENT.findall(ACTION.sub("", client.get(url).content.decode()))
    assert len(content) == 1
    got = [client.get(f"{url}plan.yaml").content, content[0].encode()]
    if revision.digest:
        got.append(client.get(f"{url}download/").content)
    pages = [client.get(f"{url}files/{path}") for path in files]
    assert all(page.status_code == 200 for page in pages)
    return [*got, *(MAIN.findall(page.content.decode())[0].encode() for page in pages)]


def paths(revision: Revision) -> list[str]:
    return [file.path for file in revision.bundle.files] if revision.bundle else []


@FEW
@given(plan=plans(), chosen=st.lists(st.integers(0, 200), max_size=3))
def test_every_visitor_gets_the_same_bytes_of_any_plan(
    saved: Configuration, readers: Readers, plan: Plan, chosen: list[int]
) -> None:
    revision = save(saved, plan)
    held = paths(revision)
    files = [held[number % len(held)] for number in chosen if held]

    first, *others = [downloads(reader, revision, files) for reader in readers(revision)]

    assert all(other == first for other in others)


def test_every_visitor_gets_the_same_bytes_of_every_file(
    saved: Configuration, readers: Readers
) -> None:
    revision = saved.revisions.get()
    owner, *_, following, pinned = readers(revision)

    downloaded = downloads(owner, revision, paths(revision))

    assert downloads(following, revision, paths(revision)) == downloaded
    assert downloads(pinned, revision, paths(revision)) == downloaded


@pytest.fixture
def older(saved: Configuration) -> Revision:
    """Return a revision whose bundle no generator of today makes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("acme/README.md", "As it was written in those days.\n")
    zipped = packed.getvalue()
    stored = Archive.objects.create(
        digest=hashlib.sha256(zipped).hexdigest(), packed=zlib.compress(zipped), about={}
    )
    Revision.objects.update(archive=stored, generator="0.1.0", guide="2025-01-01")
    return saved.revisions.get()


def test_every_visitor_gets_the_bytes_of_an_older_generator(
    older: Revision, readers: Readers
) -> None:
    first, *others = [downloads(reader, older, ["README.md"]) for reader in readers(older)]

    assert all(other == first for other in others)
    assert hashlib.sha256(first[2]).hexdigest() == older.archive_id
    assert b"As it was written in those days." in first[3]
    assert first[2] != generators.bundle(older.plan).zipped()
