from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.test import Client

import generators
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Membership
from configurator.models import Revision
from configurator.models import Share
from configurator.models import Team
from configurator.models import User
from tests.web.api.conftest import program_of

if TYPE_CHECKING:
    from pathlib import Path

    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.postgres

Revise = Callable[..., Revision]
TOP = "/api/v1/configurations"
PLAN = generators.plan_yaml(generators.recommended())


def with_replicas(count: int) -> str:
    """Write the recommended plan with another number of replicas."""
    plan = generators.revised(generators.recommended(), {"scaling.backend.replicas": count})
    return generators.plan_yaml(plan)


def post(program: Client, path: str, plan: str, kind: str = "application/yaml") -> Answer:
    return program.post(path, plan, content_type=kind)


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_a_plan_becomes_a_configuration(kind: str, program: Client, author: User) -> None:
    body = PLAN if kind == "yaml" else json.dumps(generators.sparse(generators.recommended()))

    answer = post(program, f"{TOP}?note=From+CI", body, f"application/{kind}")

    made = Configuration.objects.get()
    assert (answer.status_code, made.person, made.latest) == (201, author, 1)
    assert answer.headers["Location"] == f"{TOP}/{made.pk}/revisions/1"
    assert (answer.json()["note"], answer.json()["verdict"]) == ("From CI", "ready")


def test_a_note_is_taken_from_a_header_too(program: Client) -> None:
    answer = program.post(
        TOP, PLAN, content_type="application/yaml", headers={"Revision-Note": "For%20caf%C3%A9"}
    )

    assert answer.json()["note"] == "For café"


def test_what_the_api_makes_is_what_the_wizard_makes(program: Client) -> None:
    digest = post(program, TOP, PLAN).json()["digest"]

    zipped = program.get(f"{TOP}/{Configuration.objects.get().pk}/revisions/1/bundle.zip").content
    assert zipped == generators.bundle(generators.recommended()).zipped()
    assert digest == Configuration.objects.get().revisions.get().digest


def test_an_editor_saves_for_the_team(program: Client, author: User) -> None:
    team = Team.objects.create(name="Platform", slug="platform")
    assert post(program, f"{TOP}?team=platform", PLAN).status_code == 422

    Membership.objects.create(team=team, person=author, role="editor")
    assert post(program, f"{TOP}?team=platform", PLAN).status_code == 201

    assert Configuration.objects.get().team == team


def test_the_next_plan_is_the_next_revision_and_the_draft_follows(
    saved: Configuration, program: Client
) -> None:
    answer = post(program, f"{TOP}/{saved.pk}/revisions?base=1&note=Four", with_replicas(4))

    saved.refresh_from_db()
    assert (answer.status_code, answer.json()["number"]) == (201, 2)
    assert saved.plan.scaling.backend.replicas == 4
    assert not saved.changed
    assert Event.objects.filter(configuration=saved, verb="saved", revision=2).exists()


def test_a_draft_with_unsaved_changes_is_not_replaced(
    saved: Configuration, program: Client
) -> None:
    draft = Configuration.objects.get(pk=saved.pk)
    draft.take(generators.revised(draft.plan, {"redis.port": 7000}), {})
    draft.version += 1
    draft.save()

    post(program, f"{TOP}/{saved.pk}/revisions", with_replicas(4))

    saved = Configuration.objects.get(pk=saved.pk)
    assert (saved.plan.redis.port, saved.plan.scaling.backend.replicas) == (7000, 3)
    assert saved.changed


def test_the_same_plan_is_saved_once(saved: Configuration, program: Client) -> None:
    path = f"{TOP}/{saved.pk}/revisions?base=1"
    first = post(program, path, with_replicas(4))

    again = post(program, path, with_replicas(4))

    assert (first.status_code, again.status_code) == (201, 200)
    assert saved.revisions.count() == 2


def test_a_plan_with_an_outdated_base_is_refused_with_the_changes_of_both_sides(
    saved: Configuration, revise: Revise, program: Client
) -> None:
    revise({"scaling.backend.replicas": 4, "redis.port": 7000})

    answer = post(program, f"{TOP}/{saved.pk}/revisions?base=1", with_replicas(5))

    problem = answer.json()
    assert (answer.status_code, problem["base"], problem["latest"]) == (409, 1, 2)
    assert problem["yours"] == {"scaling.backend.replicas": 5}
    assert problem["theirs"] == {"redis.port": 7000, "scaling.backend.replicas": 4}
    assert problem["conflicts"] == ["scaling.backend.replicas"]
    assert saved.revisions.count() == 2


def test_a_base_that_does_not_exist_is_refused(saved: Configuration, program: Client) -> None:
    answer = post(program, f"{TOP}/{saved.pk}/revisions?base=9", with_replicas(5))

    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        "Revision 9 does not exist. Set base to an existing one.",
    )


@pytest.mark.parametrize(
    ("role", "status"), [(None, 404), ("viewer", 403), ("reviewer", 403), ("editor", 201)]
)
def test_only_an_editor_may_save(
    role: str | None, status: int, saved: Configuration, outsider: User
) -> None:
    if role:
        Share.objects.create(configuration=saved, person=outsider, role=role, by=outsider)

    answer = post(program_of(outsider), f"{TOP}/{saved.pk}/revisions", with_replicas(4))

    assert answer.status_code == status


def test_a_read_only_token_saves_nothing(saved: Configuration, reader: Client) -> None:
    for path in (TOP, f"{TOP}/{saved.pk}/revisions"):
        answer = post(reader, path, with_replicas(4))

        assert answer.status_code == 403
        assert "read-only" in answer.json()["detail"]
    assert Revision.objects.count() == 1


def test_an_archived_configuration_takes_no_revision(saved: Configuration, program: Client) -> None:
    saved.archived = saved.created
    saved.save()

    answer = post(program, f"{TOP}/{saved.pk}/revisions", with_replicas(4))

    assert answer.status_code == 403
    assert "archived" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ("", "The file is empty"),
        ("nonsense: [", "line"),
        (PLAN + "unknown: 1\n", "unknown"),
        (re.sub(r"host: \S+", "host: admin:hunter2@db.acme.com", PLAN), "host"),
    ],
)
def test_an_invalid_plan_is_refused_with_every_problem(
    plan: str, message: str, program: Client
) -> None:
    answer = post(program, TOP, plan)

    assert answer.status_code == 422
    assert message in json.dumps(answer.json()["problems"])
    assert "hunter2" not in answer.content.decode()
    assert not Configuration.objects.exists()


def test_a_note_that_holds_a_secret_is_refused(program: Client) -> None:
    answer = post(program, f"{TOP}?note=PASSWORD%3Dhunter2", PLAN)

    assert answer.status_code == 422
    assert "looks like a secret" in answer.json()["detail"]
    assert "hunter2" not in answer.content.decode()


def test_the_size_of_a_plan_is_limited(program: Client) -> None:
    answer = post(program, TOP, "#" * (1024 * 1024 + 1))

    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")


def test_validate_returns_what_the_command_prints(
    reader: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN)
    call_command("validate", str(path), format="json")

    answer = post(reader, "/api/v1/validate", PLAN)

    assert answer.content.decode() == capsys.readouterr().out
    assert not Configuration.objects.exists()


def test_validate_returns_unreadable_for_an_invalid_plan(reader: Client) -> None:
    answer = post(reader, "/api/v1/validate", "kind: [")

    assert (answer.status_code, answer.json()["verdict"]) == (200, "unreadable")
    assert answer.json()["problems"]
