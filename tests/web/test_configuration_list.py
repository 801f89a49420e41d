from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import generators
from configurator import access
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import Membership
from configurator.models import Role
from configurator.models import Share
from configurator.models import Team
from configurator.models import User
from configurator.queries import configuration_list
from configurator.queries.scopes import scopes
from configurator.services import drafts
from configurator.services import revisions
from tests.people import signed_in

pytestmark = pytest.mark.postgres

Own = Callable[..., Configuration]
NAME = re.compile(r"<strong>([a-z0-9-]+)</strong></a>")


@pytest.fixture
def own(author: User) -> Own:
    """Return the function that gives the author a configuration: `own("acme", {path: value})`."""

    def kept(name: str, changes: Mapping[str, Any] | None = None) -> Configuration:
        named = {"metadata.name": name, **(changes or {})}
        plan = generators.revised(generators.recommended(), named)
        return drafts.create(Visitor(author), plan)

    return kept


@pytest.fixture
def team(author: User) -> Team:
    """Return a team in which the author edits."""
    made = Team.objects.create(name="Platform", slug="platform")
    Membership.objects.create(team=made, person=author, role=Role.EDITOR)
    return made


@pytest.fixture
def client(author: User) -> Client:
    """Return the author's browser."""
    return signed_in(author)


def names(client: Client, query: str = "") -> list[str]:
    return NAME.findall(client.get(f"/configurations/{query}").content.decode())


def neighbour(client: Client, query: str, rel: str) -> str:
    """Return the query of the page before or behind this one, or nothing."""
    page = client.get(f"/configurations/{query}").content.decode()
    match = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    return match[1].replace("&amp;", "&") if match else ""


def all_pages(client: Client, query: str, rel: str) -> list[list[str]]:
    pages = [names(client, query)]
    while query := neighbour(client, query, rel):
        pages.append(names(client, query))
    return pages


def test_the_list_starts_with_the_last_change(own: Own, client: Client) -> None:
    for name in ("b", "a", "c"):
        own(name)

    assert names(client) == ["c", "a", "b"]


def test_the_list_needs_a_sign_in(db: None) -> None:
    assert "/account/login/" in Client().get("/configurations/").headers["Location"]


def test_an_outsider_has_an_empty_list(own: Own, outsider: User) -> None:
    own("acme")

    page = signed_in(outsider).get("/configurations/").content.decode()

    assert "acme" not in page
    assert "<table" not in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=acme", ["acme-web", "acme-api"]),
        ("?q=ACME+web", ["acme-web"]),
        ("?q=Straße", ["other"]),
        ("?q=nothing", []),
        ("?topology=full-web", ["acme-web"]),
        ("?environment=staging", ["other"]),
        ("?environment=Staging&q=acme", []),
        ("?state=unsaved&q=api", ["acme-api"]),
        ("?state=approved", []),
        ("?sort=name", ["acme-api", "acme-web", "other"]),
        ("?sort=nonsense&topology=nonsense&owner=nonsense", ["other", "acme-web", "acme-api"]),
    ],
)
def test_a_search_finds_what_matches_all_filters(
    query: str, expected: list[str], own: Own, client: Client
) -> None:
    own("acme-api", {"topology.pattern": "api-first"})
    own("acme-web", {"topology.pattern": "full-web"})
    staging = {"release.environment": "staging", "topology.pattern": "api-first"}
    own("other", {**staging, "metadata.description": "Für die STRASSE, straße"})

    assert names(client, query) == expected


def test_an_archived_configuration_is_listed_among_the_archived_only(
    own: Own, client: Client
) -> None:
    own("at-work")
    own("at-rest")
    Configuration.objects.filter(name="at-rest").update(archived=timezone.now())

    assert names(client) == ["at-work"]
    assert names(client, "?archived=on") == ["at-rest"]


def test_a_deleted_configuration_is_not_listed(own: Own, client: Client) -> None:
    own("gone")
    Configuration.objects.update(deleted=timezone.now())

    assert names(client) == names(client, "?archived=on") == []


def test_the_list_is_filtered_by_owner(
    own: Own, client: Client, team: Team, outsider: User
) -> None:
    own("mine")
    Configuration.objects.filter(pk=own("ours").pk).update(person=None, team=team)
    foreign = drafts.create(Visitor(outsider), generators.recommended())
    Share.objects.create(
        configuration=foreign,
        person=User.objects.get(username="author"),
        role="viewer",
        by=outsider,
    )

    assert set(names(client)) == {"mine", "ours", foreign.name}
    assert names(client, "?owner=mine") == ["mine"]
    assert names(client, "?owner=team.platform") == ["ours"]
    assert names(client, "?owner=shared") == [foreign.name]


