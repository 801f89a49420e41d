"""The rationale of drafts and of revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

import generators
from configurator.access import Visitor
from configurator.services import drafts
from configurator.services import revisions
from configurator.wording.document import LONGEST
from configurator.wording.document import chapters
from tests.environments.files import two
from tests.people import signed_in

if TYPE_CHECKING:
    from configurator.models import Configuration
    from configurator.models import User

HOSTILE = "<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![y](https://e.example/p.png)"


@pytest.fixture
def saved(author: User) -> Configuration:
    draft = drafts.create(Visitor(author), generators.recommended())
    revisions.save(draft.pk, author, "First.")
    return draft


def page_of(author: User, draft: Configuration, query: str = "") -> str:
    url = reverse("revision-rationale", args=(draft.pk, 1))
    return signed_in(author).get(f"{url}{query}").content.decode()


def test_a_draft_shows_its_decisions_and_has_the_rest_behind_show_all(author: User) -> None:
    plan = generators.revised(generators.recommended(), {"scaling.backend.replicas": 7})
    draft = drafts.create(Visitor(author), plan)

    page = signed_in(author).get(f"/c/{draft.pk}/rationale/").content.decode()

    first, _, rest = page.partition('id="all"')
    assert "Replicas <code>7</code>" in first
    assert "not confirmed" not in first.partition('id="claims"')[0]
    assert "Service DNS" not in first
    assert 'id="chapter-secrets"' in rest


def test_a_revision_shows_the_rationale_of_its_bundle(author: User, saved: Configuration) -> None:
    page = page_of(author, saved)

    first, _, rest = page.partition('id="all"')
    assert "<h2>Decisions</h2>" in first
    assert "scaling.backend.replicas" in first
    assert "<h3>Assumptions</h3>" in rest


def test_a_revision_with_environments_shows_the_rationale_of_each(author: User) -> None:
    draft = drafts.create(Visitor(author), two({"scaling.backend.replicas": 2}))
    revisions.save(draft.pk, author, "Two environments.")

    page = page_of(author, draft, "?environment=staging")

    assert "overlays/staging/RATIONALE.md" in page
    assert signed_in(author).get(f"/c/{draft.pk}/r/1/rationale/?environment=x").status_code == 404


def test_a_blocked_revision_shows_what_was_chosen(author: User) -> None:
    plan = generators.revised(generators.recommended(), {"database.host": "", "redis.port": 6390})
    draft = drafts.create(Visitor(author), plan)
    revisions.save(draft.pk, author, "Blocked.")

    page = page_of(author, draft)

    assert "6390" in page
    assert "database-host-missing" in page


def test_a_document_runs_no_script_and_loads_nothing() -> None:
    (chapter,) = chapters(HOSTILE, "/files/")

    assert not any(tag in chapter.html for tag in ("<script", "<img", 'href="javascript'))


def test_a_table_has_no_empty_heading() -> None:
    (chapter,) = chapters("| | count |\n|---|---|\n| pods | 3 |", "/files/")

    assert "<th></th>" not in chapter.html
    assert "<th>count</th>" in chapter.html


def test_links_of_a_document_lead_to_files_of_the_revision() -> None:
    (chapter,) = chapters("[RUNBOOK](RUNBOOK.md), [guide](https://docs.example/)", "/files/")

    assert 'href="/files/RUNBOOK.md"' in chapter.html
    assert 'href="https://docs.example/"' in chapter.html


def test_a_document_that_is_too_long_is_not_rendered() -> None:
    assert chapters("x" * (LONGEST + 1), "/files/") == ()
