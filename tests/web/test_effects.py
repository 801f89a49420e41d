"""What applying does, on the comparison, on a revision's page and before saving."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

import generators
from configurator.comparison import urls
from configurator.models import Configuration
from configurator.models import Revision
from configurator.models import User

Revise = Callable[..., Revision]
SMALLER = {"storage.size": "5Gi"}


@pytest.fixture
def owner(author: User) -> Client:
    """Return the author's browser, signed in."""
    client = Client()
    client.force_login(author)
    return client


def draft(saved: Configuration, changes: dict[str, Any]) -> None:
    """Change the draft without saving a revision."""
    row = Configuration.objects.get(pk=saved.pk)
    row.take(generators.revised(row.plan, changes), {})
    row.version += 1
    row.save()


def compared(owner: Client, saved: Configuration, left: str, right: str) -> str:
    """Return the page that compares two sides of a configuration."""
    page = urls.page(f"{saved.pk}:{left}", f"{saved.pk}:{right}")
    return owner.get(page).content.decode()


def test_the_comparison_names_what_the_api_server_refuses(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise(SMALLER)

    page = compared(owner, saved, "1", "2")

    assert "Refused by the API server" in page
    assert "<code>skillflaw-state</code>" in page
    assert "storage.mode existing-claim" in page


def test_the_comparison_lists_what_is_left_behind_with_its_command(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise({"operations.networkPolicies": False})

    page = compared(owner, saved, "1", "2")

    assert "kubectl -n skillflaw delete networkpolicy" in page


def test_a_revision_says_what_applying_it_does(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise({"release.backend.tag": "1.9.0"})

    page = owner.get(f"/c/{saved.pk}/r/2/").content.decode()

    assert "What applying does" in page
    assert "Its 3 pods are replaced" in page


def test_saving_says_before_what_applying_does(saved: Configuration, owner: Client) -> None:
    page = f"/c/{saved.pk}/save/"
    assert "Nothing changes in the cluster." in owner.get(page).content.decode()

    draft(saved, SMALLER)

    assert "Refused by the API server" in owner.get(page).content.decode()


def test_a_side_without_a_bundle_says_that_nothing_is_known(
    saved: Configuration, owner: Client
) -> None:
    draft(saved, {"scaling.backend.replicas": 2, "redis.mode": "none"})

    page = compared(owner, saved, "1", "draft")

    assert "One side has no bundle" in page


def test_the_effects_are_there_as_markdown(
    saved: Configuration, revise: Revise, owner: Client
) -> None:
    revise({"operations.alerts": "none"})
    address = urls.release_notes(f"{saved.pk}:1", f"{saved.pk}:2")

    answer = owner.get(address)

    assert answer.headers["Content-Type"].startswith("text/markdown")
    assert address in unescape(compared(owner, saved, "1", "2"))
    text = answer.content.decode()
    assert "## Left behind" in text
    assert "kubectl -n skillflaw delete prometheusrule.monitoring.coreos.com skillflaw" in text


def test_a_blocked_draft_has_no_release_notes(saved: Configuration, owner: Client) -> None:
    draft(saved, {"scaling.backend.replicas": 2, "redis.mode": "none"})

    answer = owner.get(urls.release_notes(f"{saved.pk}:1", f"{saved.pk}:draft"))

    assert answer.status_code == 409
    assert "One side has no bundle" in answer.content.decode()


def test_the_same_revision_twice_changes_nothing(saved: Configuration, owner: Client) -> None:
    assert "Nothing changes in the cluster." in compared(owner, saved, "1", "1")
