"""The environments of a draft: stored, added, renamed, put in order, removed, promoted."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import generators
from configurator.events import sentences
from configurator.forms.environments import NewEnvironmentForm
from configurator.models import Configuration
from configurator.models import User
from configurator.models import Verb
from configurator.services import revisions
from tests.people import signed_in
from tests.web.rows import now_of

ABOUT_ENVIRONMENTS = [verb for verb in Verb if "environment" in verb or verb == Verb.PROMOTED]
STAGING: dict[str, Any] = {
    "release.namespace": "skillflaw-staging",
    "release.backend.tag": "1.9.0",
    "ingress.hosts.api": "api.staging.acme.com",
    "database.host": "postgres.staging.acme.com",
    "redis.host": "redis.staging.acme.com",
    "tls.covers": ["*.staging.acme.com"],
    "database.backup.destination": "s3://acme-staging/skillflaw",
}


def two() -> generators.PlanFile:
    """Return a plan file with staging and production, in this order of promotion."""
    shared = generators.recommended()
    file = generators.PlanFile(shared, {"staging": {}, "production": {}})
    document = generators.sparse_file(file)
    file = generators.read_plan_document(document)
    return file.revised("staging", STAGING)


@pytest.fixture
def several(finished: Configuration) -> Configuration:
    """Return the engineer's draft with two environments."""
    finished.take(two(), {})
    finished.save()
    return finished


def post(client: Client, draft: Configuration, address: str, **sent: Any) -> Any:
    return client.post(f"/c/{draft.pk}/environments/{address}", sent)


def told(draft: Configuration) -> list[str]:
    """List the sentences of the audit log that are about environments, the first one first."""
    events = draft.events.order_by("pk").filter(verb__in=ABOUT_ENVIRONMENTS)
    return [sentences.action(event) for event in events]


def test_the_audit_log_tells_what_happened_to_environments(
    several: Configuration, engineer: Client, author: User
) -> None:
    Configuration.objects.filter(pk=several.pk).update(person=author, browser="")
    client = signed_in(author)

    post(client, several, "", name="qa", start="staging")
    post(client, several, "qa/rename/", name="test")
    post(client, several, "test/move/", up="")
    seen = now_of(several).version
    post(client, several, "promote/", **{"from": "staging", "to": "production", "seen": seen})
    post(client, several, "test/remove/")

    assert told(several) == [
        "added the environment qa from staging to the draft",
        "renamed the environment qa to test in the draft",
        "changed the order of promotion in the draft to staging, test, production",
        "promoted staging to production: 1 choice",
        "removed the environment test from the draft",
    ]
    page = client.get(f"/c/{several.pk}/audit-log/").content.decode()
    assert "promoted staging to production: 1 choice" in page


def test_what_was_refused_is_in_no_audit_log(
    several: Configuration, engineer: Client, author: User
) -> None:
    Configuration.objects.filter(pk=several.pk).update(person=author, browser="")

    post(signed_in(author), several, "", name="staging")

    assert told(several) == []


def test_a_draft_of_a_browser_has_no_audit_log(several: Configuration, engineer: Client) -> None:
    post(engineer, several, "", name="qa")

    assert not several.events.exists()


def test_the_order_of_promotion_is_kept(several: Configuration) -> None:
    stored = now_of(several)

    assert stored.plan_file.environments == ("staging", "production")
    assert stored.plan_file == two()


def test_the_order_does_not_depend_on_the_column(several: Configuration) -> None:
    stored = now_of(several)
    stored.document["environments"] = dict(reversed(stored.document["environments"].items()))

    assert stored.plan_file.environments == ("staging", "production")


def test_a_plan_file_with_environments_is_taken_in(engineer: Client, db: None) -> None:
    text = generators.plan_file_yaml(two()).encode()

    engineer.post("/upload/", {"plan": SimpleUploadedFile("plan.yaml", text)})

    draft = Configuration.objects.latest("created")
    assert draft.plan_file == two()
    assert engineer.get(f"/c/{draft.pk}/plan.yaml").content == text


def test_a_revision_holds_every_environment(several: Configuration, author: User) -> None:
    revision = revisions.save(several.pk, author).revision

    assert revision.plan_file.environments == ("staging", "production")
    assert revision.bundle is not None
    assert revision.bundle.file("overlays/staging/kustomization.yaml").text
    assert {name for row in revision.findings for name in row["environments"]} <= {
        "staging",
        "production",
    }


