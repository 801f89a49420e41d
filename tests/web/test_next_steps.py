"""After the download: the commands of the bundle's README, and the same by program."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest

import generators
from configurator.access import Visitor
from configurator.pages.next_steps import steps_of
from configurator.services import drafts
from configurator.services import revisions
from tests.documents.reading import plans
from tests.documents.reading import written
from tests.environments.files import two
from tests.people import signed_in

if TYPE_CHECKING:
    from configurator.models import User

KINDS = ["api-managed", "small-team", "argo-cd", "external-secrets", "sops", "openshift"]


@pytest.mark.parametrize("name", KINDS)
def test_the_steps_are_the_commands_of_the_readme(name: str) -> None:
    readme = written(name)["README.md"]

    steps = list(steps_of(readme))

    assert {step.chapter for step in steps} == {"Prerequisites", "Apply", "Verify"}
    assert all(f"```sh\n{step.commands}\n```" in readme for step in steps)
    assert any("preflight.sh" in step.commands for step in steps)
    assert not any(step.text.startswith("|") for step in steps)


def test_nothing_that_removes_a_bundle_is_a_next_step() -> None:
    commands = [step.commands for name in KINDS for step in steps_of(written(name)["README.md"])]

    assert not any("kubectl delete -k" in text for text in commands)


def test_a_draft_names_its_own_commands(author: User) -> None:
    draft = drafts.create(Visitor(author), plans()["api-managed"])

    page = unescape(signed_in(author).get(f"/c/{draft.pk}/findings/").content.decode())

    assert "unzip api-managed.zip && cd api-managed" in page
    assert "skillflaw-configurator generate api-managed.plan.yaml --output ." in page
    assert "kubectl apply --server-side -k overlays/production" in page
    assert '@api-managed.plan.yaml "http://testserver/api/v1/configurations"' in page


def test_a_revision_names_its_stored_bundle(author: User) -> None:
    draft = drafts.create(Visitor(author), two({"scaling.backend.replicas": 2}))
    revisions.save(draft.pk, author, "First.")

    page = unescape(signed_in(author).get(f"/c/{draft.pk}/r/1/").content.decode())

    assert f'/api/v1/configurations/{draft.pk}/revisions/1/bundle.zip"' in page
    assert "kubectl apply --server-side -k overlays/staging" in page
    assert "Apply staging" in page


def test_a_blocked_draft_has_no_next_steps(author: User) -> None:
    plan = generators.revised(generators.recommended(), {"database.host": ""})
    draft = drafts.create(Visitor(author), plan)

    assert b"After the download" not in signed_in(author).get(f"/c/{draft.pk}/findings/").content
