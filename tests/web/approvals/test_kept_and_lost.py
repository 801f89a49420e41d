"""An approval is of what an environment renders: kept where that stays, lost where it changes."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

import generators
from configurator.access import Visitor
from configurator.access import find
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Review
from configurator.models import Team
from configurator.models import User
from configurator.reviews.state import review_state
from configurator.services import configurations
from configurator.services import drafts
from configurator.services import review_requests
from configurator.services import reviews
from configurator.services import revisions
from configurator.services import teams
from configurator.services.reviews import Refused
from tests.web.approvals.states import DOCUMENTS_ONLY
from tests.web.approvals.states import IN_BOTH
from tests.web.approvals.states import IN_STAGING
from tests.web.approvals.states import Approve
from tests.web.approvals.states import Decision
from tests.web.approvals.states import Write
from tests.web.approvals.states import approved_for
from tests.web.approvals.states import states
from tests.web.rows import now_of
from tests.web.test_environments import two

pytestmark = pytest.mark.postgres


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
    teams.save_settings(team, {"required_approvals": 1, **rules}, second)

    write("staging", IN_STAGING)

    assert states(several) == {"staging": "open", "production": "approved", "revision": "saved"}
    row = several.revisions.get(number=2).environment_approvals[1]
    assert row == {"environment": "production", "required": 2, "approved": True}


def test_requiring_fewer_takes_effect_at_once(
    author: User, several: Configuration, team: Team, reviewer: User, approve_for: Approve
) -> None:
    approve_for(reviewer, "production")

    teams.save_settings(team, {"approvals_by_environment": {"production": 1, "staging": 0}}, author)

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
    author: User, team: Team, write: Write, second: User, approve_for: Approve
) -> None:
    teams.save_settings(team, {"approvals_by_environment": {}}, author)
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
