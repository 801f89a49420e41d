from __future__ import annotations

import hashlib
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.urls import get_resolver

from configurator.models import Archive
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import User
from tests.people import signed_in

GONE = {
    "rule": "a-rule-that-is-gone",
    "title": "Mainframes that nobody knows",
    "severity": "warning",
    "paths": ["mainframe.model"],
    "message": "The mainframe has no owner.",
    "why": "Nobody would know.",
    "fix": "Name an owner.",
    "guide": ["mainframe.owner"],
    "reference": "",
}
PLAN: dict[str, Any] = {
    "apiVersion": "skillflaw-configurator/v1",
    "kind": "DeploymentPlan",
    "metadata": {"name": "acme-production"},
    "spec": {"mainframe": {"model": "z17"}, "redis": {"mode": "carrier-pigeon"}},
}


@cache
def zipped() -> bytes:
    """Make a bundle that this version would not make, once: a zip holds the time of day."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("acme-production/mainframe/job.jcl", "//STEP1 EXEC PGM=IEFBR14\n")
        archive.writestr("acme-production/plan.yaml", "kind: DeploymentPlan\n")
    return stream.getvalue()


@pytest.fixture
def old(saved: Configuration, author: User) -> Revision:
    """Return a revision as a version saved it whose plans, rules and files are no more."""
    digest = hashlib.sha256(zipped()).hexdigest()
    archive = Archive.objects.create(digest=digest, packed=zlib.compress(zipped()), about={})
    Configuration.objects.filter(pk=saved.pk).update(latest=2)
    return Revision.objects.create(
        configuration=saved,
        number=2,
        author=author,
        saver=author,
        note="By hand.",
        document=PLAN,
        complete=PLAN,
        result="warnings",
        findings=[GONE],
        waived=[
            {
                "finding": GONE,
                "rule": GONE["rule"],
                "reason": "It is old.",
                "owner": "ops",
                "expires": "2020-01-01",
            }
        ],
        archive=archive,
        generator="0.0.1+000000000000",
        guide="2019",
    )


def urls(key: object) -> list[str]:
    """Return every URL about a configuration and its second revision."""
    file = "mainframe/job.jcl"
    values = {"uuid:key": key, "int:number": 2, "slug:slug": "redis"}
    values |= {"path:place": file, "path:path": file}
    known_urls = []
    for pattern in get_resolver().url_patterns:
        route = str(pattern.pattern)
        if "<uuid:key>" not in route:
            continue
        for parameter, value in values.items():
            route = route.replace(f"<{parameter}>", str(value))
        if "<" not in route:
            known_urls.append(f"/{route}")
    return known_urls


def test_no_page_fails_on_a_revision_of_an_older_version(
    old: Revision, author: User, record_key: Path
) -> None:
    client = signed_in(author)

    answers = {url: client.get(url).status_code for url in urls(old.configuration_id)}

    assert len(answers) > 30
    assert {url: code for url, code in answers.items() if code >= 500} == {}


def test_its_page_shows_the_stored_findings(old: Revision, author: User) -> None:
    page = signed_in(author).get(f"/c/{old.configuration_id}/r/2/").content.decode()

    assert "Mainframes that nobody knows" in page
    assert "The mainframe has no owner." in page
    assert old.digest in page


def test_its_files_are_the_stored_ones(old: Revision, author: User) -> None:
    client = signed_in(author)

    page = client.get(f"/c/{old.configuration_id}/r/2/files/mainframe/job.jcl").content.decode()
    zip_ = client.get(f"/c/{old.configuration_id}/r/2/download/").content

    assert "PGM=IEFBR14" in page
    assert zip_ == zipped()


def test_its_plan_is_the_one_that_was_saved(old: Revision, author: User) -> None:
    answer = signed_in(author).get(f"/c/{old.configuration_id}/r/2/plan.yaml")

    assert b"carrier-pigeon" in answer.content


@pytest.fixture
def unread(old: Revision) -> Configuration:
    """Return a configuration whose draft this version cannot read."""
    Configuration.objects.filter(pk=old.configuration_id).update(document=PLAN, version=9)
    return old.configuration


def test_no_page_fails_on_an_unreadable_draft(
    unread: Configuration, author: User, record_key: Path
) -> None:
    client = signed_in(author)

    answers = {url: client.get(url).status_code for url in urls(unread.pk)}

    assert {url: code for url, code in answers.items() if code >= 500} == {}
    assert answers[f"/c/{unread.pk}/"] == 200


def test_the_page_of_an_unreadable_draft_names_the_problem(
    unread: Configuration, author: User
) -> None:
    answer = signed_in(author).get(f"/c/{unread.pk}/redis/")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<code>redis.mode</code>" in page
    assert f'href="/c/{unread.pk}/plan.yaml"' in page


def test_an_unreadable_draft_can_be_downloaded(unread: Configuration, author: User) -> None:
    answer = signed_in(author).get(f"/c/{unread.pk}/plan.yaml")

    assert b"carrier-pigeon" in answer.content


def test_a_readable_revision_is_restored_into_an_unreadable_draft(
    unread: Configuration, author: User
) -> None:
    sent = {"discard": "", "seen": "9"}

    signed_in(author).post(f"/c/{unread.pk}/r/1/restore/", sent)

    assert Configuration.objects.get(pk=unread.pk).readable
