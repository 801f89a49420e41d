"""Every address of the site, for everybody who may come by: who gets what.

A row is one address and one method, a column is one visitor. What has no row answers 405 to all.
The columns owner to viewer hold for people by their shares and for members of the team that owns
the configuration alike. The holder of `r-link`, a reviewer's, is signed in. Those of `v-link`, a
viewer's, and of `p-link`, which is pinned to the latest revision, are not.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from configurator import access
from configurator.access import Visitor
from configurator.models import Configuration
from tests.web.world import METHODS
from tests.web.world import ROLES
from tests.web.world import Things
from tests.web.world import World
from tests.web.world import address
from tests.web.world import routes

Column = dict[tuple[str, str], int]

CONFIGURATION = """
address               method owner editor reviewer viewer r-link v-link p-link stranger nobody
configuration         GET    200   200    200      200    200    200    302    404      404
save                  GET    200   200    403      403    403    403    403    404      404
save                  POST   302   302    403      403    403    403    403    404      404
revision              GET    200   200    200      200    200    200    200    404      404
environment-objects   GET    200   200    200      200    200    200    200    404      404
environment-objects-yaml GET 200   200    200      200    200    200    200    404      404
review-submit         GET    302   302    302      403    302    403    403    404      404
review-submit         POST   200   200    200      403    200    403    403    404      404
suggestions           GET    200   200    403      403    403    403    403    404      404
suggestions           POST   200   200    403      403    403    403    403    404      404
review-discard        GET    200   200    200      403    200    403    403    404      404
review-discard        POST   302   302    302      403    302    403    403    404      404
waive                 GET    200   200    200      403    200    403    403    404      404
waive                 POST   200   200    200      403    200    403    403    404      404
unwaive               GET    200   200    200      403    200    403    403    404      404
unwaive               POST   302   302    302      403    302    403    403    404      404
approval              GET    200   200    200      200    200    200    200    404      404
approval-signed       GET    200   200    200      200    200    200    200    404      404
revision-download     GET    200   200    200      200    200    200    200    404      404
revision-download     POST   200   200    200      200    200    200    200    404      404
revision-plan         GET    200   200    200      200    200    200    200    404      404
revision-file         GET    200   200    200      200    200    200    200    404      404
revision-file-reasons GET    200   200    200      200    200    200    200    404      404
discussion-latest     GET    302   302    302      302    302    302    302    404      404
discussion            GET    200   200    200      200    200    200    200    404      404
choices               GET    200   200    200      200    200    200    200    404      404
thread-new            GET    200   200    200      200    200    200    200    404      404
thread-new            POST   200   200    200      403    200    403    403    404      404
viewed                POST   302   302    302      302    302    403    403    404      404
viewed-beside         POST   200   200    200      200    200    403    403    404      404
thread-new-beside     GET    200   200    200      403    200    403    403    404      404
thread-new-beside     POST   200   200    200      403    200    403    403    404      404
thread-beside         GET    200   200    200      200    200    200    200    404      404
thread-beside         POST   200   200    200      403    200    403    403    404      404
revision-line-reason  GET    200   200    200      200    200    200    200    404      404
thread                GET    200   200    200      200    200    200    200    404      404
thread                POST   200   200    200      403    200    403    403    404      404
thread-state          POST   302   302    302      403    302    403    403    404      404
comment-edit          GET    403   403    200      403    403    403    403    404      404
comment-edit          POST   403   403    200      403    403    403    403    404      404
comment-delete        GET    403   403    200      403    403    403    403    404      404
comment-delete        POST   403   403    302      403    403    403    403    404      404
audit-log             GET    200   403    403      403    403    403    403    404      404
audit-log-csv         GET    200   403    403      403    403    403    403    404      404
audit-log-jsonl       GET    200   403    403      403    403    403    403    404      404
reviewers             GET    200   200    403      403    403    403    403    404      404
reviewers             POST   200   200    403      403    403    403    403    404      404
review-request-withdraw POST   302   302    403      403    403    403    403    404      404
sharing               GET    200   403    403      403    403    403    403    404      404
sharing               POST   200   403    403      403    403    403    403    404      404
share                 POST   302   403    403      403    403    403    403    404      404
share-link-revoke     POST   302   403    403      403    403    403    403    404      404
deploy-tokens         GET    200   403    403      403    403    403    403    404      404
deploy-tokens         POST   200   403    403      403    403    403    403    404      404
deploy-token-revoke   POST   302   403    403      403    403    403    403    404      404
revision-restore      GET    200   200    403      403    403    403    403    404      404
revision-restore      POST   302   302    403      403    403    403    403    404      404
revision-duplicate    POST   302   302    302      302    302    302    302    404      404
duplicate             POST   302   302    403      403    403    403    403    404      404
rename                GET    200   200    403      403    403    403    403    404      404
rename                POST   200   200    403      403    403    403    403    404      404
import                GET    200   200    403      403    403    403    403    404      404
import                POST   200   200    403      403    403    403    403    404      404
archive               POST   302   403    403      403    403    403    403    404      404
move                  GET    200   403    403      403    403    403    403    404      404
move                  POST   200   403    403      403    403    403    403    404      404
delete                GET    200   403    403      403    403    403    403    404      404
delete                POST   302   403    403      403    403    403    403    404      404
restore               POST   404   404    404      404    404    404    404    404      404
fix                   POST   302   302    403      403    403    403    403    404      404
environments          GET    200   200    403      403    403    403    403    404      404
environments          POST   200   200    403      403    403    403    403    404      404
environment-rename    GET    200   200    403      403    403    403    403    404      404
environment-rename    POST   200   200    403      403    403    403    403    404      404
environment-move      POST   302   302    403      403    403    403    403    404      404
environment-remove    GET    200   200    403      403    403    403    403    404      404
environment-remove    POST   302   302    403      403    403    403    403    404      404
matrix                GET    200   200    403      403    403    403    403    404      404
promote               GET    200   200    403      403    403    403    403    404      404
promote               POST   200   200    403      403    403    403    403    404      404
revision-rationale    GET    200   200    200      200    200    200    200    404      404
revision-matrix       GET    200   200    200      200    200    200    200    404      404
findings              GET    200   200    403      403    403    403    403    404      404
preview               GET    200   200    403      403    403    403    403    404      404
preview-panel         POST   200   200    403      403    403    403    403    404      404
rationale             GET    200   200    403      403    403    403    403    404      404
download              GET    200   200    403      403    403    403    403    404      404
download              POST   200   200    403      403    403    403    403    404      404
plan-file             GET    200   200    403      403    403    403    403    404      404
file                  GET    200   200    403      403    403    403    403    404      404
file-reasons          GET    200   200    403      403    403    403    403    404      404
line-reason           GET    200   200    403      403    403    403    403    404      404
choice-lines          GET    200   200    403      403    403    403    403    404      404
choice-lines-count    GET    200   200    403      403    403    403    403    404      404
answers               GET    200   200    403      403    403    403    403    404      404
answers               POST   302   302    403      403    403    403    403    404      404
answers-check         POST   200   200    403      403    403    403    403    404      404
step                  GET    200   200    403      403    403    403    403    404      404
step                  POST   302   302    403      403    403    403    403    404      404
step-threads          GET    200   200    403      403    403    403    403    404      404
check                 POST   200   200    403      403    403    403    403    404      404
"""

TEAM = """
address              method team-owner team-editor team-reviewer team-viewer stranger nobody
team                 GET    200        200         200           200         404      302
team                 POST   200        403         403           403         404      302
team-member          POST   302        403         403           403         404      302
team-leave           GET    200        200         200           200         404      302
team-leave           POST   200        302         302           302         404      302
team-settings        GET    200        403         403           403         404      302
team-settings        POST   200        403         403           403         404      302
team-audit-log       GET    200        403         403           403         404      302
approval-rules       GET    200        200         200           200         404      302
approval-rules       POST   200        403         403           403         404      302
approval-rule        GET    200        403         403           403         404      302
approval-rule        POST   200        403         403           403         404      302
approval-rule-delete POST   302        403         403           403         404      302
webhooks             GET    200        403         403           403         404      302
webhooks             POST   200        403         403           403         404      302
webhook              GET    200        403         403           403         404      302
webhook              POST   200        403         403           403         404      302
webhook-test         POST   302        403         403           403         404      302
webhook-secret       POST   302        403         403           403         404      302
webhook-delete       POST   302        403         403           403         404      302
webhook-redeliver    POST   302        403         403           403         404      302
team-delete          GET    200        403         403           403         404      302
team-delete          POST   200        403         403           403         404      302
"""

SITE = """
address                  method stranger nobody
front                    GET    200      200
start                    POST   302      302
upload                   GET    302      302
upload                   POST   422      422
rules                    GET    200      200
rule                     GET    200      200
guide                    GET    200      200
verify                   GET    200      200
verify                   POST   200      200
record-keys              GET    200      200
record-keys-pem          GET    200      200
healthz                  GET    200      200
readyz                   GET    200      200
api                      GET    200      200
api-feature              GET    200      200
account                  GET    200      302
account                  POST   302      302
tokens                   GET    200      302
tokens                   POST   302      302
token-revoke             GET    405      302
token-revoke             POST   404      302
sso-login                GET    404      404
sso-login                POST   404      404
notification-preferences GET    200      302
notification-preferences POST   302      302
share-link-open          GET    404      404
inbox                    GET    200      302
inbox-section-done       POST   404      302
inbox-item               GET    404      302
inbox-done               POST   404      302
notifications            GET    200      302
notifications-read       POST   302      302
notification             GET    404      302
git                      GET    302      302
git-references           GET    401      401
git-upload-pack          POST   401      401
git-receive-pack         POST   401      401
configurations           GET    200      302
deleted                  GET    200      200
compare                  GET    200      200
compare-patch            GET    404      404
compare-release-notes    GET    404      404
teams                    GET    200      302
teams                    POST   200      302
"""

OF_CONFIGURATIONS, OF_TEAMS = "c/<uuid:key>/", "teams/<slug:slug>/"
PLACES = routes(OF_CONFIGURATIONS)
TEAMS = routes(OF_TEAMS)
OTHERS = {name: url for name, url in routes("").items() if name not in {*PLACES, *TEAMS}}


def columns(table: str) -> dict[str, Column]:
    """Read a table: by visitor, what every address answers to each method."""
    (_, _, *visitors), *rows = [line.split() for line in table.strip().splitlines()]
    return {
        visitor: {(name, method.lower()): int(row[at]) for name, method, *row in rows}
        for at, visitor in enumerate(visitors)
    }


PEOPLE = columns(CONFIGURATION)
# One member of the team goes to every page: the test below holds the rights of all to be the same.
VISITORS = [*PEOPLE, "team-editor"]
PEOPLE |= {f"team-{role}": PEOPLE[role] for role in ROLES}
# On PostgreSQL too, one visitor opens every page: its queries are the same for all.
OPENS_ALL = "owner"
ON_POSTGRES = [
    pytest.param(visitor, marks=pytest.mark.postgres if visitor == OPENS_ALL else ())
    for visitor in VISITORS
]


def answers(client: Client, places: Mapping[str, URLPattern], things: Things) -> Column:
    """Ask at every place by every method; what one request does is undone before the next."""
    column: Column = {}
    for (name, route), method in product(places.items(), METHODS):
        with transaction.atomic():
            column[name, method] = getattr(client, method)(address(route, things)).status_code
            transaction.set_rollback(True)
    return column


def whole(column: Column, places: Iterable[str]) -> Column:
    """Fill up a column with what has no row."""
    return {cell: column.get(cell, 405) for cell in product(places, METHODS)}


def wrong(answered: Column, wanted: Column) -> list[str]:
    """Say of each cell that differs what was answered and what the table says."""
    assert answered.keys() == wanted.keys()
    return [
        f"{name} {method.upper()}: answered {status}, wanted {wanted[name, method]}"
        for (name, method), status in answered.items()
        if status != wanted[name, method]
    ]


@pytest.fixture
def world(world: World, record_key: Path, caplog: pytest.LogCaptureFixture) -> World:
    """Return a configuration with all that can hang on it, on a server that signs records."""
    # A refusal is what most cells want: a failure shows the cell that is wrong, and not those.
    caplog.set_level(logging.CRITICAL, "django.request")
    return world


@pytest.mark.parametrize(
    ("table", "places"), [(CONFIGURATION, PLACES), (TEAM, TEAMS), (SITE, OTHERS)]
)
def test_every_address_is_in_a_table(table: str, places: dict[str, URLPattern]) -> None:
    (column, *_) = columns(table).values()

    assert {name for name, _ in column} == set(places)


@pytest.mark.parametrize("visitor", ON_POSTGRES)
def test_everybody_gets_what_the_table_says(world: World, visitor: str) -> None:
    client = world.visitor(visitor)

    answered = answers(client, PLACES, world.things)

    assert not wrong(answered, whole(PEOPLE[visitor], PLACES))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_in_the_team_gives_the_rights_of_a_share(world: World, role: str) -> None:
    person = Visitor(world.people[role])
    by_share = access.find(person, world.configuration.pk)

    world.visitor(f"team-{role}")

    in_team = access.find(person, world.configuration.pk)
    assert world.configuration.shares.filter(person=person.person).count() == 0
    assert (in_team.rights, in_team.role) == (by_share.rights, by_share.role)


@pytest.mark.postgres
@pytest.mark.parametrize("visitor", columns(TEAM))
def test_members_of_a_team_get_what_the_table_says(world: World, visitor: str) -> None:
    answered = answers(world.visitor(visitor), TEAMS, world.of_the_team)

    assert not wrong(answered, whole(columns(TEAM)[visitor], TEAMS))


@pytest.mark.postgres
@pytest.mark.parametrize("visitor", columns(SITE))
def test_everybody_else_gets_what_the_table_says(world: World, visitor: str) -> None:
    answered = answers(world.visitor(visitor), OTHERS, world.of_others)

    assert not wrong(answered, whole(columns(SITE)[visitor], OTHERS))


@pytest.mark.parametrize("visitor", ["stranger", "nobody"])
def test_no_stranger_learns_that_a_configuration_exists(visitor: str) -> None:
    assert set(PEOPLE[visitor].values()) == {404}


def test_a_guessed_configuration_answers_a_stranger_as_a_real_one_does(world: World) -> None:
    client = world.visitor("stranger")
    guessed = {**world.things, "key": "00000000-0000-4000-8000-000000000000"}

    assert answers(client, PLACES, guessed) == answers(client, PLACES, world.things)


# Nobody's role opens what was deleted, so that one of each way in is enough.
@pytest.mark.parametrize("visitor", ["owner", "editor", "r-link", "p-link", "nobody"])
def test_what_was_deleted_is_gone_but_for_its_owner(world: World, visitor: str) -> None:
    client, things = world.visitor(visitor), world.things
    Configuration.objects.update(deleted=timezone.now())

    answered = answers(client, PLACES, things)

    brought_back = {("restore", "post"): 302} if visitor == "owner" else {}
    assert not wrong(
        answered, whole({**dict.fromkeys(PEOPLE[visitor], 404), **brought_back}, PLACES)
    )


# What an archived configuration still answers as before, by method; all the rest is refused.
AT_REST = {
    "get": {
        *("configuration", "revision", "approval", "approval-signed"),
        *("revision-download", "revision-plan"),
        *(
            "revision-file",
            "revision-rationale",
            "revision-file-reasons",
            "revision-matrix",
            "environment-objects",
            "environment-objects-yaml",
            "choices",
            "discussion",
            "discussion-latest",
            "thread",
            "thread-beside",
            "revision-line-reason",
            "comment",
        ),
        *(
            "thread-new",
            "audit-log",
            "audit-log-csv",
            "audit-log-jsonl",
            "sharing",
            "deploy-tokens",
            "move",
            "delete",
        ),
    },
    "post": {
        *("viewed", "viewed-beside"),
        *("revision-download", "revision-duplicate", "sharing", "share", "share-link-revoke"),
        *("deploy-tokens", "deploy-token-revoke"),
        *("archive", "move", "delete"),
    },
}


# Each right that a visitor may have, and each way in; the rest differ in nothing that is refused.
@pytest.mark.parametrize("visitor", ["owner", "editor", "r-link", "p-link", "stranger"])
def test_nothing_changes_in_what_is_archived(world: World, visitor: str) -> None:
    client = world.visitor(visitor)
    Configuration.objects.update(archived=timezone.now())

    answered = answers(client, PLACES, world.things)

    before = whole(PEOPLE[visitor], PLACES)
    open_ones = [name for name, was in before.items() if was < 400]
    ended = [(name, method) for name, method in open_ones if name not in AT_REST[method]]
    assert not wrong(answered, {**before, **dict.fromkeys(ended, 403)})


@pytest.mark.parametrize("role", ["owner", "viewer"])
def test_who_is_taken_out_of_a_team_loses_access_at_once(world: World, role: str) -> None:
    client = world.visitor(f"team-{role}")
    world.team.memberships.filter(role=role).delete()

    answered = answers(client, PLACES, world.things)

    assert not wrong(answered, whole(PEOPLE["stranger"], PLACES))


@pytest.mark.parametrize(
    ("visitor", "ended"), [("r-link", "revoked"), ("v-link", "expires"), ("p-link", "revoked")]
)
def test_who_came_by_a_link_is_a_stranger_once_it_ended(
    world: World, visitor: str, ended: str
) -> None:
    client = world.visitor(visitor)
    world.configuration.links.update(**{ended: timezone.now()})

    answered = answers(client, PLACES, world.things)

    assert not wrong(answered, whole(PEOPLE["stranger"], PLACES))


@pytest.mark.parametrize("number", [1, 2])
def test_a_pinned_link_reaches_no_other_revision_by_any_address(world: World, number: int) -> None:
    client = world.visitor("p-link")
    numbered = {name: url for name, url in PLACES.items() if "number" in str(url.pattern)}

    answered = answers(client, numbered, {**world.things, "number": number})

    assert set(answered.values()) <= {403, 404, 405}


def test_what_hangs_on_another_configuration_is_as_if_it_were_not(world: World) -> None:
    mine, hanging = World("mine"), {name: url for name, url in PLACES.items() if ids(url)}
    foreign, never = {**world.things, "key": mine.configuration.pk}, dict.fromkeys(IDS, 10**6)
    client, before = mine.visitor("owner"), world.everything()

    answered = answers(client, hanging, foreign)
    for route in hanging.values():
        client.post(address(route, foreign))

    assert answered == answers(client, hanging, {**foreign, **never})
    assert world.everything() == before


def test_what_hangs_on_another_team_is_not_found(world: World) -> None:
    hanging = {name: url for name, url in TEAMS.items() if "<int" in str(url.pattern)}
    mine, foreign = World("mine"), {**world.of_the_team, "slug": "mine"}

    answered = answers(mine.visitor("team-owner"), hanging, foreign)

    assert set(answered.values()) == {404, 405}


def ids(route: URLPattern) -> set[str]:
    """List the parts of an address that name a row of the database."""
    names = {"key", "number", "slug", "path", "choice", "place", "rule", "name"}
    return set(route.pattern.converters) - names


IDS = set().union(*(ids(url) for url in PLACES.values()))
