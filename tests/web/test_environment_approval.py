"""An approval is of what an environment renders: kept where that stays, lost where it changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import generators
from cli.bundle_source import bundle_at
from configurator.access import Visitor
from configurator.access import find
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Review
from configurator.models import Revision
from configurator.models import Team
from configurator.models import User
from configurator.queries.verification import verify_bundle
from configurator.reviews.approval_record import approval
from configurator.reviews.state import review_state
from configurator.services import configurations
from configurator.services import drafts
from configurator.services import review_requests
from configurator.services import reviews
from configurator.services import revisions
from configurator.services import teams
from configurator.services import tokens
from configurator.services.reviews import Refused
from tests.people import signed_in
from tests.web.rows import now_of
from tests.web.test_environments import two

Decision = Review.Decision
Write = Callable[..., Revision]
Approve = Callable[..., Review]
IN_STAGING = {"release.backend.tag": "1.9.1"}
IN_BOTH = {"operations.settings": {"SKILLFLAW_LOG_LEVEL": "debug"}}
DOCUMENTS_ONLY = {"operations.loadTested": False}


@pytest.fixture
def second(join: Callable[..., User]) -> User:
    return join("second")


@pytest.fixture
def team(author: User, reviewer: User, second: User) -> Team:
    """Return a team that asks for two approvals for production, and for none for staging."""
    rules = {"production": 2, "staging": 0}
    made = Team.objects.create(name="Platform", slug="platform", approvals_by_environment=rules)
    for person in (author, reviewer, second):
        made.memberships.create(person=person, role="owner")
    return made


@pytest.fixture
def several(author: User, team: Team) -> Configuration:
    """Return a configuration of the team's with staging and production, saved once."""
    draft = drafts.create(Visitor(author), two())
    revisions.save(draft.pk, author)
    Configuration.objects.filter(pk=draft.pk).update(team=team, person=None)
    reviews.recount(Configuration.objects.filter(pk=draft.pk))
    return now_of(draft)


@pytest.fixture
def write(several: Configuration, author: User) -> Write:
    """Return the function that saves the next revision: `write("staging", {path: value})`."""

    def wrote(environment: str, changes: dict[str, Any], person: User | None = None) -> Revision:
        draft = now_of(several)
        draft.replace(draft.plan_file.revised(environment, changes), writer=person or author)
        draft.save()
        return revisions.save(draft.pk, person or author).revision

    return wrote


@pytest.fixture
def approve_for(several: Configuration) -> Approve:
    """Return the function that approves the latest revision: `approve_for(person, "staging")`."""

    def approved(person: User, *environments: str, **other: Any) -> Review:
        revision = now_of(several).revisions.get(number=other.get("number", now_of(several).latest))
        given = reviews.submit(
            several.pk,
            revision.number,
            person,
            decision=other.get("decision", Decision.APPROVE),
            body=other.get("body", "Because."),
            digest=revision.digest,
            environments=environments,
        )
        return given.review

    return approved


def states(configuration: Configuration) -> dict[str, str]:
    """Return the state of each environment of the latest revision, and of that revision."""
    stored = now_of(configuration)
    latest = stored.revisions.get(number=stored.latest)
    rows = {row.environment: row.state for row in review_state(latest).environments}
    return {**rows, "revision": latest.state}


def approved_for(configuration: Configuration) -> dict[str, int]:
    rows = now_of(configuration).environment_approvals
    return {row["environment"]: row["approved"] for row in rows}


def test_each_environment_needs_what_the_team_asks_for(
    several: Configuration, reviewer: User, second: User, approve_for: Approve
) -> None:
    assert states(several) == {"staging": "not-required", "production": "open", "revision": "saved"}

    approve_for(reviewer, "production")
    assert states(several)["production"] == "open"

    approve_for(second, "production")
    assert states(several)["production"] == "approved"
    assert states(several)["revision"] == "approved"
    assert approved_for(several) == {"staging": 0, "production": 1}


def test_a_review_without_a_name_is_for_every_environment(
    several: Configuration, reviewer: User, second: User, approve_for: Approve
) -> None:
    approve_for(reviewer)
    approve_for(second)

    assert set(states(several).values()) == {"approved"}


