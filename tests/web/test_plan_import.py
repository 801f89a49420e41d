from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import generators
from configurator.models import Configuration
from configurator.models import Share
from configurator.models import User
from tests.environments.files import two
from tests.people import signed_in
from tests.web.sending import send

FOUR = generators.revised(generators.recommended(), {"scaling.backend.replicas": 4})
PLAN = b"apiVersion: skillflaw-configurator/v1\nkind: DeploymentPlan\nmetadata: {name: acme}\n"
HIDDEN = re.compile(r'<input type="hidden" name="(document|source|seen)" value="([^"]*)">')


@pytest.fixture
def client(author: User) -> Client:
    """Return the author's browser."""
    return signed_in(author)


def file(content: bytes, name: str = "plan.yaml") -> dict[str, SimpleUploadedFile]:
    return {"plan": SimpleUploadedFile(name, content)}


def preview(client: Client, saved: Configuration, plan: generators.Plan = FOUR) -> str:
    """Return the page that shows what a plan file would change."""
    sent = file(generators.plan_yaml(plan).encode())
    return client.post(f"/c/{saved.pk}/import/", sent).content.decode()


def test_the_preview_shows_what_an_environment_would_get(
    client: Client, saved: Configuration
) -> None:
    text = generators.plan_file_yaml(two({"scaling.backend.replicas": 2})).encode()

    page = client.post(f"/c/{saved.pk}/import/", file(text)).content.decode()

    assert "Environment staging" in page
    assert "staging:scaling.backend.replicas" in page


def confirm(client: Client, saved: Configuration, page: str) -> str:
    sent = {name: unescape(value) for name, value in HIDDEN.findall(page)}
    answer = client.post(f"/c/{saved.pk}/import/", {**sent, "take": ""}, follow=True)
    return answer.content.decode()


def draft_of(saved: Configuration) -> Configuration:
    return Configuration.objects.get(pk=saved.pk)


def test_the_changes_by_a_file_are_shown_before_the_import(
    saved: Configuration, client: Client
) -> None:
    page = preview(client, saved)

    assert 'name="take"' in page
    assert draft_of(saved).plan == generators.recommended()


def test_a_confirmed_file_replaces_the_draft_and_is_in_the_audit_log(
    saved: Configuration, client: Client
) -> None:
    confirm(client, saved, preview(client, saved))

    after = draft_of(saved)
    assert (after.plan, after.latest, after.changed) == (FOUR, 1, True)
    assert after.events.latest("pk").detail == {"source": "a plan file"}


def test_the_zip_of_a_bundle_is_imported_too(saved: Configuration, client: Client) -> None:
    sent = file(generators.bundle(FOUR).zipped(), "bundle.zip")

    page = client.post(f"/c/{saved.pk}/import/", sent).content.decode()
    confirm(client, saved, page)

    assert draft_of(saved).plan == FOUR
    assert draft_of(saved).events.latest("pk").detail == {"source": "a bundle"}


def test_a_draft_that_changed_meanwhile_needs_another_confirmation(
    saved: Configuration, client: Client
) -> None:
    page = preview(client, saved)
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "other.db.acme.com"})

    again = confirm(client, saved, page)

    assert 'name="take"' in again
    assert "other.db.acme.com" in again
    assert draft_of(saved).plan.redis.host == "other.db.acme.com"


def test_invalid_values_are_named_before_the_import_removes_them(
    saved: Configuration, client: Client
) -> None:
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "cache..acme"})

    page = preview(client, saved)

    assert "1 invalid value" in page
    assert ": Host" in page


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "No file was chosen"),
        (b"\x00\x01", "cannot be read as a plan"),
        (generators.plan_yaml(FOUR).encode() + b"more: 1\n", "more"),
        (PLAN + b"spec: {redis: {mod: none}}\n", "Did you mean mode?"),
    ],
)
def test_an_invalid_file_is_refused_with_its_problem(
    content: bytes, problem: str, saved: Configuration, client: Client
) -> None:
    page = client.post(f"/c/{saved.pk}/import/", file(content)).content.decode()

    assert problem in page
    assert "The draft was not changed" in page


def test_a_secret_in_a_file_is_refused_and_not_repeated(
    saved: Configuration, client: Client
) -> None:
    text = generators.plan_yaml(FOUR).replace("acme.com", "acme.com:hunter2@x", 1)

    page = client.post(f"/c/{saved.pk}/import/", file(text.encode())).content.decode()

    assert "hunter2" not in page


def test_a_forged_confirmation_is_read_like_a_file(saved: Configuration, client: Client) -> None:
    sent = {"take": "", "document": "kind: Nothing", "source": "x", "seen": "1"}

    page = client.post(f"/c/{saved.pk}/import/", sent).content.decode()

    assert "The draft was not changed" in page


@pytest.mark.parametrize(("role", "status"), [("editor", 200), ("reviewer", 403), ("viewer", 403)])
def test_an_editor_may_import(
    role: str, status: int, saved: Configuration, author: User, reviewer: User
) -> None:
    Share.objects.create(configuration=saved, person=reviewer, role=role, by=author)

    assert signed_in(reviewer).get(f"/c/{saved.pk}/import/").status_code == status


def test_the_import_is_not_found_for_an_outsider(saved: Configuration, outsider: User) -> None:
    assert signed_in(outsider).get(f"/c/{saved.pk}/import/").status_code == 404


def test_a_file_uploaded_by_a_signed_in_person_is_their_draft(client: Client, author: User) -> None:
    client.post("/upload/", file(generators.plan_yaml(FOUR).encode()))

    configuration = Configuration.objects.get()
    assert (configuration.person, configuration.plan) == (author, FOUR)
    assert configuration.events.get().verb == "imported"


def test_the_front_page_lists_configurations_and_drafts_of_the_browser(
    saved: Configuration, engineer: Client, draft: Configuration, author: User
) -> None:
    engineer.force_login(author)

    page = engineer.get("/").content.decode()

    assert f'href="/c/{saved.pk}/"' in page
    assert f'href="/c/{draft.pk}/findings/"' in page


def test_the_front_page_links_to_deleted_drafts(
    draft: Configuration, engineer: Client, stranger: Client
) -> None:
    engineer.post(f"/c/{draft.pk}/delete/")

    assert "/configurations/deleted/" in engineer.get("/").content.decode()
    assert "/configurations/deleted/" not in stranger.get("/").content.decode()


def test_a_huge_version_number_imports_nothing(client: Client, saved: Configuration) -> None:
    sent = {"take": "", "seen": "9" * 5000, "document": generators.plan_yaml(FOUR)}

    answer = client.post(f"/c/{saved.pk}/import/", sent)

    assert answer.status_code == 200
    assert Configuration.objects.get().version == saved.version
