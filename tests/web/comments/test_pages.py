from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import Thread
from tests.web.comments.participants import REPLICAS
from tests.web.comments.participants import SUBJECTS
from tests.web.comments.participants import Participant
from tests.web.comments.participants import Revise


def test_a_finding_shows_its_threads(reviewing: Participant, revise: Revise) -> None:
    revise({"operations.networkPolicies": False})
    page = reviewing.page("", 2)
    query = page.partition("/threads/new/?about=finding")[2].partition('"')[0].replace("&amp;", "&")

    reviewing.comment("Who decided that?", f"threads/new/?about=finding{query}", 2)

    assert "reviewer: Who decided that?" in reviewing.page("", 2)
    assert "No NetworkPolicy limits what a pod may connect to." in reviewing.page("discussion/", 2)


def test_a_line_number_opens_the_form_below_it(reviewing: Participant) -> None:
    assert 'href="?line=12#L12"' in reviewing.page("files/plan.yaml")

    page = reviewing.page("files/plan.yaml?line=12")

    assert page.index('id="L12"') < page.index("Comment on line 12") < page.index('id="L13"')


def test_every_choice_links_to_its_form(reviewing: Participant) -> None:
    assert f'href="?choice={REPLICAS}#choice-scaling-backend-replicas"' in reviewing.page(
        "choices/"
    )

    page = reviewing.page(f"choices/?choice={REPLICAS}")

    assert f"threads/new/?about=choice&amp;path={REPLICAS}" in page


def test_an_outdated_thread_says_so_and_shows_what_it_was_about(
    reviewing: Participant, revise: Revise
) -> None:
    reviewing.comment("Four?", SUBJECTS["choice"][0])
    revise({REPLICAS: 4})

    page = reviewing.page("discussion/", 2)

    assert "This choice was changed since revision 2." in page
    assert "<dt>Then</dt><dd>3</dd>" in page
    assert "<dt>Now</dt><dd>4</dd>" in page
    assert f'href="{reviewing.top}1/"' in page


def test_a_revision_shows_no_threads_of_later_ones(reviewing: Participant, revise: Revise) -> None:
    revise({REPLICAS: 4})
    reviewing.comment("Of the second", number=2)

    assert "Of the second" not in reviewing.page("discussion/", 1)


def test_threads_are_filtered(writing: Participant, reviewing: Participant) -> None:
    done = reviewing.comment("Settled").thread
    reviewing.post(f"threads/{done.pk}/state/", action="resolve")
    writing.comment("Unsettled")

    presence = {
        show: [word for word in ("Settled", "Unsettled") if f"<p>{word}</p>" in page]
        for show in ("", "open", "resolved", "mine", "nonsense")
        if (page := reviewing.page(f"discussion/?show={show}"))
    }

    assert presence["open"] == ["Unsettled"]
    assert presence["resolved"] == presence["mine"] == ["Settled"]
    assert presence[""] == presence["nonsense"] == ["Settled", "Unsettled"]


def test_many_threads_cost_no_more_queries_than_few(reviewing: Participant, revise: Revise) -> None:
    revise({REPLICAS: 4})
    few, many = (_cost(reviewing, times) for times in (1, 4))

    assert many == few


def _cost(reviewing: Participant, times: int) -> int:
    for path, _ in list(SUBJECTS.values()) * times:
        reviewing.comment("Why?", path)
    with CaptureQueriesContext(connection) as counted:
        reviewing.get("discussion/", 2)
    return len(counted)


def test_a_revision_lists_open_threads_as_plain_text(reviewing: Participant) -> None:
    reviewing.comment("# Why\n*three* <b>& not</b> `four`?")

    page = reviewing.page("")

    assert "reviewer: Why three &lt;b&gt;&amp; not&lt;/b&gt; four? (1 comment)" in page
    assert "1 thread open, 0 resolved." in page


