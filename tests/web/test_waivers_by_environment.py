"""A waiver for one environment: given in review, withdrawn by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Revision
from configurator.models import Role
from configurator.models import User
from configurator.reviews.waivers import revision_waivers
from configurator.reviews.waivers import waivable_in
from configurator.services import api_saves
from configurator.services import environments
from configurator.services import waivers
from configurator.services.reviews import Refused
from configurator.services.waivers import Terms
from generators.plan.reading import read_plan_document
from tests.environments.files import two
from tests.people import signed_in

RULE = "load-test-missing"
# A rehearsal may lack a rollback target; production may not.
ROLLBACK = "rollback-target-missing"
UNTESTED = {"operations.loadTested": False}


def terms(environment: str = "") -> Terms:
    return Terms("A soft launch.", "Platform", date(2099, 1, 1), environment)


def saved(author: User, *rows: dict[str, str]) -> Configuration:
    """Save a plan of staging and production, both with the warning, and with these waivers."""
    file = two(UNTESTED, UNTESTED)
    if rows:
        file = file.revised("", {"waivers": list(rows)})
    return api_saves.create(file, author).revision.configuration


@pytest.fixture
def warned(author: User, reviewer: User) -> Configuration:
    """Return a configuration whose revision 1 has the warning in both environments."""
    configuration = saved(author)
    configuration.shares.create(person=reviewer, role=Role.REVIEWER, by=author)
    return configuration


def environments_of(revision: Revision) -> list[tuple[str, ...]]:
    """List where the warning still stands in a revision."""
    return [row.environments for row in revision.stored_findings if row.rule == RULE]


def sent(environment: str) -> dict[str, Any]:
    words = {"reason": "A soft launch.", "owner": "Platform", "environment": environment}
    return words | {"expires": str(timezone.localdate())}


def test_a_waiver_for_one_environment_leaves_the_warning_in_the_other(
    warned: Configuration, reviewer: User
) -> None:
    signed_in(reviewer).post(f"/c/{warned.pk}/r/1/waive/{RULE}/", sent("staging"))

    revision = warned.revisions.get(number=2)
    assert environments_of(revision) == [("production",)]
    (waiver,) = revision_waivers(revision)
    assert (waiver.environment, waiver.given is not None) == ("staging", True)
    assert Event.objects.get(verb="waived").detail["environment"] == "staging"


def test_the_form_offers_every_environment_and_each(warned: Configuration, reviewer: User) -> None:
    page = signed_in(reviewer).get(f"/c/{warned.pk}/r/1/waive/{RULE}/").content.decode()

    for name in ("", "staging", "production"):
        assert f'name="environment" value="{name}"' in page


def test_an_environment_that_is_not_there_is_refused(warned: Configuration, reviewer: User) -> None:
    answer = signed_in(reviewer).post(f"/c/{warned.pk}/r/1/waive/{RULE}/", sent("qa"))

    assert answer.status_code == 200
    assert warned.revisions.count() == 1


def test_a_rule_with_an_error_elsewhere_is_waived_where_it_is_a_warning(
    author: User, reviewer: User
) -> None:
    missing = {"release.previousBackendTag": ""}
    revision = api_saves.create(two(missing, missing), author).revision

    assert waivable_in(revision, ROLLBACK) == ("staging",)
    with pytest.raises(Refused, match="Choose an environment"):
        waivers.waive(revision.configuration_id, 1, ROLLBACK, reviewer, terms())
    waivers.waive(revision.configuration_id, 1, ROLLBACK, reviewer, terms("staging"))


def test_withdrawing_one_waiver_keeps_the_others(warned: Configuration, reviewer: User) -> None:
    waivers.waive(warned.pk, 1, RULE, reviewer, terms("staging"))
    waivers.waive(warned.pk, 2, RULE, reviewer, terms("production"))

    signed_in(reviewer).post(f"/c/{warned.pk}/r/3/unwaive/{RULE}/?environment=staging")

    revision = warned.revisions.get(number=4)
    (left,) = revision_waivers(revision)
    assert (left.environment, left.given is not None) == ("production", True)
    assert environments_of(revision) == [("staging",)]


def test_a_waiver_for_all_is_not_withdrawn_by_the_name_of_one(
    warned: Configuration, reviewer: User
) -> None:
    waivers.waive(warned.pk, 1, RULE, reviewer, terms())
    client = signed_in(reviewer)

    assert client.get(f"/c/{warned.pk}/r/2/unwaive/{RULE}/?environment=staging").status_code == 404
    assert client.get(f"/c/{warned.pk}/r/2/unwaive/{RULE}/").status_code == 200


def test_the_page_withdraws_by_environment(warned: Configuration, reviewer: User) -> None:
    waivers.waive(warned.pk, 1, RULE, reviewer, terms("staging"))

    page = signed_in(reviewer).get(f"/c/{warned.pk}/r/2/").content.decode()

    assert f"/unwaive/{RULE}/?environment=staging" in page
    assert "only in staging" in page


def test_a_draft_that_lost_the_environment_takes_no_waiver_for_it(
    warned: Configuration, author: User, reviewer: User
) -> None:
    environments.remove(key=warned.pk, name="staging", person=author)

    waivers.waive(warned.pk, 1, RULE, reviewer, terms("staging"))

    draft = Configuration.objects.get(pk=warned.pk)
    assert (draft.plan_file.environments, draft.plan.waivers) == (("production",), ())


def test_renaming_the_only_environment_renames_it_in_its_waivers(author: User) -> None:
    row = {"rule": RULE, "reason": "Soon.", "owner": "Me", "expires": "2099-01-01"}
    document = {**two().shared.model_dump(by_alias=True, mode="json", exclude_unset=True)}
    file = read_plan_document({**document, "waivers": [{**row, "environment": "production"}]})
    draft = api_saves.create(file, author).revision.configuration

    environments.rename(key=draft.pk, name="production", new="live", person=author)

    renamed = Configuration.objects.get(pk=draft.pk)
    assert [waiver.environment for waiver in renamed.plan.waivers] == ["live"]


def test_a_waiver_for_an_unknown_environment_stops_a_second_environment(author: User) -> None:
    row = {"rule": RULE, "reason": "Soon.", "owner": "Me", "expires": "2099-01-01"}
    document = {**two().shared.model_dump(by_alias=True, mode="json", exclude_unset=True)}
    file = read_plan_document({**document, "waivers": [{**row, "environment": "qa"}]})
    draft = api_saves.create(file, author).revision.configuration

    with pytest.raises(environments.Refused, match="environment qa"):
        environments.add(key=draft.pk, name="staging", person=author)
    environments.add(key=draft.pk, name="qa", person=author)
