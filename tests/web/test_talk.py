from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from configurator import sentences
from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Event
from configurator.models import Revision
from configurator.models import Role
from configurator.models import Share
from configurator.models import Thread
from configurator.models import User
from tests.people import signed_in

Link = Callable[..., str]
Revise = Callable[..., Revision]
REPLICAS = "scaling.backend.replicas"
WHOLE = "talk/?about=whole"


class Talker:
    """Somebody at one configuration, as their browser does it."""

    def __init__(self, client: Client, configuration: Configuration) -> None:
        self.client = client
        self.top = f"/c/{configuration.pk}/r/"

    def get(self, place: str, number: int = 1) -> Any:
        return self.client.get(f"{self.top}{number}/{place}")

    def page(self, place: str, number: int = 1) -> str:
        return str(self.get(place, number).content.decode())

    def post(self, place: str, number: int = 1, **sent: str) -> Any:
        return self.client.post(f"{self.top}{number}/{place}", sent)

    def say(self, body: str, place: str = WHOLE, number: int = 1) -> Comment:
        self.post(place, number, body=body)
        return Comment.objects.latest("pk")


@pytest.fixture
def writing(saved: Configuration, author: User) -> Talker:
    """Return the author at their configuration."""
    return Talker(signed_in(author), saved)


@pytest.fixture
def reviewing(saved: Configuration, author: User, reviewer: User) -> Talker:
    """Return a reviewer at the author's configuration."""
    share(saved, reviewer, Role.REVIEWER, author)
    return Talker(signed_in(reviewer), saved)


@pytest.fixture
def reading(saved: Configuration, author: User, join: Callable[..., User]) -> Talker:
    """Return somebody who may only read it."""
    viewer = join("viewer")
    share(saved, viewer, Role.VIEWER, author)
    return Talker(signed_in(viewer), saved)


def share(configuration: Configuration, person: User, role: Role, by: User) -> None:
    Share.objects.create(configuration=configuration, person=person, role=role, by=by)


PLACES = {
    "whole": (WHOLE, "conversation/"),
    "choice": (f"talk/?about=choice&place={REPLICAS}", "choices/"),
    "line": ("talk/?about=line&place=plan.yaml&line=3", "files/plan.yaml"),
}


@pytest.mark.parametrize("about", PLACES)
def test_a_reviewer_begins_a_thread_and_lands_at_what_it_is_about(
    about: str, reviewing: Talker
) -> None:
    place, home = PLACES[about]

    answer = reviewing.post(place, body="Why *this*?")

    said = Comment.objects.get()
    assert answer.headers["Location"] == f"{reviewing.top}1/{home}#comment-{said.pk}"
    assert "<p>Why <em>this</em>?</p>" in reviewing.page(home)
    assert said.thread.about == about


def test_a_finding_is_talked_about_beside_it(reviewing: Talker, revise: Revise) -> None:
    revise({"operations.networkPolicies": False})
    page = reviewing.page("", 2)
    place = page.partition("/talk/?about=finding")[2].partition('"')[0].replace("&amp;", "&")

    reviewing.say("Who decided that?", f"talk/?about=finding{place}", 2)

    assert "reviewer: Who decided that?" in reviewing.page("", 2)
    assert "Every pod may talk to everything." in reviewing.page("conversation/", 2)


def test_the_number_of_a_line_opens_the_form_below_it(reviewing: Talker) -> None:
    assert 'href="?line=12#L12"' in reviewing.page("files/plan.yaml")

    page = reviewing.page("files/plan.yaml?line=12")

    assert page.index('id="L12"') < page.index("Comment on line 12") < page.index('id="L13"')


def test_every_choice_has_a_way_to_its_form(reviewing: Talker) -> None:
    assert f'href="?choice={REPLICAS}#choice-scaling-backend-replicas"' in reviewing.page(
        "choices/"
    )

    page = reviewing.page(f"choices/?choice={REPLICAS}")

    assert f"talk/?about=choice&amp;place={REPLICAS}" in page