@pytest.mark.parametrize("change", [("staging", IN_STAGING), ("", DOCUMENTS_ONLY)])
def test_an_approval_is_kept_where_the_objects_stay(
    several: Configuration,
    write: Write,
    reviewer: User,
    second: User,
    approve_for: Approve,
    change: tuple[str, dict[str, Any]],
) -> None:
    approve_for(reviewer, "production")
    approve_for(second, "production")

    write(*change)

    assert states(several)["production"] == "approved"
    assert states(several)["revision"] == "approved"
    assert approved_for(several)["production"] == 2
    event = Event.objects.filter(verb="saved").latest("pk")
    assert event.detail["approval_kept"] == "production"
    assert event.detail["approval_lost"] == ""


@pytest.mark.parametrize("environment", ["production", ""])
def test_an_approval_is_lost_where_the_objects_change(
    several: Configuration,
    write: Write,
    reviewer: User,
    second: User,
    approve_for: Approve,
    environment: str,
) -> None:
    approve_for(reviewer, "production")
    approve_for(second, "production")

    write(environment, IN_BOTH)

    assert states(several)["production"] == "open"
    assert states(several)["revision"] == "saved"
    assert approved_for(several)["production"] == 1
    assert Event.objects.filter(verb="saved").latest("pk").detail["approval_lost"] == "production"


def test_approvals_of_two_revisions_add_up_where_the_objects_stay(
    several: Configuration, write: Write, reviewer: User, second: User, approve_for: Approve
) -> None:
    approve_for(reviewer, "production")
    write("staging", IN_STAGING)

    approve_for(second, "production")

    assert states(several)["production"] == "approved"


def test_the_objects_of_an_older_revision_bring_its_approval_back(
    several: Configuration, write: Write, reviewer: User, second: User, approve_for: Approve
) -> None:
    approve_for(reviewer, "production")
    approve_for(second, "production")
    write("production", IN_BOTH)

    write("production", {"operations.settings": {}})

    assert states(several)["production"] == "approved"
    assert approved_for(several)["production"] == 3


def test_saving_again_does_not_shake_off_a_request_for_changes(
    several: Configuration, write: Write, reviewer: User, second: User, approve_for: Approve
) -> None:
    approve_for(reviewer, "production")
    approve_for(second, "production")
    approve_for(second, "production", decision=Decision.REQUEST_CHANGES)

    write("staging", IN_STAGING)

    assert states(several)["production"] == "open"
    assert review_state(several.revisions.get(number=2)).of("production").approvals == ()


def test_whoever_requested_changes_may_approve_after_all(
    several: Configuration, write: Write, reviewer: User, second: User, approve_for: Approve
) -> None:
    approve_for(reviewer, "production")
    approve_for(second, "production", decision=Decision.REQUEST_CHANGES)
    write("staging", IN_STAGING)

    approve_for(second, "production")

    assert states(several)["production"] == "approved"


def test_a_request_for_one_environment_leaves_the_other_approved(
    several: Configuration, reviewer: User, second: User, approve_for: Approve
) -> None:
    approve_for(reviewer)
    approve_for(second)

    approve_for(second, "staging", decision=Decision.REQUEST_CHANGES)

    # The latest decision for production is still the approval.
    assert states(several)["production"] == "approved"
    assert states(several)["staging"] == "changes-requested"
    assert states(several)["revision"] == "changes-requested"


def test_requiring_more_revokes_no_approval_that_is_kept(
    several: Configuration,
    team: Team,
    write: Write,
    reviewer: User,
    second: User,
    approve_for: Approve,
) -> None:
    approve_for(reviewer, "production")
    approve_for(second, "production")
    rules = {"approvals_by_environment": {"production": 3}}
    teams.save_settings(team, {"required_approvals": 1, **rules})

    write("staging", IN_STAGING)

    assert states(several) == {"staging": "open", "production": "approved", "revision": "saved"}
    row = several.revisions.get(number=2).environment_approvals[1]
    assert row == {"environment": "production", "required": 2, "approved": True}


def test_requiring_fewer_takes_effect_at_once(
    several: Configuration, team: Team, reviewer: User, approve_for: Approve
) -> None:
    approve_for(reviewer, "production")

    teams.save_settings(team, {"approvals_by_environment": {"production": 1, "staging": 0}})

    assert states(several)["production"] == "approved"
    assert now_of(several).state == "approved"


