"""The author's loop: what the draft's pages and the revision's page say of the review."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import generators
from configurator.models import Configuration
from configurator.models import Review
from configurator.models import Revision
from configurator.models import User
from configurator.reviews.state import Decision
from configurator.services import reviews
from configurator.services import revisions
from tests.people import signed_in
from tests.web.comments.participants import REPLICAS
from tests.web.comments.participants import SUBJECTS
from tests.web.comments.participants import Participant
from tests.web.rows import now_of

Approve = Callable[..., Review]
PAGES = ("scaling/", "findings/", "preview/", "rationale/", "environments/", "answers/")


@pytest.fixture
def reviewing(shared: Configuration, reviewer: User) -> Participant:
    """Return a reviewer at the author's configuration."""
    return Participant(signed_in(reviewer), shared)


@pytest.fixture
def writing(shared: Configuration, author: User) -> Participant:
    """Return the author at their configuration."""
    return Participant(signed_in(author), shared)


def page(participant: Participant, configuration: Configuration, path: str) -> str:
    return participant.client.get(f"/c/{configuration.pk}/{path}").content.decode()


def change(configuration: Configuration, author: User, replicas: int = 4) -> None:
    """Change the draft, without saving a revision."""
    draft = now_of(configuration)
    draft.replace(generators.revised(draft.plan, {REPLICAS: replicas}), writer=author)
    draft.save()


def test_every_page_of_the_draft_tells_of_the_review(
    shared: Configuration, writing: Participant, reviewing: Participant, reviewer: User
) -> None:
    assert "draft-review" not in page(writing, shared, "scaling/")
    reviewing.comment("Why three?", SUBJECTS["choice"][0])
    reviews.submit(shared.pk, 1, reviewer, decision=Decision.REQUEST_CHANGES, body="Please.")

    for path in PAGES:
        text = page(writing, shared, path)
        assert "Changes requested by reviewer" in text, path
        assert "1 open thread" in text, path
        assert text.count('class="count threads"') == 1, path


def test_a_thread_about_a_line_stands_at_the_question_that_makes_the_line(
    shared: Configuration, writing: Participant, reviewing: Participant
) -> None:
    path = "overlays/production/kustomization.yaml"
    bundle = shared.revisions.get().bundle
    assert bundle
    lines = bundle.file(path).text.splitlines()
    number = next(at for at, line in enumerate(lines, 1) if "count: 3" in line)
    reviewing.comment("So many?", f"threads/new/?about=line&path={path}&line={number}")

    step = page(writing, shared, "scaling/")
    fragment = page(writing, shared, "scaling/threads/")

    assert "1 open thread about lines of files" in step
    assert " open thread about lines</span>" in step.split("Findings and files", 1)[1]
    assert "So many?" in fragment
    assert "question-scaling-backend-replicas" in fragment
    assert "So many?" not in page(writing, shared, "redis/threads/")


def test_saving_says_first_what_it_costs(
    shared: Configuration, writing: Participant, author: User, reviewer: User, approve: Approve
) -> None:
    shared.requests.create(revision=shared.revisions.get(), reviewer=reviewer, by=author)
    approve(shared, reviewer)
    assert "Approval lost" not in page(writing, shared, "save/")
    change(shared, author)

    text = page(writing, shared, "save/")

    assert "1 changed choice" in text
    assert "Approval lost" in text
    assert "Asked for a review again: reviewer" in text


def test_a_review_is_requested_again_with_one_press(
    shared: Configuration, writing: Participant, author: User, reviewer: User
) -> None:
    reviews.submit(shared.pk, 1, reviewer, decision=Decision.COMMENT, body="Seen.")
    change(shared, author)
    revisions.save(shared.pk, author)
    assert "Request again from reviewer" in writing.page("", 2)

    writing.client.post(f"/c/{shared.pk}/reviewers/", {"others": "reviewer"})

    assert shared.requests.get().revision.number == 2
    assert "Request again" not in writing.page("", 2)


def approval(reviewing: Participant, revision: Revision, **more: str) -> str:
    """Send the form that approves, and return the page that comes back."""
    sent = {"decision": "approve", "digest": revision.digest, **more}
    url = f"{reviewing.top}{revision.number}/review/"
    return str(reviewing.client.post(url, sent, follow=True).content.decode())


def test_approving_with_open_threads_says_so_first(
    shared: Configuration, writing: Participant, reviewing: Participant
) -> None:
    writing.comment("Is this right?")
    revision = shared.revisions.get()

    first = approval(reviewing, revision)
    assert "1 thread open." in first
    assert "Not approved yet" in first
    assert now_of(shared).state != "approved"
    approval(reviewing, revision, confirmed="on")

    assert now_of(shared).state == "approved"


def test_a_claim_that_nobody_confirmed_is_named_before_an_approval(
    shared: Configuration, reviewing: Participant, author: User
) -> None:
    draft = now_of(shared)
    document = draft.document
    document["spec"]["operations"].pop("loadTested", None)
    Configuration.objects.filter(pk=shared.pk).update(document=document, version=9)
    revision = revisions.save(shared.pk, author).revision

    page = approval(reviewing, revision)

    assert "1 claim that nobody confirmed" in page
    assert revision.digest