def test_the_first_environment_is_the_one_of_the_plan(
    engineer: Client, finished: Configuration
) -> None:
    post(engineer, finished, "", name="staging", start="")

    file = now_of(finished).plan_file
    assert file.environments == ("production", "staging")
    assert file.plan_of("production") == generators.recommended()


def test_an_environment_starts_as_a_copy(engineer: Client, several: Configuration) -> None:
    post(engineer, several, "", name="test", start="staging")

    file = now_of(several).plan_file
    assert file.own["test"] == file.own["staging"]


@pytest.mark.parametrize(
    ("before", "order"),
    [
        ("staging", ("qa", "staging", "production")),
        ("production", ("staging", "qa", "production")),
        ("", ("staging", "production", "qa")),
    ],
)
def test_an_environment_is_added_at_its_position(
    engineer: Client, several: Configuration, before: str, order: tuple[str, ...]
) -> None:
    post(engineer, several, "", name="qa", start="", before=before)

    assert now_of(several).plan_file.environments == order


def test_the_first_added_environment_can_come_before_the_one_of_the_plan(
    engineer: Client, finished: Configuration
) -> None:
    post(engineer, finished, "", name="staging", start="", before="production")

    assert now_of(finished).plan_file.environments == ("staging", "production")


@pytest.mark.parametrize(
    ("name", "message"), [("staging", "already"), ("Two words", "lower"), ("", "required")]
)
def test_what_is_no_new_name_is_refused(
    engineer: Client, several: Configuration, name: str, message: str
) -> None:
    page = post(engineer, several, "", name=name, start="").content.decode()

    assert message in page
    assert now_of(several).plan_file.environments == ("staging", "production")


def test_an_environment_is_renamed(engineer: Client, several: Configuration) -> None:
    several.unfinished = {"staging:redis.port": "many"}
    several.save()

    post(engineer, several, "staging/rename/", name="canary")

    draft = now_of(several)
    assert draft.plan_file.environments == ("canary", "production")
    assert draft.plan_file.own["canary"] == two().own["staging"]
    assert draft.unfinished == {"canary:redis.port": "many"}


def test_the_only_environment_is_renamed(engineer: Client, finished: Configuration) -> None:
    post(engineer, finished, "production/rename/", name="live")

    assert now_of(finished).plan.release.environment == "live"
    assert now_of(finished).environments == []


def test_an_environment_moves_up_and_down(engineer: Client, several: Configuration) -> None:
    post(engineer, several, "production/move/", up="")
    assert now_of(several).plan_file.environments == ("production", "staging")

    post(engineer, several, "production/move/", down="")
    assert now_of(several).plan_file.environments == ("staging", "production")


def test_an_environment_is_removed_after_a_question(
    engineer: Client, several: Configuration
) -> None:
    address = f"/c/{several.pk}/environments/staging/remove/"
    assert "Remove staging?" in engineer.get(address).content.decode()
    assert now_of(several).plan_file.environments == ("staging", "production")

    engineer.post(address)

    assert now_of(several).plan_file.environments == ("production",)


def test_the_last_environment_is_not_removed(engineer: Client, finished: Configuration) -> None:
    post(engineer, finished, "production/remove/")

    assert now_of(finished).plan_file.environments == ("production",)


def test_a_promotion_changes_what_it_showed(engineer: Client, several: Configuration) -> None:
    address = f"/c/{several.pk}/environments/promote/?from=staging&to=production"
    page = engineer.get(address)
    moved = [line.path for line in page.context["moved"]]
    stayed = [line.path for line in page.context["stayed"]]
    assert moved == ["release.backend.tag"]
    assert "ingress.hosts.api" in stayed
    assert "[&#x27;" not in page.content.decode()

    ends = {"from": "staging", "to": "production", "seen": several.version}
    post(engineer, several, "promote/", **ends, also=["release.namespace"])

    own = now_of(several).plan_file.own["production"]
    assert own == {"release.namespace": "skillflaw-staging", "release.backend.tag": "1.9.0"}
    origin = now_of(several).promotions["production"]
    assert (origin["source"], origin["revision"]) == ("staging", 0)


def test_a_promotion_of_another_draft_than_was_shown_changes_nothing(
    engineer: Client, several: Configuration
) -> None:
    ends = {"from": "staging", "to": "production", "seen": several.version - 1}

    page = post(engineer, several, "promote/", **ends)

    assert "nothing was promoted" in page.content.decode()
    assert now_of(several).plan_file == two()