def test_moving_checks_every_environment_again(
    several: Configuration, write: Write, author: User, reviewer: User, approve_for: Approve
) -> None:
    single = Team.objects.create(name="Other", slug="other", required_approvals=1)
    single.memberships.create(person=author, role="owner")
    approve_for(reviewer)
    write("staging", IN_STAGING)

    configurations.move(key=several.pk, person=author, team=single)

    assert approved_for(several) == {"staging": 1, "production": 2}
    assert states(several) == {"staging": "open", "production": "approved", "revision": "saved"}


def test_an_environment_that_the_revision_does_not_have_is_refused(
    several: Configuration, reviewer: User, approve_for: Approve
) -> None:
    with pytest.raises(Refused, match="has no environment qa"):
        approve_for(reviewer, "qa")


def test_an_approval_of_what_went_stale_is_refused_in_words(
    several: Configuration, write: Write, reviewer: User, approve_for: Approve
) -> None:
    write("production", IN_BOTH)

    with pytest.raises(Refused, match="That is revision 2"):
        approve_for(reviewer, "production", number=1)


def test_whoever_wrote_a_part_of_one_environment_may_approve_another(
    team: Team, write: Write, second: User, approve_for: Approve
) -> None:
    teams.save_settings(team, {"approvals_by_environment": {}})
    write("staging", IN_STAGING, second)
    write("production", IN_BOTH)

    with pytest.raises(Refused, match="You wrote a part"):
        approve_for(second, "staging", "production")
    assert approve_for(second, "production").own is False


def test_a_person_who_wrote_for_production_cannot_approve_it(
    several: Configuration, write: Write, second: User, approve_for: Approve
) -> None:
    write("production", IN_BOTH, second)
    write("staging", IN_STAGING)

    with pytest.raises(Refused, match="You wrote a part"):
        approve_for(second, "production")


def test_a_revision_with_errors_keeps_no_approval_and_ends_none(
    several: Configuration, write: Write, reviewer: User, second: User, approve_for: Approve
) -> None:
    approve_for(reviewer, "production")
    approve_for(second, "production")

    blocked = write("staging", {"database.host": ""})
    assert blocked.result == "blocked"
    assert states(several)["production"] == "open"
    assert approved_for(several)["production"] == 1

    write("staging", {"database.host": "postgres.staging.acme.com"})
    assert states(several)["production"] == "approved"


def test_nobody_is_asked_again_where_nothing_is_left_to_approve(
    several: Configuration,
    write: Write,
    author: User,
    reviewer: User,
    second: User,
    approve_for: Approve,
) -> None:
    review_requests.create(find(Visitor(author), several.pk), [reviewer, second])
    approve_for(reviewer, "production")
    approve_for(second, "production")

    write("staging", IN_STAGING)
    assert not several.requests.filter(done=None).exists()

    write("production", IN_BOTH)
    assert several.requests.filter(done=None).count() == 2


def test_one_environment_of_a_single_plan_keeps_its_approval_beside_others(
    several: Configuration, author: User, reviewer: User
) -> None:
    shared = generators.recommended()
    draft = drafts.create(Visitor(author), shared)
    revision = revisions.save(draft.pk, author).revision
    reviews.submit(
        draft.pk, 1, reviewer, decision=Decision.APPROVE, digest=revision.digest, body=""
    )
    draft = now_of(draft)
    draft.replace(two(), writer=author)
    draft.save()

    revisions.save(draft.pk, author)

    assert states(draft)["production"] == "approved"
    assert states(draft)["staging"] == "open"


def test_a_plan_for_one_environment_needs_what_its_environment_asks_for(
    author: User, team: Team
) -> None:
    draft = drafts.create(Visitor(author), generators.recommended())
    revisions.save(draft.pk, author)
    configurations.move(key=draft.pk, person=author, team=team)

    assert draft.revisions.get().required == 2


def test_approvals_from_before_are_for_every_environment(
    several: Configuration, reviewer: User, approve_for: Approve
) -> None:
    several.revisions.update(state="approved", required=1, environment_approvals=[], renderings={})
    Review.objects.create(revision=several.revisions.get(), reviewer=reviewer, decision="approve")
    Configuration.objects.update(environment_approvals=[], approved=1)

    module = "configurator.migrations.0009_approvals_of_saved_environments"
    import_module(module).list_environments(apps, None)

    assert set(states(several).values()) == {"approved"}
    assert approved_for(several) == {"staging": 1, "production": 1}


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
    teams.save_settings(team, {"approvals_by_environment": {}})
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
