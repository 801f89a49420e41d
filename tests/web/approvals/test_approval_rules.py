"""Who must approve: rules of a team, by choice and by environment, on what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

import pytest

import generators
from configurator.access import Visitor
from configurator.models import ApprovalRule
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import Team
from configurator.models import User
from configurator.queries.verification import verify_bundle
from configurator.reviews.approval_record import approval
from configurator.reviews.state import review_state
from configurator.services import approval_rules
from configurator.services import drafts
from configurator.services import revisions
from configurator.services import teams
from configurator.services.approval_rules import RuleTerms
from tests.people import signed_in
from tests.web.api.conftest import program_of
from tests.web.approvals.states import IN_BOTH
from tests.web.approvals.states import Approve
from tests.web.approvals.states import Write
from tests.web.approvals.states import approved_for
from tests.web.approvals.states import states
from tests.web.rows import now_of

AddRule = Callable[..., ApprovalRule]
IN_DATABASE = {"database.name": "other"}
IN_REDIS = {"redis.ttlSeconds": 1800}


@pytest.fixture
def carol(join: Callable[..., User]) -> User:
    return join("carol")


@pytest.fixture
def dba(carol: User) -> Team:
    """Return a team of its own, whose only member is Carol."""
    made = teams.create("Database administrators", carol)
    Team.objects.filter(pk=made.pk).update(slug="dba")
    return Team.objects.get(pk=made.pk)


@pytest.fixture
def add_rule(author: User, team: Team, dba: Team) -> AddRule:
    """Return the function that adds a rule: `add_rule("database.*", environment="staging")`."""

    def added(choices: str = "database.*", **other: Any) -> ApprovalRule:
        terms = {"environment": "", "required": 1, "approvers": dba, "people": (), **other}
        return approval_rules.add(team, RuleTerms(choices, **terms), author)

    return added


@pytest.fixture
def alone(author: User, team: Team, carol: User) -> Configuration:
    """Return a configuration of the team with a plan for one environment, needing one approval."""
    Team.objects.filter(pk=team.pk).update(approvals_by_environment={})
    draft = drafts.create(Visitor(author), generators.recommended())
    Configuration.objects.filter(pk=draft.pk).update(team=team, person=None)
    revisions.save(draft.pk, author)
    draft.shares.create(person=carol, role="reviewer", by=author)
    return now_of(draft)


@pytest.fixture
def people(
    several: Configuration, author: User, reviewer: User, second: User, carol: User
) -> Mapping[str, User]:
    """Return who may review the configuration with several environments, by name."""
    several.shares.create(person=carol, role="reviewer", by=author)
    return {"reviewer": reviewer, "second": second, "carol": carol}


@pytest.fixture
def revise_alone(alone: Configuration, author: User) -> Callable[..., Revision]:
    def again(changes: dict[str, Any]) -> Revision:
        draft = now_of(alone)
        draft.take(generators.revised(draft.plan, changes), {}, writer=author)
        draft.version += 1
        draft.save()
        return revisions.save(draft.pk, author).revision

    return again


def state(configuration: Configuration) -> str:
    stored = now_of(configuration)
    return str(stored.revisions.get(number=stored.latest).state)


def unmet(configuration: Configuration) -> list[str]:
    stored = now_of(configuration)
    review = review_state(stored.revisions.get(number=stored.latest))
    return [f"{rule.environment} {rule.choices}" for rule in review.all_rules if not rule.met]


def test_a_change_of_the_database_waits_for_one_of_its_people(
    alone: Configuration, add_rule: AddRule, approve: Any, reviewer: User, carol: User
) -> None:
    add_rule()

    approve(alone, reviewer)
    assert state(alone) == "in-review"
    assert now_of(alone).commits.filter(branch="approved").count() == 0

    approve(alone, carol)
    assert state(alone) == "approved"
    assert now_of(alone).commits.filter(branch="approved").count() == 1


def test_only_what_changed_since_the_last_approval_counts(
    alone: Configuration,
    add_rule: AddRule,
    approve: Any,
    revise_alone: Any,
    reviewer: User,
    carol: User,
) -> None:
    approve(alone, reviewer)
    add_rule()

    revise_alone(IN_REDIS)
    approve(alone, reviewer)
    assert state(alone) == "approved"

    revise_alone(IN_DATABASE)
    revise_alone({"redis.ttlSeconds": 900})
    approve(alone, reviewer)
    assert state(alone) == "in-review"
    assert unmet(alone) == ["production database.*"]

    approve(alone, carol)
    assert state(alone) == "approved"


def test_what_was_approved_before_a_rule_stays_approved(
    alone: Configuration, add_rule: AddRule, approve: Any, reviewer: User
) -> None:
    approve(alone, reviewer)
    before = approval(now_of(alone).revisions.get(number=1))

    add_rule("*")

    assert state(alone) == "approved"
    assert approval(now_of(alone).revisions.get(number=1)) == before


def test_a_met_rule_stays_met_when_its_people_leave_and_the_record_names_them(
    alone: Configuration, add_rule: AddRule, approve: Any, carol: User, dba: Team, join: Any
) -> None:
    add_rule("database.* redis.*")
    approve(alone, carol)
    teams.add_member(dba, join("dave"), "owner")  # type: ignore[arg-type] # a role is its text
    teams.remove_member(dba.memberships.get(person=carol))

    record = approval(now_of(alone).revisions.get(number=1))

    assert record
    assert record["rules"] == [
        {
            "choices": "database.* redis.*",
            "required": 1,
            "approvers": "team Database administrators",
            "approvedBy": ["carol"],
        }
    ]


def test_a_person_who_leaves_the_team_no_longer_counts_in_a_review(
    alone: Configuration, add_rule: AddRule, approve: Any, carol: User, dba: Team, join: Any
) -> None:
    Team.objects.filter(slug="platform").update(required_approvals=2)
    add_rule()
    approve(alone, carol)
    assert not unmet(alone)

    teams.add_member(dba, join("dave"), "owner")  # type: ignore[arg-type] # a role is its text
    teams.remove_member(dba.memberships.get(person=carol))

    assert unmet(alone)


def test_whoever_joins_the_team_counts_at_once(
    alone: Configuration, add_rule: AddRule, approve: Any, reviewer: User, dba: Team
) -> None:
    add_rule()
    approve(alone, reviewer)
    assert state(alone) == "in-review"

    teams.add_member(dba, reviewer, "viewer")  # type: ignore[arg-type] # a role is its text

    assert state(alone) == "approved"


def test_deleting_the_last_unmet_rule_approves(
    author: User, alone: Configuration, add_rule: AddRule, approve: Any, reviewer: User
) -> None:
    rule = add_rule()
    approve(alone, reviewer)

    approval_rules.delete(rule, author)

    assert state(alone) == "approved"


def test_saving_says_first_who_must_approve(
    alone: Configuration, add_rule: AddRule, approve: Any, reviewer: User, author: User
) -> None:
    approve(alone, reviewer)
    add_rule("database.*")
    add_rule("redis.*", environment="staging")
    draft = now_of(alone)
    draft.take(generators.revised(draft.plan, IN_REDIS), {}, writer=author)
    draft.save()

    unconcerned = signed_in(author).get(f"/c/{alone.pk}/save/").content.decode()
    draft.take(generators.revised(draft.plan, IN_DATABASE), {}, writer=author)
    draft.save()
    concerned = signed_in(author).get(f"/c/{alone.pk}/save/").content.decode()

    assert "Who must approve" in unconcerned
    assert "database.*" not in unconcerned
    needed = concerned.split("Who must approve", 1)[1].split("</ul>")[0]
    assert "1 approval from <strong>team Database administrators</strong>" in needed
    assert "redis.*" not in needed


def test_saving_leaves_out_environments_that_keep_their_approval(
    several: Configuration,
    add_rule: AddRule,
    approve_for: Approve,
    author: User,
    people: Mapping[str, User],
) -> None:
    for name in ("reviewer", "second"):
        approve_for(people[name], "production")
    add_rule("*")
    draft = now_of(several)
    file = draft.plan_file.revised("staging", {"release.backend.tag": "1.9.1"})
    draft.replace(file, writer=author)
    draft.save()

    page = signed_in(author).get(f"/c/{several.pk}/save/").content.decode()

    needed = page.split("Who must approve", 1)[1].split("</ul>")[0]
    assert "no approval" in needed
    assert "production" not in needed


def test_a_rule_whose_team_was_deleted_waits_and_says_so(
    alone: Configuration, add_rule: AddRule, approve: Any, reviewer: User, dba: Team
) -> None:
    add_rule()
    teams.delete(dba)

    approve(alone, reviewer)
    page = signed_in(reviewer).get(f"/c/{alone.pk}/r/1/").content.decode()

    assert state(alone) == "in-review"
    assert "its team was deleted" in page


def test_nobody_meets_a_rule_with_their_own_changes(
    alone: Configuration, add_rule: AddRule, approve: Any, dba: Team, author: User, reviewer: User
) -> None:
    teams.add_member(dba, author, "owner")  # type: ignore[arg-type] # a role is its text
    add_rule()

    page = signed_in(author).get(f"/c/{alone.pk}/reviewers/").content.decode()
    approve(alone, reviewer)

    assert "Ask carol" in page
    assert state(alone) == "in-review"


def test_each_environment_has_rules_of_its_own(
    several: Configuration,
    write: Write,
    add_rule: AddRule,
    approve_for: Approve,
    people: Mapping[str, User],
) -> None:
    reviewer, second, carol = people["reviewer"], people["second"], people["carol"]
    approve_for(reviewer)
    approve_for(second)
    add_rule("operations.*", environment="staging")
    add_rule("database.*")
    write("", IN_BOTH)

    # Staging needs no approval, so that only the rule that names it applies there.
    assert states(several)["staging"] == "open"
    assert unmet(several) == ["staging operations.*"]
    assert not now_of(several).commits.filter(branch="environments/staging", revision__number=2)

    approve_for(reviewer, "production")
    approve_for(second, "production")
    assert states(several)["revision"] == "in-review"

    approve_for(carol, "staging")
    assert states(several) == dict.fromkeys(("staging", "production", "revision"), "approved")
    assert approved_for(several) == {"staging": 2, "production": 2}


def test_an_environment_that_renders_the_same_keeps_its_approval_and_its_rules(
    several: Configuration,
    write: Write,
    add_rule: AddRule,
    approve_for: Approve,
    people: Mapping[str, User],
) -> None:
    add_rule("database.*", environment="production")
    approve_for(people["carol"], "production")
    approve_for(people["reviewer"], "production")
    write("staging", {"release.backend.tag": "1.9.1"})

    revision = now_of(several).revisions.get(number=2)
    review = review_state(revision).of("production")

    assert review.approved
    assert [rule.approved_by for rule in review.rules] == [("carol",)]


def test_verify_and_the_pages_say_what_is_missing(
    alone: Configuration, add_rule: AddRule, approve: Any, reviewer: User, author: User, carol: User
) -> None:
    add_rule("database.* redis.*")
    approve(alone, reviewer)
    revision = alone.revisions.select_related("archive").get()
    assert revision.archive
    received = generators.received(revision.archive.zipped)

    verification = verify_bundle(received, Configuration.objects.all())
    reviewers_page = signed_in(author).get(f"/c/{alone.pk}/reviewers/").content.decode()
    revision_page = signed_in(author).get(f"/c/{alone.pk}/r/1/").content.decode()

    assert verification.result == "not-approved"
    assert not verification.approved_for("production")
    for page in (reviewers_page, revision_page):
        assert "Who must approve" in page
        assert "team Database administrators" in page
        assert "1 missing" in page
    assert "Ask carol" in reviewers_page


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"choices": "databse.*"}, "Similar: database.*"),
        ({"choices": "data*base"}, "not a pattern"),
        ({"approvers": "nobody-has-this"}, "No team with this name"),
        ({"approvers": "", "people": ""}, "Approvers missing"),
        ({"approvers": "", "people": "reviewer", "required": 2}, "Name more people"),
        ({"environment": "Not a name"}, "not the name of an environment"),
    ],
)
def test_a_rule_that_cannot_work_is_refused_with_what_to_do(
    team: Team, dba: Team, author: User, sent: dict[str, Any], error: str
) -> None:
    right = {"choices": "database.*", "environment": "", "required": 1, "approvers": "dba"}

    page = signed_in(author).post("/teams/platform/approval-rules/", {**right, **sent})

    assert error in page.content.decode()
    assert not team.approval_rules.exists()


def test_owners_add_change_and_delete_rules(
    team: Team, dba: Team, author: User, reviewer: User
) -> None:
    client, address = signed_in(author), "/teams/platform/approval-rules/"
    right = {
        "choices": "database.*, redis.*",
        "required": 1,
        "approvers": "Database administrators",
    }

    client.post(address, right)
    client.post(address, right)
    rule = team.approval_rules.get()
    assert (rule.choices, rule.approvers) == ("database.* redis.*", dba)

    client.post(f"{address}{rule.pk}/", {"choices": "*", "required": 1, "people": "reviewer"})
    changed = team.approval_rules.get()
    assert (changed.choices, changed.approvers, *changed.people.all()) == ("*", None, reviewer)

    client.post(f"{address}{rule.pk}/delete/")
    assert not team.approval_rules.exists()


def test_the_audit_log_of_the_team_names_who_changed_a_rule(
    team: Team, add_rule: AddRule, author: User, reviewer: User
) -> None:
    rule = add_rule(environment="production")
    approval_rules.change(rule, RuleTerms("redis.*", "", 2, None, (author, reviewer)), author)
    approval_rules.change(rule, RuleTerms("redis.*", "", 2, None, (author, reviewer)), author)
    approval_rules.delete(rule, author)
    teams.save_settings(team, {"name": "Platform", "required_approvals": 3}, author)

    page = signed_in(author).get("/teams/platform/audit-log/").content.decode()
    rows = program_of(author).get("/api/v1/teams/platform/audit-log").json()["events"]

    assert [row["verb"] for row in rows] == [
        *("settings-changed", "rule-deleted", "rule-changed", "rule-added"),
    ]
    new = "redis.*: 2 approvals from author or reviewer"
    assert rows[2]["detail"] == {
        "old": "database.* in production: 1 approval from team Database administrators",
        "rule": new,
    }
    assert f"Deleted the approval rule “{new}”" in page
    assert "required approvals 1 → 3" in page


def test_a_program_reads_which_rules_are_met(
    alone: Configuration, add_rule: AddRule, approve: Any, carol: User, author: User
) -> None:
    add_rule()
    approve(alone, carol)

    answer = program_of(author).get(f"/api/v1/configurations/{alone.pk}/revisions/1")
    (rule,) = json.loads(answer.content)["approval_rules"]

    assert (rule["choices"], rule["approved_by"], rule["met"]) == (["database.*"], ["carol"], True)
