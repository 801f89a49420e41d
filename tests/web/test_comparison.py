from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import escape

import generators
from configurator.access import Visitor
from configurator.access.session_links import LINKS
from configurator.comparison import urls
from configurator.comparison.inputs import of_revision
from configurator.comparison.inputs import since_saved
from configurator.models import Configuration
from configurator.models import Link
from configurator.models import Revision
from configurator.models import Role
from configurator.models import Share
from configurator.models import User
from configurator.services import drafts
from tests.comparison.test_patch import expected
from tests.comparison.test_patch import git
from tests.comparison.test_patch import read
from tests.comparison.test_patch import written

Revise = Callable[..., Revision]
MORE = {"scaling.backend.replicas": 4}
INVALID_REFERENCES = (
    *("", "x", ":1", "preset:none", "preset", "{}", "{}:", "{}:0", "{}:9", "{}:-1", "{}:1:now"),
    *("{}:draft:today", "{}:approved", "{}:99999999999999999999", "{}:1:today:today", "{}:٣"),
)


@pytest.fixture
def owner(author: User) -> Client:
    """Return the author's browser, signed in."""
    return signed_in(author)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def pair(saved: Configuration, left: str, right: str) -> str:
    """Return the URL that compares two sides of a configuration."""
    return urls.page(f"{saved.pk}:{left}", f"{saved.pk}:{right}")


def shared(saved: Configuration, person: User, role: Role) -> Client:
    """Return the browser of somebody whom the author let in."""
    assert saved.person
    Share.objects.create(configuration=saved, person=person, role=role, by=saved.person)
    return signed_in(person)


def holder(saved: Configuration, number: int | None = None) -> Client:
    """Return a browser that opened a link, perhaps one that is pinned to a revision."""
    assert saved.person
    pinned = saved.revisions.get(number=number) if number else None
    link = Link.objects.create(
        configuration=saved, digest="0" * 64, role="viewer", revision=pinned, by=saved.person
    )
    client = Client()
    session = client.session
    session[LINKS] = [link.pk]
    session.save()
    client.cookies["configurator"] = str(session.session_key)
    return client