def test_a_thread_is_answered_resolved_and_reopened(writing: Talker, reviewing: Talker) -> None:
    thread = reviewing.say("Why?").thread

    writing.post(f"threads/{thread.pk}/", body="Because.", turn="resolve")
    thread.refresh_from_db()
    assert (thread.resolver, thread.comments.count()) == (User.objects.get(username="author"), 2)

    reviewing.post(f"threads/{thread.pk}/turn/", turn="reopen")
    thread.refresh_from_db()
    assert (thread.resolved, thread.resolver) == (None, None)


def test_resolving_twice_happens_once(reviewing: Talker) -> None:
    thread = reviewing.say("Why?").thread

    for _ in range(2):
        reviewing.post(f"threads/{thread.pk}/turn/", turn="resolve")

    assert Event.objects.filter(verb="resolved").count() == 1


def test_pressing_twice_says_it_once(reviewing: Talker) -> None:
    for _ in range(2):
        reviewing.post(WHOLE, body="Why?", token="a" * 32)
    thread = Thread.objects.get()
    for _ in range(2):
        reviewing.post(f"threads/{thread.pk}/", body="And?", token="b" * 32)

    assert [each.body for each in Comment.objects.all()] == ["Why?", "And?"]


def test_whoever_goes_back_and_writes_something_else_is_heard(reviewing: Talker) -> None:
    for body in ("Why?", "Why three?"):
        reviewing.post(WHOLE, body=body, token="a" * 32)

    assert Comment.objects.count() == 2


def test_a_preview_shows_the_words_and_keeps_nothing(reviewing: Talker) -> None:
    page = reviewing.post(WHOLE, body="So **so**", preview="on").content.decode()

    assert "<p>So <strong>so</strong></p>" in page
    assert "So **so**</textarea>" in page
    assert not Comment.objects.exists()


def test_a_secret_is_refused_and_stays_in_the_form(reviewing: Talker) -> None:
    words = "Use postgres://admin:hunter2@db.acme.com/x"

    page = reviewing.post(WHOLE, body=words).content.decode()

    assert "looks like a secret" in page
    assert f"{words}</textarea>" in page
    assert not Thread.objects.exists()


@pytest.mark.parametrize("body", ["", "  \r\n ", "x" * 10_001])
def test_nothing_and_too_much_are_refused(body: str, reviewing: Talker) -> None:
    answer = reviewing.post(WHOLE, body=body)

    assert answer.status_code == 200
    assert "note error" in answer.content.decode()
    assert not Thread.objects.exists()


def test_the_end_of_a_line_counts_once(reviewing: Talker) -> None:
    assert reviewing.say("\r\n".join("x" * 5_000)).body == "\n".join("x" * 5_000)


def test_people_mend_and_delete_what_they_said_themselves(
    writing: Talker, reviewing: Talker
) -> None:
    said = reviewing.say("Wyh?")
    writing.post(f"threads/{said.thread.pk}/", body="Because.")

    reviewing.post(f"comments/{said.pk}/edit/", body="Why?")
    assert "Why?" in (page := writing.page("conversation/"))
    assert "edited" in page

    reviewing.post(f"comments/{said.pk}/delete/")
    assert "Why?" not in (page := writing.page("conversation/"))
    assert "This comment was deleted by its author." in page


def test_a_thread_of_which_nothing_is_left_is_not_listed(reviewing: Talker) -> None:
    said = reviewing.say("Never mind")

    reviewing.post(f"comments/{said.pk}/delete/")

    assert "Nobody has said anything yet." in reviewing.page("conversation/")
    assert Comment.objects.get().body == ""


@pytest.mark.parametrize("act", ["edit", "delete"])
def test_nobody_changes_what_somebody_else_said(
    act: str, writing: Talker, reviewing: Talker
) -> None:
    said = reviewing.say("Why?")

    answer = writing.post(f"comments/{said.pk}/{act}/", body="Yes!")

    assert answer.status_code == 403
    assert "Only the person who wrote a comment" in answer.content.decode()
    assert Comment.objects.get().body == "Why?"


def test_a_viewer_reads_and_cannot_speak(reading: Talker, reviewing: Talker) -> None:
    said = reviewing.say("Why?")

    page = reading.page("conversation/")
    answers = [
        reading.post(WHOLE, body="I"),
        reading.post(f"threads/{said.thread.pk}/", body="am"),
        reading.post(f"threads/{said.thread.pk}/turn/", turn="resolve"),
    ]

    assert "Why?" in page
    assert "<textarea" not in page
    assert [each.status_code for each in answers] == [403] * 3


