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


def brought(client: Client, saved: Configuration, plan: generators.Plan = FOUR) -> str:
    """Return the page that shows what a plan file would change."""
    sent = file(generators.plan_yaml(plan).encode())
    return client.post(f"/c/{saved.pk}/import/", sent).content.decode()


def confirm(client: Client, saved: Configuration, page: str) -> str:
    sent = {name: unescape(value) for name, value in HIDDEN.findall(page)}
    answer = client.post(f"/c/{saved.pk}/import/", {**sent, "take": ""}, follow=True)
    return answer.content.decode()


def draft_of(saved: Configuration) -> Configuration:
    return Configuration.objects.get(pk=saved.pk)


def test_a_file_is_shown_against_the_draft_before_it_is_taken(
    saved: Configuration, client: Client
) -> None:
    page = brought(client, saved)

    assert "What the file changes" in page
    assert "Nothing is taken yet" in page
    assert draft_of(saved).plan == generators.recommended()


def test_a_confirmed_file_replaces_the_draft_and_is_in_the_history(
    saved: Configuration, client: Client
) -> None:
    confirm(client, saved, brought(client, saved))

    after = draft_of(saved)
    assert (after.plan, after.latest, after.changed) == (FOUR, 1, True)
    assert after.events.latest("pk").detail == {"source": "a plan file"}


def test_the_zip_of_a_bundle_is_taken_too(saved: Configuration, client: Client) -> None:
    sent = file(generators.bundle(FOUR).zipped(), "bundle.zip")

    page = client.post(f"/c/{saved.pk}/import/", sent).content.decode()
    confirm(client, saved, page)

    assert draft_of(saved).plan == FOUR
    assert draft_of(saved).events.latest("pk").detail == {"source": "a bundle"}


def test_a_draft_that_changed_meanwhile_is_shown_again_first(
    saved: Configuration, client: Client
) -> None:
    page = brought(client, saved)
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "other.db.acme.com"})

    again = confirm(client, saved, page)

    assert "Nothing is taken yet" in again
    assert "other.db.acme.com" in again
    assert draft_of(saved).plan.redis.host == "other.db.acme.com"


def test_answers_that_cannot_be_read_are_named_before_they_go(
    saved: Configuration, client: Client
) -> None:
    send(client, f"/c/{saved.pk}/redis/", {"redis.host": "https://cache/x"})

    page = brought(client, saved)

    assert "1 answer that cannot be read yet" in page
    assert "loses it: Host" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "No file was chosen, or it is empty"),
        (b"\x00\x01", "cannot be read as a plan"),
        (generators.plan_yaml(FOUR).encode() + b"more: 1\n", "more"),
        (PLAN + b"spec: {redis: {mod: none}}\n", "Did you mean mode?"),
    ],
)
def test_what_is_no_plan_is_refused_in_words(
    content: bytes, said: str, saved: Configuration, client: Client
) -> None:
    page = client.post(f"/c/{saved.pk}/import/", file(content)).content.decode()

    assert said in page
    assert "The draft is as it was" in page


def test_a_secret_in_a_file_is_refused_and_not_repeated(
    saved: Configuration, client: Client
) -> None:
    text = generators.plan_yaml(FOUR).replace("acme.com", "acme.com:hunter2@x", 1)

    page = client.post(f"/c/{saved.pk}/import/", file(text.encode())).content.decode()

    assert "hunter2" not in page


def test_a_made_up_confirmation_is_read_like_a_file(saved: Configuration, client: Client) -> None:
    sent = {"take": "", "document": "kind: Nothing", "source": "x", "seen": "1"}

    page = client.post(f"/c/{saved.pk}/import/", sent).content.decode()

    assert "The draft is as it was" in page


@pytest.mark.parametrize(("role", "status"), [("editor", 200), ("reviewer", 403), ("viewer", 403)])
def test_importing_takes_an_editor(
    role: str, status: int, saved: Configuration, author: User, reviewer: User
) -> None:
    Share.objects.create(configuration=saved, person=reviewer, role=role, by=author)

    assert signed_in(reviewer).get(f"/c/{saved.pk}/import/").status_code == status


def test_a_stranger_finds_nothing_to_import_into(saved: Configuration, outsider: User) -> None:
    assert signed_in(outsider).get(f"/c/{saved.pk}/import/").status_code == 404


def test_a_file_uploaded_by_somebody_signed_in_is_their_own_at_once(
    client: Client, author: User
) -> None:
    client.post("/upload/", file(generators.plan_yaml(FOUR).encode()))

    kept = Configuration.objects.get()
    assert (kept.person, kept.plan) == (author, FOUR)
    assert kept.events.get().verb == "imported"


def test_the_front_page_goes_on_with_ones_own_and_with_the_browsers(
    saved: Configuration, engineer: Client, draft: Configuration, author: User
) -> None:
    engineer.force_login(author)

    page = engineer.get("/").content.decode()

    assert f'href="/c/{saved.pk}/"' in page
    assert f'href="/c/{draft.pk}/findings/"' in page


def test_the_front_page_leads_back_to_what_was_deleted(
    draft: Configuration, engineer: Client, stranger: Client
) -> None:
    engineer.post(f"/c/{draft.pk}/delete/")

    assert "/configurations/deleted/" in engineer.get("/").content.decode()
    assert "/configurations/deleted/" not in stranger.get("/").content.decode()


def test_a_number_that_python_does_not_read_takes_nothing(
    client: Client, saved: Configuration
) -> None:
    sent = {"take": "", "seen": "9" * 5000, "document": generators.plan_yaml(FOUR)}

    answer = client.post(f"/c/{saved.pk}/import/", sent)

    assert answer.status_code == 200
    assert Configuration.objects.get().version == saved.version
