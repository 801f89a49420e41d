"""What stands beside the questions, and the page that shows the same."""

from __future__ import annotations

import pytest
from django.test import Client

import generators
from configurator.access import Visitor
from configurator.models import Configuration
from configurator.models import User
from configurator.services import drafts
from configurator.services import revisions
from configurator.wizard.opened import token_of
from tests.people import signed_in
from tests.web.conftest import Start
from tests.web.sending import send


def opened_token(client: Client, address: str) -> str:
    return str(client.get(address).context["opened"])


def panel(client: Client, draft: Configuration, token: str, step: str = "scaling") -> str:
    sent = {"step": step, "opened": token}
    return client.post(f"/c/{draft.pk}/preview/panel/", sent).content.decode()


def test_a_blocked_draft_has_files_with_named_placeholders(start: Start, engineer: Client) -> None:
    draft = start("api-managed")

    page = engineer.get(f"/c/{draft.pk}/preview/").content.decode()

    assert "Blocked" in page
    assert "todo-database-host.invalid" in page
    assert f"/c/{draft.pk}/database/#question-database-host" in page
    assert f'href="/c/{draft.pk}/files/base/kustomization.yaml"' in page


def test_an_answer_marks_the_lines_that_it_changes(
    finished: Configuration, engineer: Client
) -> None:
    address = f"/c/{finished.pk}/scaling/"
    token = opened_token(engineer, address)
    answer = send(engineer, address, {"scaling.backend.replicas": "5"}, f"{address}check/")

    part = panel(engineer, finished, token)

    assert answer.headers["HX-Trigger"] == "draft-saved"
    assert '<td class="text">  count: 5</td>' in part
    assert "since you opened this page" in part


def test_nothing_is_marked_where_nothing_changed(finished: Configuration, engineer: Client) -> None:
    token = opened_token(engineer, f"/c/{finished.pk}/scaling/")

    assert "No line changed since you opened this page." in panel(engineer, finished, token)


def test_a_token_of_somebody_else_marks_nothing(finished: Configuration, engineer: Client) -> None:
    forged = token_of(finished)[:-1] + "x"

    assert "Reload the page" in panel(engineer, finished, forged)


def test_the_page_counts_from_the_preset(start: Start, engineer: Client) -> None:
    draft = start("api-managed")
    address = f"/c/{draft.pk}/scaling/"
    send(engineer, address, {"scaling.backend.replicas": "5"}, f"{address}check/")

    page = engineer.get(f"/c/{draft.pk}/preview/").content.decode()

    assert "since the preset api-managed" in page
    assert '<td class="text">  count: 5</td>' in page


def test_capacity_stands_where_it_is_decided_without_javascript(
    finished: Configuration, engineer: Client
) -> None:
    for step in ("scaling", "database", "redis"):
        page = engineer.get(f"/c/{finished.pk}/{step}/").content.decode()
        assert "CPU requested" in page, step
        assert "Connections to PostgreSQL" in page, step


def test_a_step_page_stays_small(finished: Configuration, engineer: Client) -> None:
    sizes = {
        step: len(engineer.get(f"/c/{finished.pk}/{step}/").content)
        for step in ("answers", "scaling", "operations", "database", "ingress")
    }

    assert max(sizes.values()) < 100 * 1024, sizes


def test_an_assumed_limit_says_so(start: Start, engineer: Client) -> None:
    draft = start()

    page = engineer.get(f"/c/{draft.pk}/database/").content.decode()

    assert "<strong>assumed</strong>" in page


def test_a_file_of_a_blocked_draft_names_its_placeholders(start: Start, engineer: Client) -> None:
    draft = start("api-managed")

    answer = engineer.get(f"/c/{draft.pk}/files/overlays/production/kustomization.yaml")

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Errors block the download" in text
    assert f"/c/{draft.pk}/release/#question-release-backend-tag" in text
    assert "todo-release-backend-tag" in text


def test_the_page_of_a_revision_shows_topology_and_capacity(
    finished: Configuration, author: User, engineer: Client
) -> None:
    saved = revisions.save(drafts.create(Visitor(author), finished.plan_file).pk, author)

    address = f"/c/{saved.revision.configuration_id}/r/1/"
    page = signed_in(author).get(address).content.decode()

    assert "Topology and capacity" in page
    assert "CPU requested" in page


@pytest.mark.parametrize("preset", [preset.slug for preset in generators.PRESETS])
def test_a_page_of_questions_stays_small_from_each_preset(
    start: Start, engineer: Client, preset: str
) -> None:
    draft = start(preset)

    sizes = [len(engineer.get(f"/c/{draft.pk}/{step}/").content) for step in ("answers", "scaling")]

    assert max(sizes) < 100 * 1024, sizes
