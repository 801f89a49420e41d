"""The four questions, answered for programs."""

from __future__ import annotations

from typing import Any

import pytest

from generators.documents.release import release_answers
from generators.plan import recommended
from generators.plan import revised
from tests.plans import DOCS
from tests.plans import WEB
from tests.plans import everything


def answers(changes: dict[str, Any]) -> dict[str, Any]:
    return release_answers(revised(recommended(), changes))


def test_a_complete_plan_leaves_no_question_open() -> None:
    answered = release_answers(everything())

    assert answered["unanswered"] == []
    assert answered["images"]["frontend"] == "ghcr.io/cwinux/skillflaw_frontend:1.8.2"
    assert answered["previous"] == {"backend": "ghcr.io/cwinux/skillflaw_backend:1.8.1"}
    assert answered["rollback"] == {
        "backend": "schema-then-tag",
        "frontend": "with-backend",
        "docs": "pinned",
    }


def test_what_is_not_answered_is_named() -> None:
    changes = {"release.change": " ", "release.previousBackendTag": ""}

    answered = answers({**WEB, **changes, "release.rollback.frontend": ""})

    assert answered["unanswered"] == ["change", "previous.backend", "rollback.frontend"]


def test_a_first_installation_has_nothing_to_go_back_to() -> None:
    answered = answers({"release.firstInstall": True, "release.previousBackendTag": ""})

    assert answered["unanswered"] == []
    assert answered["rollback"] == {"backend": "remove"}


@pytest.mark.parametrize("migration", ["backward-compatible", "breaking", "unknown"])
def test_a_migration_takes_the_schema_back_before_the_tag(migration: str) -> None:
    changes = {"release.schemaMigration": migration, "database.backup.restoreTested": ""}
    noted = {**changes, "release.previousSchemaRevision": "182e5471b900"}

    assert answers(changes)["rollback"]["backend"] == "schema-then-tag"
    assert answers(changes)["before"] == {
        "backup": "required",
        "restoreTested": "not confirmed",
        "schemaRevision": "required",
    }
    assert answers(noted)["previous"]["schemaRevision"] == "182e5471b900"


def test_without_a_migration_the_tag_is_enough() -> None:
    answered = answers({"release.schemaMigration": "none"})

    assert answered["rollback"]["backend"] == "tag"
    assert "schemaRevision" not in answered["before"]


def test_an_unknown_migration_is_a_question() -> None:
    assert answers({"release.schemaMigration": "unknown"})["unanswered"] == ["schemaMigration"]


def test_a_part_without_tag_or_digest_is_a_question() -> None:
    answered = answers({**DOCS, "release.docs.tag": ""})

    assert answered["unanswered"] == ["images.docs"]