def test_two_revisions_differ_in_choices_findings_and_files(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise(MORE | {"database.monitoring": False})

    page = owner.get(pair(saved, "1", "2")).content.decode()

    assert "Backend: Replicas" in page
    assert "PostgreSQL is not monitored" in page
    assert "overlays/production/kustomization.yaml" in page
    assert "2 changed choices, 1 new finding" in page


def test_changed_words_are_highlighted_and_lines_have_signs(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise({"ingress.timeoutSeconds": 600})

    page = owner.get(pair(saved, "1", "2")).content.decode()

    assert "<del>330</del>" in page
    assert "<ins>600</ins>" in page
    assert '<td class="sign">+</td>' in page


def test_the_split_view_shows_both_sides_beside_each_other(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise(MORE)

    page = owner.get(f"{pair(saved, '1', '2')}&view=split").content.decode()

    assert 'class="diff split"' in page


def test_one_file_can_be_shown_whole(saved: Configuration, revise: Revise, owner: Client) -> None:
    revise(MORE)
    plan = generators.bundle(Configuration.objects.get(pk=saved.pk).plan).file("plan.yaml")

    page = owner.get(f"{pair(saved, '1', '2')}&file=plan.yaml").content.decode()

    assert page.count('<tr class="same">') > plan.text.count("\n") - 5
    assert "RUNBOOK.md" not in page


def test_a_file_without_differences_is_not_found(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise(MORE)

    for path in ("nothing.yaml", "gitops/README.md", "../../etc/passwd"):
        assert owner.get(f"{pair(saved, '1', '2')}&file={path}").status_code == 404


def test_the_patch_turns_the_left_bundle_into_the_right(
    saved: Configuration, revise: Revise, owner: Client, tmp_path: Path
) -> None:
    sides = of_revision(saved.revisions.get(number=1)), of_revision(revise(MORE))
    written(sides[0].files, tmp_path)

    answer = owner.get(pair(saved, "1", "2").replace("/compare/", "/compare/patch/"))

    git(tmp_path, answer.content)
    assert read(tmp_path) == expected(sides[1])
    assert 'filename="api-managed-1-to-api-managed-2.patch"' in answer["Content-Disposition"]


def test_the_patch_of_one_file_holds_only_that_file(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise(MORE)

    address = pair(saved, "1", "2").replace("/compare/", "/compare/patch/")

    assert owner.get(f"{address}&file=plan.yaml").content.count(b"diff --git ") == 1


def test_a_too_large_patch_is_refused_with_links_to_both_sides(
    saved: Configuration, revise: Revise, owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    revise({"scaling.backend.replicas": 4})
    monkeypatch.setattr("configurator.views.comparison.LARGEST_PATCH", 1000)

    answer = owner.get(pair(saved, "1", "2").replace("/compare/", "/compare/patch/"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "git diff --no-index" in page
    assert f'href="/c/{saved.pk}/r/1/"' in page
    assert f'href="/c/{saved.pk}/r/2/"' in page


def test_a_blocked_draft_has_no_patch_and_the_page_says_why(
    saved: Configuration, owner: Client
) -> None:
    draft = Configuration.objects.get(pk=saved.pk)
    draft.take(generators.revised(draft.plan, {"redis.mode": "none"}), {})
    draft.save()
    address = pair(saved, "1", "draft")

    assert "Errors block the bundle" in owner.get(address).content.decode()
    assert owner.get(address.replace("/compare/", "/compare/patch/")).status_code == 409


def test_the_draft_is_compared_with_the_last_approved_revision(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise(MORE)
    Configuration.objects.filter(pk=saved.pk).update(approved=1)

    page = owner.get(pair(saved, "approved", "draft")).content.decode()

    assert "api-managed, revision 1" in page
    assert "Backend: Replicas" in page


def test_a_preset_takes_the_values_of_its_blanks_from_the_other_side(
    saved: Configuration, owner: Client
) -> None:
    page = owner.get(urls.page(urls.preset("api-managed"), f"{saved.pk}:1"))

    changes = [change for step in page.context["comparison"].steps for change in step.changes]
    assert {change.title for change in changes} <= {"Labels for Prometheus"}
    assert "values of the other side" in page.content.decode()


@pytest.mark.parametrize("preset", [preset.slug for preset in generators.PRESETS])
def test_every_preset_has_files_to_compare(
    preset: str, saved: Configuration, owner: Client
) -> None:
    page = owner.get(urls.page(urls.preset(preset), f"{saved.pk}:1"))

    assert page.context["left"].side.files


def test_a_revision_equals_the_result_of_this_version(saved: Configuration, owner: Client) -> None:
    page = owner.get(pair(saved, "1", "1:today")).content.decode()

    assert "No differences" in page
    assert not since_saved(saved.revisions.get(number=1)).summary


def test_a_different_result_of_another_version_is_shown(
    saved: Configuration, owner: Client
) -> None:
    revision = saved.revisions.get(number=1)
    finding = {"rule": "old", "title": "Old words", "severity": "warning", "paths": [], "guide": []}
    revision.findings = [finding | {"message": "m", "why": "w", "fix": "f", "reference": ""}]
    revision.save()

    page = owner.get(pair(saved, "1", "1:today")).content.decode()

    assert "Old words" in page
    assert since_saved(revision).summary.text == "1 resolved finding"
    assert "1 resolved finding" in owner.get(f"/c/{saved.pk}/r/1/").content.decode()


def test_an_unreadable_plan_is_shown_as_it_was_stored(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise(MORE)
    revision = saved.revisions.get(number=1)
    revision.complete = generators.with_changes(revision.complete, {"redis.olden": "x"})
    revision.save()

    page = owner.get(pair(saved, "1", "2")).content.decode()

    assert "as they were stored" in page
    assert "redis.olden" in page


def test_an_unreadable_plan_has_no_findings_to_compare(saved: Configuration, owner: Client) -> None:
    revision = saved.revisions.get(number=1)
    revision.complete = generators.with_changes(revision.complete, {"redis.olden": "x"})
    revision.save()

    for url in (pair(saved, "1", "1:today"), f"/c/{saved.pk}/r/1/"):
        page = owner.get(url).content.decode()
        assert "cannot read the plan" in page
        assert "resolved-findings" not in page


def test_every_page_links_to_its_comparison(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise(MORE)
    changes, draft = (escape(pair(saved, *sides)) for sides in (("1", "2"), ("latest", "draft")))

    assert changes in owner.get(f"/c/{saved.pk}/").content.decode()
    assert changes in owner.get(f"/c/{saved.pk}/r/2/").content.decode()
    assert draft in owner.get(f"/c/{saved.pk}/findings/").content.decode()


def test_a_reviewer_sees_what_changed_since_their_last_visit(
    saved: Configuration, revise: Revise, reviewer: User
) -> None:
    client = shared(saved, reviewer, Role.REVIEWER)
    client.get(f"/c/{saved.pk}/r/1/")
    revise(MORE)

    page = client.get(f"/c/{saved.pk}/r/2/").content.decode()

    assert "You last viewed revision 1. Since then: 1 changed choice" in page
    assert escape(pair(saved, "1", "2")) in page


def test_a_pinned_link_has_no_links_to_other_revisions(
    saved: Configuration, revise: Revise
) -> None:
    revise(MORE)

    page = holder(saved, 2).get(f"/c/{saved.pk}/r/2/").content.decode()

    assert "/compare/" not in page


@pytest.mark.parametrize("side", INVALID_REFERENCES)
def test_a_side_that_does_not_exist_is_not_found(
    side: str, saved: Configuration, owner: Client
) -> None:
    query = {"left": side.format(saved.pk) or "::", "right": f"{saved.pk}:1"}

    assert owner.get("/compare/", query).status_code == 404
    assert owner.get("/compare/patch/", query).status_code == 404


def test_a_patch_of_no_sides_is_not_found(client: Client, db: None) -> None:
    assert client.get("/compare/patch/").status_code == 404


@pytest.mark.parametrize("path", ["/compare/", "/compare/patch/"])
def test_a_side_is_compared_by_those_who_may_see_it(
    path: str, saved: Configuration, reviewer: User, outsider: User, stranger: Client
) -> None:
    query = {"left": f"{saved.pk}:1", "right": "preset:api-managed"}

    assert shared(saved, reviewer, Role.VIEWER).get(path, query).status_code == 200
    assert signed_in(outsider).get(path, query).status_code == 404
    assert stranger.get(path, query).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [(Role.VIEWER, 403), (Role.REVIEWER, 403), (Role.EDITOR, 200)]
)
def test_a_draft_is_compared_by_those_who_may_edit_it(
    role: Role, status: int, saved: Configuration, reviewer: User
) -> None:
    answer = shared(saved, reviewer, role).get(pair(saved, "1", "draft"))

    assert answer.status_code == status


def test_a_configuration_of_somebody_else_is_not_told_from_one_that_is_not_there(
    saved: Configuration, outsider: User
) -> None:
    client = signed_in(outsider)

    for key in (saved.pk, uuid4()):
        assert client.get(f"/compare/?left={key}:draft&right={key}:1").status_code == 404


def test_a_link_compares_the_revisions_that_it_shows(saved: Configuration, revise: Revise) -> None:
    revise(MORE)

    assert holder(saved).get(pair(saved, "1", "latest")).status_code == 200


def test_a_link_to_one_revision_reaches_no_other(saved: Configuration, revise: Revise) -> None:
    revise(MORE)
    Configuration.objects.filter(pk=saved.pk).update(approved=2)
    pinned = holder(saved, 1)

    for other in ("2", "2:today", "approved"):
        assert pinned.get(pair(saved, "1", other)).status_code == 404
    assert pinned.get(pair(saved, "1", "1:today")).status_code == 200
    assert pinned.get(pair(saved, "1", "draft")).status_code == 403


def test_a_pinned_link_has_no_options_of_other_revisions(
    saved: Configuration, revise: Revise
) -> None:
    revise(MORE)

    page = holder(saved, 1).get(f"/compare/?left={saved.pk}:1").content.decode()

    assert f"{saved.pk}:1" in page
    assert f"{saved.pk}:2" not in page
    assert f"{saved.pk}:draft" not in page


def test_the_form_lists_what_a_visitor_may_see(
    saved: Configuration, owner: Client, outsider: User
) -> None:
    mine = owner.get("/compare/").content.decode()
    page = signed_in(outsider).get("/compare/").content.decode()

    assert f'value="{saved.pk}:latest"' in mine
    assert str(saved.pk) not in page
    assert 'value="preset:api-managed"' in page


def test_a_browser_compares_its_draft_with_a_preset(
    finished: Configuration, engineer: Client
) -> None:
    assert f"{finished.pk}:draft" in engineer.get("/compare/").content.decode()
    answer = engineer.get(f"/compare/?left=preset:web-company&right={finished.pk}:draft")
    assert answer.status_code == 200


def test_the_page_asks_the_database_as_often_for_many_configurations(
    saved: Configuration,
    revise: Revise,
    author: User,
    owner: Client,
    django_assert_num_queries: Any,
) -> None:
    revise(MORE)
    address = pair(saved, "1", "2")
    for _ in range(5):
        drafts.create(Visitor(author), generators.recommended())

    with django_assert_num_queries(16):
        owner.get(address)


def test_text_of_people_is_escaped(saved: Configuration, revise: Revise, owner: Client) -> None:
    revise({"release.change": "<script>alert(1)</script> & more"})

    for view in ("unified", "split"):
        page = owner.get(f"{pair(saved, '1', '2')}&view={view}").content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_the_page_of_a_revision_lists_its_changes(
    saved: Configuration, revise: Callable[..., Revision], reviewer: User
) -> None:
    revise({"scaling.backend.replicas": 1})
    Share.objects.create(configuration=saved, person=reviewer, role="reviewer", by=reviewer)

    page = signed_in(reviewer).get(f"/c/{saved.pk}/r/2/").content.decode()

    assert "Changes since revision 1" in page
    assert (
        "Backend: Replicas"
        in page.partition("Changes since revision 1")[2].partition("</table>")[0]
    )
    assert "<strong>New findings:</strong>" in page


def test_the_first_revision_lists_no_changes(saved: Configuration, author: User) -> None:
    page = signed_in(author).get(f"/c/{saved.pk}/r/1/").content.decode()

    assert 'id="changed"' not in page