READ = ["conversation/", "choices/", "files/plan.yaml", WHOLE, "threads/{thread}/"]
DONE = [
    *READ[3:],
    "threads/{thread}/turn/",
    "comments/{comment}/edit/",
    "comments/{comment}/delete/",
]


def test_a_stranger_finds_nothing(reviewing: Talker, saved: Configuration, outsider: User) -> None:
    said = reviewing.say("Why?")
    names = {"thread": said.thread.pk, "comment": said.pk}
    for stranger in (Talker(signed_in(outsider), saved), Talker(Client(), saved)):
        got = [stranger.get(each.format(**names)).status_code for each in READ]
        sent = [stranger.post(each.format(**names), body="x").status_code for each in DONE]

        assert set(got + sent) == {404}


def test_a_thread_is_found_only_where_it_is(
    reviewing: Talker, outsider: User, duplicate: Configuration
) -> None:
    said = reviewing.say("Why?")
    elsewhere = Talker(signed_in(outsider), duplicate)
    names = {"thread": said.thread.pk, "comment": said.pk}

    sent = [elsewhere.post(each.format(**names), body="x").status_code for each in DONE[1:]]

    assert sent == [404] * 4
    assert elsewhere.get(f"threads/{said.thread.pk}/").status_code == 404


@pytest.fixture
def duplicate(outsider: User) -> Configuration:
    """Return a saved configuration of somebody else's."""
    import generators
    from configurator.access import Visitor
    from configurator.services import drafts
    from configurator.services import revisions

    draft = drafts.keep(Visitor(outsider), generators.recommended())
    revisions.save(draft.pk, outsider)
    return draft


def test_talk_is_in_the_history_with_its_place(reviewing: Talker) -> None:
    said = reviewing.say("Why?", PLACES["line"][0])

    event = Event.objects.get(verb="commented")

    assert (event.revision, event.detail["about"], event.detail["place"]) == (
        1,
        "line",
        "plan.yaml",
    )
    assert (event.detail["line"], event.detail["comment"]) == (3, said.pk)


def test_an_outdated_thread_says_so_and_shows_what_it_was_about(
    reviewing: Talker, revise: Revise
) -> None:
    reviewing.say("Four?", PLACES["choice"][0])
    revise({REPLICAS: 4})

    page = reviewing.page("conversation/", 2)

    assert "This choice was changed since revision 2." in page
    assert "<dt>Then</dt><dd>3</dd>" in page
    assert "<dt>Now</dt><dd>4</dd>" in page
    assert f'href="{reviewing.top}1/"' in page


def test_a_revision_shows_no_talk_of_later_ones(reviewing: Talker, revise: Revise) -> None:
    revise({REPLICAS: 4})
    reviewing.say("Of the second", number=2)

    assert "Of the second" not in reviewing.page("conversation/", 1)


def test_threads_can_be_narrowed_down(writing: Talker, reviewing: Talker) -> None:
    done = reviewing.say("Settled").thread
    reviewing.post(f"threads/{done.pk}/turn/", turn="resolve")
    writing.say("Unsettled")

    shown = {
        show: [word for word in ("Settled", "Unsettled") if f"<p>{word}</p>" in page]
        for show in ("", "open", "resolved", "mine", "nonsense")
        if (page := reviewing.page(f"conversation/?show={show}"))
    }

    assert shown["open"] == ["Unsettled"]
    assert shown["resolved"] == shown["mine"] == ["Settled"]
    assert shown[""] == shown["nonsense"] == ["Settled", "Unsettled"]


def test_what_was_told_of_a_comment_leads_to_it(reviewing: Talker, revise: Revise) -> None:
    said = reviewing.say("Why?")
    revise({REPLICAS: 4})

    page, _, anchor = sentences.place(Event.objects.get(verb="commented")).partition("#")

    assert f'id="{anchor}"' in reviewing.client.get(page, follow=True).content.decode()
    assert anchor == f"comment-{said.pk}"


