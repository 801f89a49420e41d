"""Where approvals by environment are shown: pages, lists, records, commands and the API."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cli.bundle_source import bundle_at
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Team
from configurator.models import User
from configurator.queries.verification import verify_bundle
from configurator.reviews.approval_record import approval
from configurator.services import reviews
from configurator.services import revisions
from configurator.services import teams
from configurator.services import tokens
from configurator.services.reviews import Refused
from tests.people import signed_in
from tests.web.approvals.states import IN_BOTH
from tests.web.approvals.states import IN_STAGING
from tests.web.approvals.states import Approve
from tests.web.approvals.states import Decision
from tests.web.approvals.states import Write
from tests.web.approvals.states import approved_for
from tests.web.approvals.states import states
from tests.web.rows import now_of


def test_the_digest_is_that_of_the_objects_that_can_be_downloaded(
    several: Configuration, author: User
) -> None:
    revision = several.revisions.get()
    address = f"/c/{several.pk}/r/1/environments/production/objects.yaml"

    objects = signed_in(author).get(address).getvalue()

    assert hashlib.sha256(objects).hexdigest() == revision.renderings["production"]


def test_the_page_shows_the_lines_that_lost_an_approval(
    several: Configuration, write: Write, reviewer: User, second: User, approve_for: Approve
) -> None:
    approve_for(reviewer, "production")
    approve_for(second, "production")
    write("production", IN_BOTH)
    client = signed_in(reviewer)

    page = client.get(f"/c/{several.pk}/r/2/").content.decode()
    lines = client.get(f"/c/{several.pk}/r/2/environments/production/").content.decode()

    assert "Changed since revision 1: a new approval is needed" in page
    assert f"/c/{several.pk}/r/2/environments/production/" in page
    assert "ConfigMap/skillflaw-backend-config" in lines
    assert "changed since revision 1" in lines
    assert "too many for this page" not in lines
    assert "debug" in lines


def test_the_form_approves_what_is_left_to_approve(several: Configuration, reviewer: User) -> None:
    client = signed_in(reviewer)
    revision = several.revisions.get()
    form = client.get(f"/c/{several.pk}/r/1/").context["form"]
    assert form.initial["environments"] == ["production"]

    sent = {"decision": "approve", "digest": revision.digest, "environments": ["production"]}
    answer = client.post(f"/c/{several.pk}/r/1/review/", sent, follow=True)

    assert "You approved revision 1 for production." in answer.content.decode()
    assert Review.objects.get().environments == ["production"]


def test_a_decision_for_no_environment_is_sent_back(several: Configuration, reviewer: User) -> None:
    sent = {"decision": "approve", "digest": several.revisions.get().digest}

    answer = signed_in(reviewer).post(f"/c/{several.pk}/r/1/review/", sent)

    assert "Environment missing" in answer.content.decode()
    assert not Review.objects.exists()


def test_saving_says_which_environment_keeps_its_approval(
    several: Configuration, author: User, reviewer: User, second: User, approve_for: Approve
) -> None:
    approve_for(reviewer, "production")
    approve_for(second, "production")
    draft = now_of(several)
    draft.replace(draft.plan_file.revised("staging", IN_STAGING), writer=author)
    draft.save()

    page = signed_in(author).post(f"/c/{several.pk}/save/", {"note": ""}, follow=True)

    assert "Approval kept: production" in page.content.decode()


def test_the_list_and_the_overview_say_how_far_the_latest_is_ahead(
    several: Configuration,
    write: Write,
    author: User,
    reviewer: User,
    second: User,
    approve_for: Approve,
) -> None:
    approve_for(reviewer)
    approve_for(second)
    write("production", IN_BOTH)
    write("production", {"operations.settings": {"SKILLFLAW_LOG_LEVEL": "error"}})

    for address in ("/configurations/", f"/c/{several.pk}/"):
        page = " ".join(signed_in(author).get(address).content.decode().split())
        assert "approved, 2 revisions behind" in page


def test_the_record_and_the_webhook_name_the_environments(
    several: Configuration, team: Team, author: User, reviewer: User, second: User,
    approve_for: Approve,
) -> None:  # fmt: skip
    team.webhooks.create(url="https://acme.example/", by=author, verbs=["approved"])
    approve_for(reviewer, "production")
    approve_for(second, "production")

    payload = team.webhooks.get().deliveries.latest("pk").payload["data"]
    record = approval(several.revisions.get())

    assert payload["environments"] == ["production"]
    assert payload["sentence"].endswith("approved revision 1 for production")
    assert record is not None
    production = record["environments"][1]
    assert production["sha256"] == several.revisions.get().renderings["production"]
    assert [row["username"] for row in production["approvals"]] == ["reviewer", "second"]


@pytest.fixture
def zipped(
    several: Configuration, reviewer: User, second: User, approve_for: Approve, tmp_path: Path
) -> Path:
    """Return the bundle that is approved for production, and for staging not yet."""
    Team.objects.update(approvals_by_environment={"production": 2})
    approve_for(reviewer, "production")
    approve_for(second, "production")
    archive = several.revisions.select_related("archive").get().archive
    path = tmp_path / "acme.zip"
    path.write_bytes(archive.zipped if archive else b"")
    return path


def test_a_bundle_is_verified_for_one_environment(zipped: Path) -> None:
    verification = verify_bundle(bundle_at(str(zipped)), Configuration.objects.all())

    assert verification.result == "not-approved"
    assert verification.approved_for("production")
    assert not verification.approved_for("staging")


@pytest.mark.parametrize(("environment", "code"), [("production", 0), ("staging", 1), ("qa", 1)])
def test_the_command_answers_for_one_environment(
    zipped: Path, capsys: pytest.CaptureFixture[str], environment: str, code: int
) -> None:
    try:
        call_command("verify", str(zipped), "--environment", environment, "--format", "json")
        ended = 0
    except SystemExit as error:
        ended = int(error.code or 0)

    assert ended == code
    rows = json.loads(capsys.readouterr().out)["known"][0]["environments"]
    states_of = [(row["name"], row["state"]) for row in rows]
    assert states_of == [("staging", "open"), ("production", "approved")]


def test_the_page_names_the_environments_of_a_bundle(zipped: Path, author: User) -> None:
    with zipped.open("rb") as stream:
        page = signed_in(author).post("/verify/", {"bundle": stream}).content.decode()

    assert "production: approved, 2 of 2 approvals" in page
    assert "staging: 0 of 1 approval" in page


def test_the_api_names_the_environments(zipped: Path, several: Configuration, author: User) -> None:
    token = tokens.create(author, "A program", "read", None).secret
    client = Client(headers={"Authorization": f"Bearer {token}"})

    row = client.get(f"/api/v1/configurations/{several.pk}").json()
    detail = client.get(f"/api/v1/configurations/{several.pk}/revisions/1").json()

    assert row["environment_approvals"][1] == {
        "environment": "production",
        "required": 2,
        "approved": 1,
        "behind": 0,
    }
    production = detail["environment_approvals"][1]
    assert production["state"] == "approved"
    assert [row["reviewer"] for row in production["approvals"]] == ["reviewer", "second"]


@pytest.mark.parametrize(
    ("lines", "stored"),
    [
        ("production: 2\nstaging: 0", {"production": 2, "staging": 0}),
        ("", {}),
        ("production 2", None),
        ("production: 2\nproduction: 1", None),
        ("production: 11", None),
        ("Production: 1", None),
    ],
)
def test_an_owner_sets_the_approvals_of_environments(
    team: Team, author: User, lines: str, stored: dict[str, int] | None
) -> None:
    sent = {"name": "Platform", "required_approvals": 1, "approvals_by_environment": lines}

    answer = signed_in(author).post("/teams/platform/settings/", sent)

    team.refresh_from_db()
    assert answer.status_code == (200 if stored is None else 302)
    assert team.approvals_by_environment == (
        {"production": 2, "staging": 0} if stored is None else stored
    )


@pytest.mark.slow
def test_an_approval_and_a_save_at_once_approve_nothing_unseen(
    transactional_db: None, several: Configuration, author: User, reviewer: User, team: Team
) -> None:
    teams.save_settings(team, {"approvals_by_environment": {}}, author)
    digest = several.revisions.get().digest
    draft = now_of(several)
    draft.replace(draft.plan_file.revised("production", IN_BOTH), writer=author)
    draft.save()

    def save() -> str:
        try:
            revisions.save(several.pk, author)
        finally:
            connection.close()
        return ""

    def approve() -> str:
        try:
            reviews.submit(several.pk, 1, reviewer, decision=Decision.APPROVE, digest=digest)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as threads:
        saving, approving = threads.submit(save), threads.submit(approve)
        saving.result()
        refusal = approving.result()

    assert refusal in {"", "Only the latest revision can be reviewed. That is revision 2."}
    assert states(several)["production"] == "open"
    assert approved_for(several)["production"] in {0, 1}


def test_a_page_costs_the_same_for_one_revision_and_for_many(
    several: Configuration, write: Write, reviewer: User, second: User, approve_for: Approve
) -> None:
    client = signed_in(reviewer)

    def queries() -> list[int]:
        number = now_of(several).latest
        addresses = (f"/c/{several.pk}/r/{number}/", f"/c/{several.pk}/", "/configurations/")
        costs = []
        for address in (*addresses, f"/c/{several.pk}/r/{number}/environments/production/"):
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            costs.append(len(captured))
        return costs

    approve_for(reviewer)
    approve_for(second)
    write("staging", IN_STAGING)
    approve_for(reviewer)
    approve_for(second)
    before = queries()
    for tag in ("1.9.2", "1.9.3", "1.9.4"):
        write("staging", {"release.backend.tag": tag})
        approve_for(reviewer)
        approve_for(second)

    assert queries() == before