def test_a_configuration_shared_twice_is_listed_once(
    own: Own, client: Client, team: Team, author: User
) -> None:
    configuration = own("acme")
    Share.objects.create(configuration=configuration, person=author, role="viewer", by=author)
    Share.objects.create(configuration=configuration, team=team, role="viewer", by=author)

    assert names(client) == ["acme"]
    assert access.visible(author).count() == 1


def test_a_person_in_very_many_teams_has_the_same_list(
    own: Own, client: Client, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    own("mine")
    Configuration.objects.filter(pk=own("ours").pk).update(person=None, team=team)

    monkeypatch.setattr(configuration_list, "MOST_SCOPES", 1)

    assert names(client, "?sort=name") == ["mine", "ours"]


def test_a_search_finds_a_saved_configuration_by_its_revision(
    own: Own, client: Client, author: User
) -> None:
    configuration = own("acme", {"metadata.description": "For everybody"})
    revisions.save(configuration.pk, author)
    configuration.refresh_from_db()
    configuration.take(
        generators.revised(configuration.plan, {"metadata.description": "Not said yet"}), {}
    )
    configuration.save()

    assert names(client, "?q=everybody") == ["acme"]
    assert names(client, "?q=said") == []


def many(number: int, author: User, **values: Any) -> None:
    like = drafts.create(Visitor(author), generators.recommended())
    Configuration.objects.bulk_create(
        Configuration(
            name=f"plan-{index:03}",
            words=f"plan-{index:03}",
            person=author,
            document=like.document,
            **values,
        )
        for index in range(number)
    )
    like.delete()


@pytest.mark.parametrize("sort", ["changed", "name", "state"])
def test_every_row_is_on_one_page_of_25(sort: str, author: User, client: Client) -> None:
    many(60, author)
    # Rows that were changed at the same moment still have one order.
    Configuration.objects.update(updated=timezone.now())

    pages = all_pages(client, f"?sort={sort}", "next")

    assert [len(page) for page in pages] == [25, 25, 10]
    assert len({name for page in pages for name in page}) == 60


def test_the_previous_pages_are_the_same_pages(author: User, client: Client) -> None:
    many(60, author)

    there = all_pages(client, "?sort=name&q=plan", "next")
    second = neighbour(client, neighbour(client, "?sort=name&q=plan", "next"), "next")

    assert all_pages(client, second, "prev") == there[::-1]


@pytest.mark.parametrize("cursor", ["x", "~", "2026-01-01~1", "2026-01-01T00:00:00~" + "0" * 32])
def test_an_invalid_cursor_shows_the_first_page(cursor: str, own: Own, client: Client) -> None:
    own("acme")

    assert names(client, f"?after={cursor}") == ["acme"]
    assert names(client, f"?before={cursor}") == ["acme"]


def test_a_long_list_needs_as_many_queries_as_a_short_one(
    author: User, client: Client, team: Team, django_assert_num_queries: Any
) -> None:
    many(60, author)

    # The session, the person, the teams, the keys, the rows, the count of notifications.
    with django_assert_num_queries(6) as queries:
        client.get("/configurations/")

    assert not any('"document"' in query["sql"] for query in queries.captured_queries)


def test_unsaved_drafts_of_the_browser_are_listed_too(
    draft: Configuration, engineer: Client, author: User
) -> None:
    engineer.force_login(author)

    page = engineer.get("/configurations/").content.decode()

    assert f'<a href="/c/{draft.pk}/findings/"><strong>{draft.name}</strong></a>' in page


@pytest.mark.parametrize("archived", [False, True])
def test_a_search_reads_no_plans(author: User, archived: bool) -> None:
    """In SQLite, where the rows of a search would otherwise be read with all that they hold."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps large columns elsewhere")
    search = configuration_list.Search(words="nowhere", archived=archived)

    with CaptureQueriesContext(connection) as queries:
        configuration_list.page(scopes(author), search)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[-1]['sql']}")
        plan = " ".join(str(row) for row in cursor.fetchall())

    assert f"COVERING INDEX {'archived' if archived else 'live'}_searched_of_person" in plan


@pytest.mark.parametrize("name", ["after", "before"])
@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00", "2026-01-01", "x", "1" * 5000],
)
def test_a_cursor_that_nobody_was_given_is_the_first_page(
    own: Own, client: Client, name: str, moment: str
) -> None:
    key = own("acme").pk

    assert names(client, f"?{urlencode({name: f'{moment}~{key}'})}") == ["acme"]