def test_an_answer_leads_back_to_where_it_was_given_and_nowhere_else(reviewing: Talker) -> None:
    place = f"threads/{reviewing.say('Why?').thread.pk}/"

    here = reviewing.post(place, body="a", back=f"{reviewing.top}1/files/plan.yaml")
    away = reviewing.post(place, body="b", back="//evil.example/")

    assert here.headers["Location"].startswith(f"{reviewing.top}1/files/plan.yaml#comment-")
    assert away.headers["Location"].startswith(f"{reviewing.top}1/conversation/#comment-")


def test_an_archived_configuration_takes_no_more_comments(
    saved: Configuration, reviewing: Talker
) -> None:
    Configuration.objects.filter(pk=saved.pk).update(archived=saved.created)

    assert reviewing.post(WHOLE, body="x").status_code == 403
    assert "<textarea" not in reviewing.page("conversation/")


def test_many_threads_cost_no_more_queries_than_few(reviewing: Talker, revise: Revise) -> None:
    revise({REPLICAS: 4})
    few, many = (_cost(reviewing, times) for times in (1, 4))

    assert many == few


def _cost(reviewing: Talker, times: int) -> int:
    for place, _ in list(PLACES.values()) * times:
        reviewing.say("Why?", place)
    with CaptureQueriesContext(connection) as counted:
        reviewing.get("conversation/", 2)
    return len(counted)


def test_a_revision_lists_what_is_open_in_plain_words(reviewing: Talker) -> None:
    reviewing.say("# Why\n*three* <b>& not</b> `four`?")

    page = reviewing.page("")

    assert "reviewer: Why three &lt;b&gt;&amp; not&lt;/b&gt; four? (1 comment)" in page
    assert "1 thread open, 0 resolved." in page


def test_somebody_with_a_link_signs_in_and_comes_back_to_speak(link: Link, author: User) -> None:
    client = Client()
    place = client.get(link("reviewer")).headers["Location"]

    page = client.get(f"{place}files/plan.yaml?line=3").content.decode()
    assert f"?next={quote(f'{place}files/plan.yaml?line=3', safe='')}" in page
    assert "<textarea" not in page
    assert client.post(f"{place}{WHOLE}", {"body": "x"}).status_code == 403


def test_a_reviewers_link_lets_whoever_is_signed_in_speak(link: Link, outsider: User) -> None:
    client = signed_in(outsider)
    place = client.get(link("reviewer")).headers["Location"]

    client.post(f"{place}{WHOLE}", {"body": "May I?"})

    assert Comment.objects.get().author == outsider


def test_a_link_to_one_revision_shows_only_the_talk_of_that_one(
    link: Link, reviewing: Talker, revise: Revise
) -> None:
    first = reviewing.say("Of the first").thread
    revise({REPLICAS: 4})
    reviewing.say("Of the second", number=2)
    client = Client()
    place = client.get(link("viewer", 2)).headers["Location"]

    page = client.get(f"{place}conversation/").content.decode()

    assert "Of the second" in page
    assert "Of the first" not in page
    assert client.get(f"{place}threads/{first.pk}/").status_code == 404


def test_the_author_finds_what_was_asked_beside_the_field(
    saved: Configuration, writing: Talker, reviewing: Talker
) -> None:
    thread = reviewing.say("Why **three**?", PLACES["choice"][0]).thread
    step = f"/c/{saved.pk}/scaling/"
    assert f'href="{step}#question-scaling-backend-replicas"' in writing.page("conversation/")

    asked = writing.client.get(step).content.decode()
    writing.post(f"threads/{thread.pk}/turn/", turn="resolve")

    assert "1 open thread about this page" in asked
    assert "reviewer: Why three?" in asked
    assert "about this page" not in writing.client.get(step).content.decode()


def test_a_line_that_is_not_there_is_said_to_be_missing(reviewing: Talker) -> None:
    assert "This file has no line 5000." in reviewing.page("files/plan.yaml?line=5000")


def test_choices_can_be_narrowed_down(reviewing: Talker) -> None:
    reviewing.say("Why?", PLACES["choice"][0])

    shown = {
        show: [each in page for each in ("choice-scaling-backend-replicas", "choice-redis-mode")]
        for show in ("", "chosen", "discussed", "nonsense")
        if (page := reviewing.page(f"choices/?show={show}"))
    }

    assert shown["discussed"] == [True, False]
    assert shown[""] == shown["nonsense"] == [True, True]
    assert "choice-topology-docs" not in reviewing.page("choices/?show=chosen")