def test_saving_names_the_revision_that_promoted_values_are_from(
    engineer: Client, several: Configuration, author: User
) -> None:
    post(engineer, several, "promote/", **{"from": "staging", "to": "production", "seen": 1})
    assert "from the draft" in engineer.get(f"/c/{several.pk}/environments/").content.decode()

    revisions.save(several.pk, author)

    page = signed_in(author).get(f"/c/{several.pk}/environments/").content.decode()
    assert "production has the values of staging from revision 1." in page
    assert not now_of(several).changed


def test_saving_says_nothing_of_a_promotion_that_is_outdated(
    engineer: Client, several: Configuration, author: User
) -> None:
    post(engineer, several, "promote/", **{"from": "staging", "to": "production", "seen": 1})
    draft = now_of(several)
    draft.replace(draft.plan_file.revised("staging", {"release.backend.tag": "1.9.1"}))
    draft.save()

    revisions.save(several.pk, author)

    page = signed_in(author).get(f"/c/{several.pk}/environments/").content.decode()
    assert "from the draft" in page
    assert "behind by 1 choice" in page


def test_a_page_says_when_an_environment_lags_behind(
    engineer: Client, several: Configuration
) -> None:
    ends = {"from": "staging", "to": "production", "seen": several.version}
    post(engineer, several, "promote/", **ends)
    address = f"/c/{several.pk}/environments/"
    assert "up to date" in engineer.get(address).content.decode()

    draft = now_of(several)
    draft.replace(draft.plan_file.revised("staging", {"release.backend.tag": "1.9.1"}))
    draft.save()

    assert "behind by 1 choice" in engineer.get(address).content.decode()


def test_the_matrix_marks_what_differs(engineer: Client, several: Configuration) -> None:
    page = engineer.get(f"/c/{several.pk}/environments/matrix/")

    table = page.context["table"]
    rows = {row.path: row for topic in table.topics for row in topic.rows}
    assert table.columns == ("Shared", "staging", "production")
    assert [cell.differs for cell in rows["release.backend.tag"].cells] == [False, True, False]
    assert not rows["redis.ttlSeconds"].differs
    assert "release.environment" not in rows
    assert "differs" in page.content.decode()


def test_the_matrix_is_narrowed_to_the_differences(
    engineer: Client, several: Configuration
) -> None:
    page = engineer.get(f"/c/{several.pk}/environments/matrix/?only=differences")

    paths = {row.path for topic in page.context["topics"] for row in topic.rows}
    assert paths == set(STAGING)


def test_the_matrix_of_a_revision_is_read_by_whoever_sees_it(
    several: Configuration, author: User
) -> None:
    revisions.save(several.pk, author)

    page = signed_in(author).get(f"/c/{several.pk}/r/1/environments/")

    assert page.status_code == 200
    assert "api.staging.acme.com" in page.content.decode()


def test_a_renamed_environment_keeps_its_waivers(engineer: Client, several: Configuration) -> None:
    waiver = {
        "rule": "redis-unmonitored",
        "reason": "A test environment.",
        "owner": "Platform",
        "expires": "2099-01-01",
        "environment": "staging",
    }
    several.replace(several.plan_file.revised("", {"waivers": [waiver]}))
    several.save()

    post(engineer, several, "staging/rename/", name="canary")
    (renamed,) = now_of(several).plan.waivers
    assert renamed.environment == "canary"

    post(engineer, several, "canary/remove/")
    assert now_of(several).plan.waivers == ()


def test_a_renamed_environment_keeps_its_origin(engineer: Client, several: Configuration) -> None:
    ends = {"from": "staging", "to": "production", "seen": several.version}
    post(engineer, several, "promote/", **ends)

    post(engineer, several, "production/rename/", name="live")
    post(engineer, several, "staging/rename/", name="canary")

    origins = now_of(several).promotions
    assert {target: row["source"] for target, row in origins.items()} == {"live": "canary"}


def test_a_single_plan_keeps_its_document(finished: Configuration, author: User) -> None:
    document = finished.document

    revision = revisions.save(finished.pk, author).revision

    assert revision.document == document == generators.sparse(generators.recommended())
    assert revision.environments == []
    assert "environments" not in revision.complete


@pytest.mark.parametrize(
    ("taken", "position"), [(("staging", "production"), "production"), (("dev", "test"), "")]
)
def test_a_new_environment_is_suggested_before_production(
    taken: tuple[str, ...], position: str
) -> None:
    assert NewEnvironmentForm(taken, None).fields["before"].initial == position
