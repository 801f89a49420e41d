"""Threads in a comparison: shown where the change is, on both sides, and begun there."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from configurator.models import Configuration
from configurator.models import Thread
from tests.web.comments.participants import REPLICAS
from tests.web.comments.participants import SUBJECTS
from tests.web.comments.participants import Participant
from tests.web.comments.participants import Revise

OPENS = re.compile(r'hx-get="([^"]*threads/new/beside[^"]*)"')
LINK = re.compile(r'href="([^"]*threads/new/\?[^"]*)"')


@pytest.fixture
def compare(saved: Configuration, revise: Revise) -> Callable[..., str]:
    """Return the function that opens the comparison of two revisions."""
    revise({REPLICAS: 4, "operations.networkPolicies": False})

    def opened(participant: Participant, query: str = "", right: str = "2") -> str:
        url = f"/compare/?left={saved.pk}:1&right={saved.pk}:{right}{query}"
        return str(participant.client.get(url).content.decode())

    return opened


def links(page: str, pattern: re.Pattern[str], words: str) -> list[str]:
    """List the links of a page whose URL has these words."""
    return [url for url in map(unescape, pattern.findall(page)) if words in url]


def test_both_sides_can_be_commented_on(
    reviewing: Participant, compare: Callable[..., str]
) -> None:
    page = compare(reviewing)

    for words in (f"about=choice&path={REPLICAS}", "about=line&path=README.md"):
        numbers = {url.partition("/r/")[2][:1] for url in links(page, OPENS, words)}
        assert numbers == {"1", "2"}, words
    assert links(page, OPENS, "about=finding")


def test_those_who_may_not_review_get_no_form(
    reading: Participant, compare: Callable[..., str]
) -> None:
    page = compare(reading)

    assert not OPENS.findall(page)
    assert not LINK.findall(page)
    assert "files/README.md?line=" in page


def test_a_draft_and_an_environment_alone_are_not_discussed(
    writing: Participant, compare: Callable[..., str]
) -> None:
    for right in ("draft", "2@production", "2:today"):
        opened = links(compare(writing, right=right), OPENS, "about=")
        assert {url.partition("/r/")[2][:1] for url in opened} <= {"1"}


def test_without_javascript_a_comment_leads_back_to_the_comparison(
    reviewing: Participant, compare: Callable[..., str], saved: Configuration
) -> None:
    link = links(compare(reviewing), LINK, f"path={REPLICAS}")[-1]

    form = reviewing.client.get(link).content.decode()
    answer = reviewing.client.post(link, {"body": "Why four?"})

    comparison = f"/compare/?left={saved.pk}:1&right={saved.pk}:2"
    assert unescape(form).count(comparison) >= 1
    assert answer["Location"].startswith(f"{comparison}#comment-")
    assert "Why four?" in compare(reviewing)


def test_a_form_in_place_has_the_line_and_its_reason(
    reviewing: Participant, compare: Callable[..., str]
) -> None:
    link = links(compare(reviewing), OPENS, ".yaml&line=")[-1]

    form = reviewing.client.get(f"{link}&columns=4").content.decode()
    reason = re.search(r'hx-get="([^"]*/reason/[^"]*)"', form)
    assert reason
    why = reviewing.client.get(unescape(reason[1])).content.decode()

    assert form.lstrip().startswith('<tr class="beside"><td colspan="4">')
    assert "Guide:" in why


def test_a_comment_in_place_comes_back_with_the_pending_review(
    reviewing: Participant, compare: Callable[..., str]
) -> None:
    link = links(compare(reviewing), OPENS, f"path={REPLICAS}")[-1]

    missing = reviewing.client.post(link, {"body": ""}).content.decode()
    answer = reviewing.client.post(link, {"body": "Why four?", "pending": "on"}).content.decode()

    assert "comment-form" in missing
    assert "Why four?" in answer
    assert "Your pending review has 1 comment" in answer
    assert Thread.objects.get().pending_of


def test_a_thread_is_answered_and_resolved_in_place(
    reviewing: Participant, compare: Callable[..., str]
) -> None:
    thread = reviewing.comment("Three?", SUBJECTS["choice"][0]).thread
    url = f"threads/{thread.pk}/beside/"

    answer = reviewing.post(url, 2, body="Four.", action="resolve").content.decode()
    thread.refresh_from_db()
    assert thread.resolved
    assert "Four." in answer
    reopened = reviewing.post(url, 2, action="reopen").content.decode()

    assert "Open" in reopened
    assert compare(reviewing).count("Four.") == 1


def test_threads_stand_at_their_lines(reviewing: Participant, compare: Callable[..., str]) -> None:
    page = compare(reviewing)
    old, new = (
        [url for url in links(page, OPENS, "path=README.md") if f"/r/{number}/" in url][-1]
        for number in (1, 2)
    )
    for link, body in ((old, "Of the old line"), (new, "Of the new line")):
        reviewing.client.post(link, {"body": body})

    for query in ("", "&view=split", "&file=README.md"):
        page = compare(reviewing, query)
        assert [page.count(body) for body in ("Of the old line", "Of the new line")] == [1, 1]


def test_a_comparison_says_how_many_open_threads_it_leaves_out(
    reviewing: Participant, compare: Callable[..., str], saved: Configuration
) -> None:
    assert "Not shown here" not in compare(reviewing)
    reviewing.comment("In the difference.", SUBJECTS["choice"][0])
    for path in ("choice&path=redis.mode", "line&path=plan.yaml&line=3"):
        reviewing.comment("Elsewhere.", f"threads/new/?about={path}")
    done = reviewing.comment("Settled.").thread
    reviewing.post(f"threads/{done.pk}/beside/", action="resolve")

    for query, count in (("", "2 open threads"), ("&file=README.md", "3 open threads")):
        page = compare(reviewing, query)
        assert f'/c/{saved.pk}/r/2/discussion/?show=open">{count}</a>' in page
