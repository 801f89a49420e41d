from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from configurator.models import Configuration
from configurator.models import Revision
from tests.web.comments.threads import PLACES
from tests.web.comments.threads import REPLICAS
from tests.web.comments.threads import Revise
from tests.web.comments.threads import Talker


def test_a_finding_is_talked_about_beside_it(reviewing: Talker, revise: Revise) -> None:
    revise({"operations.networkPolicies": False})
    page = reviewing.page("", 2)
    place = page.partition("/threads/new/?about=finding")[2].partition('"')[0].replace("&amp;", "&")

    reviewing.say("Who decided that?", f"threads/new/?about=finding{place}", 2)

    assert "reviewer: Who decided that?" in reviewing.page("", 2)
    assert "No NetworkPolicy limits what a pod may connect to." in reviewing.page("discussion/", 2)


def test_the_number_of_a_line_opens_the_form_below_it(reviewing: Talker) -> None:
    assert 'href="?line=12#L12"' in reviewing.page("files/plan.yaml")

    page = reviewing.page("files/plan.yaml?line=12")

    assert page.index('id="L12"') < page.index("Comment on line 12") < page.index('id="L13"')


def test_every_choice_has_a_way_to_its_form(reviewing: Talker) -> None:
    assert f'href="?choice={REPLICAS}#choice-scaling-backend-replicas"' in reviewing.page(
        "choices/"
    )

    page = reviewing.page(f"choices/?choice={REPLICAS}")

    assert f"threads/new/?about=choice&amp;place={REPLICAS}" in page


def test_an_outdated_thread_says_so_and_shows_what_it_was_about(
    reviewing: Talker, revise: Revise
) -> None:
    reviewing.say("Four?", PLACES["choice"][0])
    revise({REPLICAS: 4})

    page = reviewing.page("discussion/", 2)

    assert "This choice was changed since revision 2." in page
    assert "<dt>Then</dt><dd>3</dd>" in page
    assert "<dt>Now</dt><dd>4</dd>" in page
    assert f'href="{reviewing.top}1/"' in page


def test_a_revision_shows_no_talk_of_later_ones(reviewing: Talker, revise: Revise) -> None:
    revise({REPLICAS: 4})
    reviewing.say("Of the second", number=2)

    assert "Of the second" not in reviewing.page("discussion/", 1)


def test_threads_can_be_narrowed_down(writing: Talker, reviewing: Talker) -> None:
    done = reviewing.say("Settled").thread
    reviewing.post(f"threads/{done.pk}/state/", turn="resolve")
    writing.say("Unsettled")

    shown = {
        show: [word for word in ("Settled", "Unsettled") if f"<p>{word}</p>" in page]
        for show in ("", "open", "resolved", "mine", "nonsense")
        if (page := reviewing.page(f"discussion/?show={show}"))
    }

    assert shown["open"] == ["Unsettled"]
    assert shown["resolved"] == shown["mine"] == ["Settled"]
    assert shown[""] == shown["nonsense"] == ["Settled", "Unsettled"]


def test_many_threads_cost_no_more_queries_than_few(reviewing: Talker, revise: Revise) -> None:
    revise({REPLICAS: 4})
    few, many = (_cost(reviewing, times) for times in (1, 4))

    assert many == few


def _cost(reviewing: Talker, times: int) -> int:
    for place, _ in list(PLACES.values()) * times:
        reviewing.say("Why?", place)
    with CaptureQueriesContext(connection) as counted:
        reviewing.get("discussion/", 2)
    return len(counted)


def test_a_revision_lists_what_is_open_in_plain_words(reviewing: Talker) -> None:
    reviewing.say("# Why\n*three* <b>& not</b> `four`?")

    page = reviewing.page("")

    assert "reviewer: Why three &lt;b&gt;&amp; not&lt;/b&gt; four? (1 comment)" in page
    assert "1 thread open, 0 resolved." in page


def test_the_author_finds_what_was_asked_beside_the_field(
    saved: Configuration, writing: Talker, reviewing: Talker
) -> None:
    thread = reviewing.say("Why **three**?", PLACES["choice"][0]).thread
    step = f"/c/{saved.pk}/scaling/"
    assert f'href="{step}#question-scaling-backend-replicas"' in writing.page("discussion/")

    asked = writing.client.get(step).content.decode()
    writing.post(f"threads/{thread.pk}/state/", turn="resolve")

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


def test_a_plan_that_this_version_cannot_read_is_still_talked_about(
    saved: Configuration, reviewing: Talker
) -> None:
    older = {"metadata": {"name": "old"}, "spec": {"scaling": {"pods": 3}}}
    Revision.objects.filter(configuration=saved).update(complete=older)

    reviewing.say("Three?", "threads/new/?about=choice&place=scaling.pods")
    page = reviewing.page("choices/")

    assert "cannot read the plan" in page
    assert "Three?" in page
    assert "scaling.pods" in reviewing.page("discussion/")


def test_a_long_conversation_comes_in_pages(reviewing: Talker, saved: Configuration) -> None:
    author, revision = saved.revisions.get().author, saved.revisions.get()
    for number in range(60):
        thread = saved.threads.create(revision=revision, about="whole")
        thread.comments.create(author=author, body=f"Said as number {number}.")

    first = reviewing.page("discussion/?show=open")

    assert "Said as number 49." in first
    assert "Said as number 50." not in first
    assert 'href="?show=open&amp;page=2"' in first
    assert "Said as number 59." in reviewing.page("discussion/?page=2")


def test_a_threads_own_address_leads_to_its_page(reviewing: Talker) -> None:
    said = [reviewing.say(f"Said as number {number}.") for number in range(51)]

    page = reviewing.page(f"discussion/?thread={said[-1].thread_id}")

    assert f'id="comment-{said[-1].pk}"' in page
    assert f'id="comment-{said[0].pk}"' not in page
    assert f'id="comment-{said[0].pk}"' in reviewing.page("discussion/?thread=x")
