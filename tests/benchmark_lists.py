"""How long lists take with 10,000 configurations of 20 revisions each, against 100 of them.

`make benchmark-lists` runs it in SQLite; `scripts/on-postgres make benchmark-lists` in PostgreSQL.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urlencode

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import generators
from configurator.config import database_url
from configurator.config import environment
from tests.postgres import another

if TYPE_CHECKING:
    from django.test import Client

    from configurator.models import Configuration
    from configurator.models import User

FEW, MANY, REVISIONS, RARE = 100, 10_000, 20, 90
ROUNDS = 15
BATCH = 500
OK = 200
LISTS = {
    "first page": "",
    "by name": "?sort=name",
    "by state": "?sort=state",
    "only mine": "?owner=mine",
    "one topology": "?topology=full-web",
    "one environment": "?environment=staging",
    "one state": "?state=approved",
    "archived": "?archived=on",
    "an archived word": "?archived=on&q=needle",
    "a word": "?q=plan",
    "a rare word": "?q=needle",
    "no such word": "?q=nowhere",
    "all at once": "?topology=full-web&environment=staging&state=approved&q=plan&sort=name",
}


def configuration(number: int, **owner: Any) -> Configuration:
    """Make one of many; each filter finds more than a page of the first hundred.

    What only the first of them have is rare among ten thousand.
    """
    from configurator.models import Configuration

    made = Configuration(
        name=f"plan-{number:05}",
        document=generators.sparse(generators.recommended()),
        topology="full-web" if number % 3 else "api-first",
        environment="staging" if number % 3 else "production",
        words="a needle" if number < RARE else "what it is for",
        state="approved" if number % 3 else "in-review",
        latest=REVISIONS,
        kept_version=1,
        **owner,
    )
    if number % 3 == 1:
        made.archived = timezone.now()
    return made


def seeded(person: User, many: int, **owner: Any) -> list[Configuration]:
    """Store so many configurations, each with its revisions."""
    from configurator.models import Archive
    from configurator.models import Configuration
    from configurator.models import Revision

    archive, _ = Archive.objects.get_or_create(digest="0" * 64, packed=b"", about={})
    rows = [configuration(number, **(owner or {"person": person})) for number in range(many)]
    Configuration.objects.bulk_create(rows, BATCH)
    # One after another: a list of two hundred thousand would not fit everywhere.
    for some in _parts(rows):
        Revision.objects.bulk_create(
            Revision(
                configuration=row,
                number=number,
                author=person,
                saver=person,
                document=row.document,
                complete={},
                result="ready",
                archive=archive,
                state=row.state,
            )
            for row in some
            for number in range(1, REVISIONS + 1)
        )
    return rows


def _parts(rows: list[Configuration]) -> Iterable[list[Configuration]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


@contextmanager
def database(alias: str) -> Iterator[None]:
    """Let everything use another database for as long as the block lasts."""
    default = connections["default"]
    connections["default"] = connections[alias]
    yield
    connections["default"] = default


@dataclass(frozen=True)
class List:
    """A list as one person opens it in one database."""

    client: Client
    query: str
    alias: str = "default"

    def timed(self) -> tuple[float, int]:
        """Open the list, and give the seconds and the queries that it took."""
        with database(self.alias), CaptureQueriesContext(connections["default"]) as queries:
            start = perf_counter()
            answer = self.client.get(f"/configurations/{self.query}")
            taken = perf_counter() - start
        if answer.status_code != OK:
            raise RuntimeError(f"{self.query} was answered with {answer.status_code}")
        return taken, len(queries)


def compare(title: str, lists: Mapping[str, tuple[List, List]]) -> None:
    """Print how long a list of few and one of many take, opened in turns."""
    print(title)
    for name, pair in lists.items():
        turns = [[case.timed() for case in pair] for _ in range(ROUNDS)]
        few, many = (median(seconds for seconds, _ in turn) for turn in zip(*turns, strict=True))
        queries = " and ".join(str(count) for _, count in turns[-1])
        ratio = f"{few * 1000:6.1f} ms {many * 1000:6.1f} ms  ratio {many / few:.2f}"
        print(f"  {name:16}{ratio}  queries {queries}")


def late(person: User) -> str:
    """Return the query of a late page of a person's list."""
    rows = person.configurations.filter(archived=None).order_by("-updated", "-pk")
    row = rows[rows.count() * 9 // 10]
    return f"?{urlencode({'after': f'{row.updated.isoformat()}~{row.pk}'})}"


def shared(rows: list[Configuration], **reader: Any) -> None:
    """Share configurations with a person or a team."""
    from configurator.models import Role
    from configurator.models import Share

    Share.objects.bulk_create(
        [Share(configuration=row, by=row.person, role=Role.VIEWER, **reader) for row in rows]
    )


def person(name: str, team: str = "") -> User:
    """Make an account, and a team of its own where a team is named."""
    from configurator.models import Role
    from configurator.models import Team
    from configurator.models import User

    made = User.objects.create_user(name)
    if team:
        made.memberships.create(team=Team.objects.create(name=team, slug=team), role=Role.EDITOR)
    return made


def member() -> User:
    """Make a person with a hundred configurations: their own, their team's, and shared ones."""
    made = person("member", "ours")
    seeded(made, FEW // 2)
    seeded(made, FEW // 4, team=made.teams.get())
    shared(seeded(person("colleague"), FEW // 4), person=made)
    return made


def among() -> None:
    """Compare the member's lists where there is nothing else with the same among many others."""
    from tests.people import signed_in

    with database("few"):
        alone = signed_in(member())
    among_many = signed_in(member())
    many, other = person("many"), person("other", "theirs")
    start = perf_counter()
    rows = seeded(many, MANY)
    shared(rows[: MANY // 5], person=other)
    shared(rows[MANY // 5 : MANY // 2], team=other.teams.get())
    seeded(other, MANY // 10, team=other.teams.get())
    print(f"Seeded {MANY:,} configurations and more, in {perf_counter() - start:.0f} s.")
    compare(
        f"{FEW} of one's own, of a team and shared; alone, and among {MANY:,} of others:",
        {
            name: (List(alone, query, "few"), List(among_many, query))
            for name, query in LISTS.items()
        },
    )


def own() -> None:
    """Compare the lists of somebody who has few with the lists of somebody who has many."""
    from configurator.models import User
    from tests.people import signed_in

    few, many = person("few"), User.objects.get(username="many")
    seeded(few, FEW)
    few_client, many_client = signed_in(few), signed_in(many)
    lists = {
        name: (List(few_client, query), List(many_client, query)) for name, query in LISTS.items()
    }
    lists["a late page"] = (List(few_client, late(few)), List(many_client, late(many)))
    compare(f"{FEW} of one's own, and {MANY:,}:", lists)


def main() -> None:
    """Seed two databases, and print how lists of few and of many compare."""
    url = environment.text("DATABASE_URL")
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATABASE_PATH": f"{folder}/many.sqlite3", "SECRET_KEY": "of a benchmark"}
        settings.DATABASES["few"] = database_url.database(
            another(url) if url else "", Path(folder) / "few.sqlite3"
        )
        settings.ALLOWED_HOSTS.append("testserver")
        django.setup()
        for alias in settings.DATABASES:
            call_command("migrate", verbosity=0, database=alias)
            call_command("createcachetable", database=alias)
        among()
        own()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "configurator.settings"
    main()