def test_the_author_finds_open_threads_on_the_step(
    saved: Configuration, writing: Participant, reviewing: Participant
) -> None:
    thread = reviewing.comment("Why **three**?", SUBJECTS["choice"][0]).thread
    step = f"/c/{saved.pk}/scaling/"
    assert f'href="{step}#question-scaling-backend-replicas"' in writing.page("discussion/")

    form = writing.client.get(step).content.decode()
    writing.post(f"threads/{thread.pk}/state/", action="resolve")

    assert "1 open thread about this page" in form
    assert "reviewer: Why three?" in form
    assert "about this page" not in writing.client.get(step).content.decode()


def test_a_missing_line_is_named(reviewing: Participant) -> None:
    assert "This file has no line 5000." in reviewing.page("files/plan.yaml?line=5000")


def test_choices_are_filtered(reviewing: Participant) -> None:
    reviewing.comment("Why?", SUBJECTS["choice"][0])

    presence = {
        show: [
            anchor in page for anchor in ("choice-scaling-backend-replicas", "choice-redis-mode")
        ]
        for show in ("", "chosen", "discussed", "nonsense")
        if (page := reviewing.page(f"choices/?show={show}"))
    }

    assert presence["discussed"] == [True, False]
    assert presence[""] == presence["nonsense"] == [True, True]
    assert "choice-topology-docs" not in reviewing.page("choices/?show=chosen")


def test_an_unreadable_plan_can_still_be_commented_on(
    saved: Configuration, reviewing: Participant
) -> None:
    older = {"metadata": {"name": "old"}, "spec": {"scaling": {"pods": 3}}}
    Revision.objects.filter(configuration=saved).update(complete=older)

    reviewing.comment("Three?", "threads/new/?about=choice&path=scaling.pods")
    page = reviewing.page("choices/")

    assert "cannot read the plan" in page
    assert "Three?" in page
    assert "scaling.pods" in reviewing.page("discussion/")


def test_a_long_discussion_has_pages(reviewing: Participant, saved: Configuration) -> None:
    author, revision = saved.revisions.get().author, saved.revisions.get()
    for number in range(60):
        thread = saved.threads.create(revision=revision, about="whole")
        thread.comments.create(author=author, body=f"Said as number {number}.")

    first = reviewing.page("discussion/?show=open")

    assert "Said as number 49." in first
    assert "Said as number 50." not in first
    assert 'href="?show=open&amp;page=2"' in first
    assert "Said as number 59." in reviewing.page("discussion/?page=2")


def test_a_thread_query_opens_its_page(reviewing: Participant) -> None:
    comment = [reviewing.comment(f"Said as number {number}.") for number in range(51)]

    page = reviewing.page(f"discussion/?thread={comment[-1].thread_id}")

    assert f'id="comment-{comment[-1].pk}"' in page
    assert f'id="comment-{comment[0].pk}"' not in page
    assert f'id="comment-{comment[0].pk}"' in reviewing.page("discussion/?thread=x")


def test_a_page_shows_a_bounded_number_of_threads(
    reviewing: Participant, saved: Configuration
) -> None:
    author, revision = saved.revisions.get().author, saved.revisions.get()
    subjects = {"line": "plan.yaml", "choice": REPLICAS}
    pages = {"line": "files/plan.yaml", "choice": "choices/"}
    for about, path in subjects.items():
        first = reviewing.comment("Why?", SUBJECTS[about][0]).thread
        made = [Thread(**same_subject(first, revision)) for _ in range(199)]
        for thread in saved.threads.bulk_create(made):
            thread.comments.create(author=author, body="Why?")
        page = reviewing.page(pages[about])

        assert path in page
        assert page.count("<article") == 50
        assert "150 threads more" in page


def same_subject(thread: Thread, revision: Revision) -> dict[str, object]:
    """Return the columns of another thread about the same subject."""
    names = ("configuration", "about", "path", "line", "quote")
    return {"revision": revision, **{name: getattr(thread, name) for name in names}}
