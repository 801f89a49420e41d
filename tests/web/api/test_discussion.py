"""Reviews, waivers and comments by programs: the same rules as on the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from configurator.models import Comment
from configurator.models import Event
from tests.web.api.conftest import program_of
from tests.web.world import TERMS
from tests.web.world import WARNING
from tests.web.world import World

JSON = "application/json"


@pytest.fixture
def owner(world: World) -> Client:
    """Return a program of the owner."""
    return program_of(world.people["owner"])


@pytest.fixture
def reviewer(world: World) -> Client:
    """Return a program of the reviewer."""
    return program_of(world.people["reviewer"])


@pytest.fixture
def top(world: World) -> str:
    """Return the URL of the configuration."""
    return f"/api/v1/configurations/{world.configuration.pk}"


def post(program: Client, path: str, body: Any, **headers: str) -> Any:
    return program.post(path, body, content_type=JSON, headers=headers)


def test_a_waiver_makes_a_revision_that_can_be_approved(
    world: World, owner: Client, reviewer: Client, top: str
) -> None:
    terms = {"rule": WARNING, "reason": "Soon.", "owner": "Platform", "expires": str(TERMS.expires)}

    waived = post(reviewer, f"{top}/revisions/3/waivers", terms)
    again = post(reviewer, f"{top}/revisions/3/waivers", terms)
    asked = post(owner, f"{top}/review-requests", {"people": [world.people["friend"].email]})

    assert (waived.status_code, waived.json()["number"]) == (201, 4)
    assert (again.status_code, again.json()["number"]) == (201, 4)
    assert asked.json() == {"requested": ["acme-friend"]}
    approval = {"decision": "approve", "digest": waived.json()["digest"], "confirmed": True}
    friend = program_of(world.people["friend"])
    review = post(friend, f"{top}/revisions/4/reviews", approval)
    assert (review.status_code, review.json()["reviewer"]) == (201, "acme-friend")
    assert post(friend, f"{top}/revisions/4/reviews", approval).status_code == 200
    assert owner.get(f"{top}/revisions/4").json()["state"] == "approved"
    assert owner.get(f"{top}/revisions/4/approval").json()["revision"] == 4


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({"decision": "approve"}, 422, "author"),
        ({"decision": "comment"}, 422, "Comment missing"),
        ({"decision": "comment", "body": "PASSWORD=hunter2"}, 422, "secret"),
        ({"decision": "comment", "body": "Fine.", "extra": 1}, 422, "Extra"),
        ({"decision": "comment", "body": "\0"}, 422, "null character"),
        ({"decision": "nod"}, 422, "approve"),
    ],
)
def test_a_review_is_refused_as_on_its_page(
    body: Any, status: int, message: str, owner: Client, top: str
) -> None:
    answer = post(owner, f"{top}/revisions/3/reviews", body)

    assert answer.status_code == status
    assert message in answer.content.decode()
    assert "hunter2" not in answer.content.decode()


def test_an_approval_names_the_bundle_that_was_looked_at(
    world: World, top: str, reviewer: Client
) -> None:
    editor = program_of(world.people["editor"])

    answer = post(editor, f"{top}/revisions/3/reviews", {"decision": "approve", "digest": "0" * 64})

    assert (answer.status_code, "does not show the bundle" in answer.json()["detail"]) == (
        409,
        True,
    )


def test_a_thread_is_started_answered_resolved_and_edited(reviewer: Client, top: str) -> None:
    threads = f"{top}/revisions/3/threads"
    body = {"about": "choice", "path": "scaling.backend.replicas", "body": "Why?"}

    thread = post(reviewer, threads, body).json()
    url = f"{threads}/{thread['id']}"
    answered = post(reviewer, f"{url}/comments", {"body": "Because.", "resolved": True}).json()

    assert [comment["body"] for comment in answered["comments"]] == ["Why?", "Because."]
    assert answered["resolver"] == "acme-reviewer"
    assert reviewer.patch(url, {"resolved": False}, content_type=JSON).json()["resolved"] is None
    comment = f"{top}/comments/{answered['comments'][0]['id']}"
    assert reviewer.patch(comment, {"body": "Why not?"}, content_type=JSON).json()["edited"]
    assert reviewer.delete(comment).status_code == 204
    assert reviewer.get(url).json()["comments"][0]["body"] == ""


def test_the_same_idempotency_key_makes_one_thread(reviewer: Client, top: str) -> None:
    body = {"about": "whole", "body": "Once."}
    key = {"Idempotency-Key": "run-17"}

    first, second = (post(reviewer, f"{top}/revisions/3/threads", body, **key) for _ in range(2))

    assert first.json()["id"] == second.json()["id"]
    assert Comment.objects.filter(body="Once.").count() == 1


@pytest.mark.parametrize(
    "subject",
    [
        {"about": "choice", "path": "no.such.choice"},
        {"about": "line", "path": "README.md"},
        {"about": "line", "path": "README.md", "line": 99999},
        {"about": "finding", "path": WARNING, "message": "Another text."},
    ],
)
def test_a_subject_that_the_revision_has_not_is_refused(
    subject: Any, reviewer: Client, top: str
) -> None:
    answer = post(reviewer, f"{top}/revisions/3/threads", {**subject, "body": "Why?"})

    assert (answer.status_code, "no such subject" in answer.json()["detail"]) == (422, True)


def test_threads_are_filtered(reviewer: Client, top: str) -> None:
    threads = f"{top}/revisions/3/threads"

    pages = {
        show: reviewer.get(f"{threads}?show={show}").json() for show in ("", "mine", "resolved")
    }

    assert {show: len(page["threads"]) for show, page in pages.items()} == {
        "": 2,
        "mine": 1,
        "resolved": 0,
    }


def test_the_audit_log_is_read_by_pages_and_exported(owner: Client, top: str) -> None:
    events = owner.get(f"{top}/audit-log").json()["events"]
    approved = owner.get(f"{top}/audit-log?verb=approved").json()["events"]
    export: Any = owner.get(f"{top}/audit-log.jsonl")
    lines = b"".join(export.streaming_content).splitlines()

    assert len(events) == len(lines) == Event.objects.count()
    assert [event["actor"] for event in approved] == ["acme-reviewer"]
    assert owner.get(f"{top}/audit-log?verb=nodded").status_code == 422
