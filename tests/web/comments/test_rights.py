from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client

import generators
from configurator.access import Visitor
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import User
from configurator.services import drafts
from configurator.services import revisions
from tests.people import PASSWORD
from tests.people import signed_in
from tests.web.comments.participants import REPLICAS
from tests.web.comments.participants import WHOLE
from tests.web.comments.participants import Link
from tests.web.comments.participants import Participant
from tests.web.comments.participants import Revise


@pytest.mark.parametrize("act", ["edit", "delete"])
def test_nobody_changes_comments_of_others(
    act: str, writing: Participant, reviewing: Participant
) -> None:
    comment = reviewing.comment("Why?")

    answer = writing.post(f"comments/{comment.pk}/{act}/", body="Yes!")

    assert answer.status_code == 403
    assert "Only the author of a comment" in answer.content.decode()
    assert Comment.objects.get().body == "Why?"


def test_a_viewer_reads_and_cannot_comment(reading: Participant, reviewing: Participant) -> None:
    comment = reviewing.comment("Why?")

    page = reading.page("discussion/")
    answers = [
        reading.post(WHOLE, body="I"),
        reading.post(f"threads/{comment.thread.pk}/", body="am"),
        reading.post(f"threads/{comment.thread.pk}/state/", action="resolve"),
    ]

    assert "Why?" in page
    assert "<textarea" not in page
    assert [answer.status_code for answer in answers] == [403] * 3


READ = ["discussion/", "choices/", "files/plan.yaml", WHOLE, "threads/{thread}/"]
DONE = [
    *READ[3:],
    "threads/{thread}/state/",
    "comments/{comment}/edit/",
    "comments/{comment}/delete/",
]


def test_a_stranger_finds_nothing(
    reviewing: Participant, saved: Configuration, outsider: User
) -> None:
    comment = reviewing.comment("Why?")
    names = {"thread": comment.thread.pk, "comment": comment.pk}
    for stranger in (Participant(signed_in(outsider), saved), Participant(Client(), saved)):
        got = [stranger.get(url.format(**names)).status_code for url in READ]
        sent = [stranger.post(url.format(**names), body="x").status_code for url in DONE]

        assert set(got + sent) == {404}


def test_a_thread_is_found_only_where_it_is(
    reviewing: Participant, outsider: User, duplicate: Configuration
) -> None:
    comment = reviewing.comment("Why?")
    elsewhere = Participant(signed_in(outsider), duplicate)
    names = {"thread": comment.thread.pk, "comment": comment.pk}

    sent = [elsewhere.post(url.format(**names), body="x").status_code for url in DONE[1:]]

    assert sent == [404] * 4
    assert elsewhere.get(f"threads/{comment.thread.pk}/").status_code == 404


@pytest.fixture
def duplicate(outsider: User) -> Configuration:
    """Return a saved configuration of somebody else's."""
    draft = drafts.create(Visitor(outsider), generators.recommended())
    revisions.save(draft.pk, outsider)
    return draft


def test_an_archived_configuration_takes_no_more_comments(
    saved: Configuration, reviewing: Participant
) -> None:
    Configuration.objects.filter(pk=saved.pk).update(archived=saved.created)

    assert reviewing.post(WHOLE, body="x").status_code == 403
    assert "<textarea" not in reviewing.page("discussion/")


def test_a_link_visitor_must_sign_in_to_comment(link: Link) -> None:
    client = Client()
    revision_url = client.get(link("reviewer")).headers["Location"]

    page = client.get(f"{revision_url}files/plan.yaml?line=3").content.decode()

    assert f"?next={quote(f'{revision_url}files/plan.yaml?line=3', safe='')}" in page
    assert "<textarea" not in page
    assert client.post(f"{revision_url}{WHOLE}", {"body": "x"}).status_code == 403


def test_signing_in_returns_to_the_open_form(link: Link, outsider: User) -> None:
    client = Client()
    form = f"{client.get(link('reviewer')).headers['Location']}files/plan.yaml?line=3"
    name = {"login": outsider.username, "password": PASSWORD}

    answer = client.post(f"/account/login/?next={quote(form, safe='')}", name)

    assert answer.headers["Location"] == form
    assert "<textarea" in client.get(form).content.decode()


def test_a_reviewer_link_lets_a_signed_in_person_comment(link: Link, outsider: User) -> None:
    client = signed_in(outsider)
    revision_url = client.get(link("reviewer")).headers["Location"]

    client.post(f"{revision_url}{WHOLE}", {"body": "May I?"})

    assert Comment.objects.get().author == outsider


def test_a_link_to_one_revision_shows_only_its_threads(
    link: Link, reviewing: Participant, revise: Revise
) -> None:
    first = reviewing.comment("Of the first").thread
    revise({REPLICAS: 4})
    reviewing.comment("Of the second", number=2)
    client = Client()
    revision_url = client.get(link("viewer", 2)).headers["Location"]

    page = client.get(f"{revision_url}discussion/").content.decode()

    assert "Of the second" in page
    assert "Of the first" not in page
    assert client.get(f"{revision_url}threads/{first.pk}/").status_code == 404
