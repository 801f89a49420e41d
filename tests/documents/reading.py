"""Documents as a reader gets them: their text, their fences, their structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generators.documents import documents
from generators.judgement import judge
from generators.plan import Plan
from generators.plan import revised
from tests.plans import branches

PROSE = ("README.md", "RATIONALE.md", "RUNBOOK.md")

# Where there are commands; the rationale has none, is long, and differs little between branches.
TYPED = ("README.md", "RUNBOOK.md")
LONG = ("api-managed", "small-team", "everything", "no-alerts", "unanswered", "first-install")

# What a branch of tests/plans.py does not show, and a document says in other words.
MORE: dict[str, dict[str, Any]] = {
    "breaking": {"release.schemaMigration": "breaking"},
    "breaking-flux": {
        "release.schemaMigration": "breaking",
        "scaling.backend.autoscaling.enabled": True,
        "operations.gitops": "flux",
        "operations.gitUrl": "https://github.com/acme/platform.git",
    },
    "schema-unknown": {"release.schemaMigration": "unknown"},
    "migrates-on-start": {"database.migrations": "on-start"},
    "database-backup-missing": {
        "database.mode": "cloudnative-pg",
        "database.backup.schedule": "",
        "operations.apiServerCidrs": ["10.0.0.1/32"],
    },
    "own-url": {
        "database.mode": "cloudnative-pg",
        "database.urlSecret.name": "team-database",
        "database.backup.destination": "gs://acme-backups/skillflaw",
    },
    "no-dumps": {"database.mode": "in-cluster", "database.backup.schedule": ""},
    "no-hosts": {"ingress.hosts.api": ""},
    "no-flow": {"operations.smokeFlow": "", "operations.loadTested": False},
    "unanswered": {
        "release.previousBackendTag": "",
        "release.change": "",
        "topology.pattern": "full-web",
        "release.frontend.tag": "1.8.2",
    },
    "old-kubernetes": {"release.kubernetes": "1.27", "database.migrations": "job"},
}


@cache
def plans() -> dict[str, Plan]:
    """Give every branch, and what the documents alone tell apart."""
    known = branches()
    more = {name: revised(known["api-managed"], changes) for name, changes in MORE.items()}
    flux = {"operations.gitops": "flux", "operations.gitUrl": "https://github.com/acme/p.git"}
    small = {"small-team-flux": revised(known["small-team"], flux)}
    return known | more | small


@cache
def written(name: str) -> dict[str, str]:
    """Give the documents of a branch by path."""
    return of(plans()[name])


def of(plan: Plan) -> dict[str, str]:
    """Write the documents of a plan, by path."""
    return {document.path: document.text for document in documents(judge(plan))}


def parsed(text: str) -> list[Token]:
    """Parse Markdown as GitHub does, with HTML seen as what it is."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)


def tokens(text: str) -> Iterator[Token]:
    """List the tokens of a document, those inside a line after the line's own."""
    for token in parsed(text):
        yield token
        yield from token.children or ()


def shape(text: str) -> list[str]:
    """Give the blocks of a document without what is written in them."""
    return [f"{token.type} {token.info}" for token in parsed(text)]


@dataclass(frozen=True)
class Seen:
    """What a parser sees in a document."""

    scripts: tuple[str, ...]
    links: frozenset[str]
    fences: int
    tables: int
    html: int


def seen(text: str) -> Seen:
    """Parse a document once, for all that is asked of it."""
    parsed = list(tokens(text))
    kinds = [token.type for token in parsed]
    return Seen(
        tuple(token.content for token in parsed if token.type == "fence" and token.info == "sh"),
        frozenset(str(token.attrs["href"]) for token in parsed if token.type == "link_open"),
        kinds.count("fence"),
        kinds.count("table_open"),
        len([kind for kind in kinds if "html" in kind]),
    )


def papers(name: str) -> tuple[str, ...]:
    """Name the documents of a branch that are worth a parser's time."""
    return PROSE if name in LONG else TYPED


@cache
def read(name: str, path: str) -> Seen:
    """Read a document of a branch."""
    return seen(written(name)[path])
