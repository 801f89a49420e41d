from __future__ import annotations

import csv
import json
from collections.abc import Callable
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import cast

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from configurator.events import log
from configurator.events import sentences
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Link
from configurator.models import Role
from configurator.models import Share
from configurator.models import User
from configurator.models import Verb
from tests.people import signed_in

pytestmark = pytest.mark.postgres

Queries = Callable[..., AbstractContextManager[object]]


def streamed(client: Client, address: str) -> str:
    answer = cast("StreamingHttpResponse", client.get(address))
    assert answer.streaming
    return b"".join(cast("Iterable[bytes]", answer.streaming_content)).decode()


@pytest.fixture
def linked(saved: Configuration, author: User) -> Link:
    return Link.objects.create(
        configuration=saved, label="ops", digest="0" * 64, role=Role.VIEWER, by=author
    )


def test_every_verb_has_its_sentence() -> None:
    assert list(sentences.SENTENCES) == list(Verb)


@pytest.mark.parametrize("verb", Verb)
def test_a_sentence_reads_without_any_detail(verb: Verb) -> None:
    event = Event(verb=verb, revision=3, detail={})

    sentence = sentences.sentence(event)

    assert not set("[]{}?") & set(sentence)
    assert "  " not in sentence


SAID = [
    (Verb.APPROVED, {}, "author approved revision 3"),
    (
        Verb.REVIEW_REQUESTED,
        {"reviewer": "ada"},
        "author requested a review of revision 3 from ada",
    ),
    (
        Verb.SHARED,
        {"person": "ada", "role": "editor"},
        "shared this configuration with ada as editor",
    ),
    (Verb.LINKED, {"label": "ops"}, "author created the link “ops” to revision 3"),
    (Verb.COMMENTED, {"about": "whole", "path": ""}, "author commented on revision 3"),
    (
        Verb.COMMENTED,
        {"about": "choice", "path": "release.environment"},
        "commented on “Environment” in revision 3",
    ),
    (
        Verb.RESOLVED,
        {"about": "line", "path": "README.md", "line": 3},
        "resolved a thread about README.md, line 3, on revision 3",
    ),
    (
        Verb.COMMENTED,
        {"about": "finding", "path": "database-standby-missing"},
        "commented on the finding “PostgreSQL in production has no standby” in revision 3",
    ),
    (Verb.REQUESTED_CHANGES, {}, "author requested changes to revision 3"),
]


@pytest.mark.parametrize(("verb", "detail", "sentence"), SAID)
def test_a_sentence_says_what_is_known(verb: Verb, detail: dict[str, str], sentence: str) -> None:
    event = Event(verb=verb, actor=User(username="author"), revision=3, detail=detail)

    assert sentences.sentence(event).endswith(sentence)


def test_an_owner_reads_who_did_what(saved: Configuration, author: User, reviewer: User) -> None:
    log.record_event(saved, Verb.APPROVED, reviewer, revision=1)

    page = signed_in(author).get(f"/c/{saved.pk}/audit-log/").content.decode()

    assert "approved revision 1" in page
    assert "<td>reviewer</td>" in page


def test_a_link_readers_download_is_in_the_history(
    saved: Configuration, author: User, linked: Link
) -> None:
    log.record_event(saved, Verb.DOWNLOADED, None, revision=1, link=linked)

    page = signed_in(author).get(f"/c/{saved.pk}/audit-log/").content.decode()

    assert "someone with the link “ops”" in page
    assert "downloaded the bundle of revision 1" in page


def test_asking_whether_a_bundle_is_there_is_no_download(
    saved: Configuration, author: User
) -> None:
    client = signed_in(author)
    client.head(f"/c/{saved.pk}/r/1/download/")
    assert not saved.events.filter(verb=Verb.DOWNLOADED).exists()

    client.get(f"/c/{saved.pk}/r/1/download/")

    assert saved.events.get(verb=Verb.DOWNLOADED).actor == author


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER, Role.VIEWER])
@pytest.mark.parametrize("page", ["audit-log/", "audit-log.csv", "audit-log.jsonl"])
def test_the_history_is_for_owners(
    role: Role, page: str, saved: Configuration, author: User, reviewer: User
) -> None:
    Share.objects.create(configuration=saved, person=reviewer, role=role, by=author)

    assert signed_in(reviewer).get(f"/c/{saved.pk}/{page}").status_code == 403


@pytest.mark.parametrize("page", ["audit-log/", "audit-log.csv", "audit-log.jsonl"])
def test_a_stranger_finds_no_history(page: str, saved: Configuration, outsider: User) -> None:
    assert signed_in(outsider).get(f"/c/{saved.pk}/{page}").status_code == 404
    assert Client().get(f"/c/{saved.pk}/{page}").status_code == 404


def test_only_owners_are_shown_the_way_to_it(
    saved: Configuration, author: User, reviewer: User
) -> None:
    Share.objects.create(configuration=saved, person=reviewer, role=Role.EDITOR, by=author)

    assert "/audit-log/" in signed_in(author).get(f"/c/{saved.pk}/").content.decode()
    assert "/audit-log/" not in signed_in(reviewer).get(f"/c/{saved.pk}/").content.decode()


def test_the_history_is_filtered_by_what_happened(saved: Configuration, author: User) -> None:
    log.record_event(saved, Verb.ARCHIVED, author)
    client = signed_in(author)

    page = client.get(f"/c/{saved.pk}/audit-log/?verb=archived").content.decode()

    assert "archived this configuration" in page
    assert "saved revision 1" not in page
    assert "saved" not in streamed(client, f"/c/{saved.pk}/audit-log.csv?verb=archived")


def test_a_long_history_comes_in_pages(
    saved: Configuration, author: User, django_assert_max_num_queries: Queries
) -> None:
    for _ in range(120):
        log.record_event(saved, Verb.DOWNLOADED, author, revision=1)
    client = signed_in(author)

    with django_assert_max_num_queries(8):
        page = client.get(f"/c/{saved.pk}/audit-log/?verb=downloaded&page=2").content.decode()

    assert page.count("<time ") == 50
    assert "?verb=downloaded&amp;page=3" in page


def test_it_can_be_taken_away_as_lines_of_json(saved: Configuration, author: User) -> None:
    lines = streamed(signed_in(author), f"/c/{saved.pk}/audit-log.jsonl").splitlines()

    (event,) = map(json.loads, lines)
    assert (event["actor"], event["verb"], event["revision"]) == ("author", "saved", 1)
    assert event["detail"]["digest"] == saved.revisions.get().digest


def test_a_spreadsheet_runs_nothing_of_it(saved: Configuration, author: User, linked: Link) -> None:
    Link.objects.filter(pk=linked.pk).update(label="=cmd|' /C calc'!A0")
    log.record_event(saved, Verb.DOWNLOADED, None, revision=1, link=linked)

    rows = list(
        csv.DictReader(streamed(signed_in(author), f"/c/{saved.pk}/audit-log.csv").split("\n"))
    )

    assert rows[0]["link"] == "'=cmd|' /C calc'!A0"
    assert [row["verb"] for row in rows] == ["downloaded", "saved"]


def test_an_export_reads_few_rows_at_a_time(
    saved: Configuration, author: User, django_assert_max_num_queries: Queries
) -> None:
    Event.objects.bulk_create(
        Event(configuration=saved, actor=author, verb=Verb.DOWNLOADED, revision=1)
        for _ in range(2000)
    )
    client = signed_in(author)

    with django_assert_max_num_queries(8):
        lines = streamed(client, f"/c/{saved.pk}/audit-log.jsonl").splitlines()

    assert len(lines) == 2001
