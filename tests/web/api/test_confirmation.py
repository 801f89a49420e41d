"""Approvals by programs: what is open on a revision has to be confirmed, as on its page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from configurator.models import Configuration
from configurator.models import User
from tests.web.api.conftest import program_of
from tests.web.rows import now_of


@pytest.fixture
def top(shared: Configuration) -> str:
    """Return the URL of the revision that the reviewer may review."""
    return f"/api/v1/configurations/{shared.pk}/revisions/1"


@pytest.fixture
def approval(shared: Configuration) -> dict[str, Any]:
    """Return the body that approves the revision."""
    return {"decision": "approve", "digest": shared.revisions.get().digest}


@pytest.fixture
def colleague(reviewer: User) -> Client:
    """Return a program of the reviewer."""
    return program_of(reviewer)


def post(program: Client, path: str, body: Any) -> Any:
    return program.post(path, body, content_type="application/json")


def test_an_approval_tells_what_is_open(
    program: Client, colleague: Client, top: str, approval: dict[str, Any]
) -> None:
    post(program, f"{top}/threads", {"about": "whole", "body": "Why?"})

    approved = post(colleague, f"{top}/reviews", approval)

    assert (approved.status_code, approved.json()["concerns"]) == (201, ["1 thread open."])


def test_an_approval_that_asks_first_has_to_be_confirmed(
    shared: Configuration, program: Client, colleague: Client, top: str, approval: dict[str, Any]
) -> None:
    post(program, f"{top}/threads", {"about": "whole", "body": "Why?"})

    refused = post(colleague, f"{top}/reviews", {**approval, "confirmed": False})
    assert (refused.status_code, refused.json()["concerns"]) == (409, ["1 thread open."])
    assert now_of(shared).state != "approved"
    confirmed = post(colleague, f"{top}/reviews", {**approval, "confirmed": True})

    assert (confirmed.status_code, now_of(shared).state) == (201, "approved")


def test_an_approval_of_which_nothing_is_open_needs_no_confirmation(
    shared: Configuration, colleague: Client, top: str, approval: dict[str, Any]
) -> None:
    approved = post(colleague, f"{top}/reviews", {**approval, "confirmed": False})

    assert (approved.status_code, approved.json()["concerns"]) == (201, [])
    assert now_of(shared).state == "approved"


def test_another_bundle_is_refused_before_a_confirmation_is_asked_for(
    shared: Configuration, program: Client, colleague: Client, top: str, approval: dict[str, Any]
) -> None:
    post(program, f"{top}/threads", {"about": "whole", "body": "Why?"})

    refused = post(colleague, f"{top}/reviews", {**approval, "digest": "0" * 64})

    assert (refused.status_code, "concerns" in refused.json()) == (409, False)


def test_a_comment_is_never_asked_to_be_confirmed(
    program: Client, colleague: Client, top: str
) -> None:
    post(program, f"{top}/threads", {"about": "whole", "body": "Why?"})

    comment = {"decision": "comment", "body": "Seen."}
    assert post(colleague, f"{top}/reviews", comment).status_code == 201
