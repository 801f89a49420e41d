"""Comparing two environments, of any revisions, in the browser."""

from __future__ import annotations

import pytest
from django.test import Client

from configurator.comparison import urls
from configurator.models import Configuration
from configurator.models import Role
from configurator.models import User
from configurator.services import api_saves
from tests.environments.files import two
from tests.people import signed_in

REPLICAS = "scaling.backend.replicas"


@pytest.fixture
def saved(author: User) -> Configuration:
    """Return a configuration with two revisions: staging has 2 replicas, then 4."""
    configuration = api_saves.create(two({REPLICAS: 2}), author).revision.configuration
    api_saves.revise(configuration.pk, two({REPLICAS: 4}), author)
    configuration.refresh_from_db()
    return configuration


@pytest.fixture
def owner(author: User, saved: Configuration) -> Client:
    return signed_in(author)


def body(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_two_environments_of_two_revisions(owner: Client, saved: Configuration) -> None:
    left = urls.revision(saved.pk, 1, "staging")
    right = urls.revision(saved.pk, 2, "production")

    page = body(owner, urls.page(left, right))

    assert "acme, revision 1, staging" in page
    assert "acme, revision 2, production" in page
    assert "release.namespace" in page
    assert "overlays/production/kustomization.yaml" in page


def test_an_environment_of_the_draft_against_the_saved_one(
    owner: Client, saved: Configuration
) -> None:
    left, right = urls.draft(saved.pk, "staging"), urls.revision(saved.pk, 1, "staging")

    page = body(owner, urls.page(left, right))

    assert "1 changed choice" in page


def test_the_form_has_a_field_for_the_environment_of_each_side(
    owner: Client, saved: Configuration
) -> None:
    key = saved.pk
    query = f"left={key}:1&left-environment=staging&right={key}:1&right-environment=production"

    page = body(owner, f"/compare/?{query}")

    assert "acme, revision 1, staging" in page
    assert "<option selected>staging</option>" in page
    assert f'<option value="{key}:1" selected>' in page


def test_a_side_chosen_alone_offers_its_environments(owner: Client, saved: Configuration) -> None:
    page = body(owner, f"/compare/?left={saved.pk}:2")

    assert 'name="right-environment"' in page
    assert "<option>production</option>" in page


def test_an_environment_that_a_side_lacks_is_said(owner: Client, saved: Configuration) -> None:
    page = body(owner, f"/compare/?left={saved.pk}:1@qa&right={saved.pk}:2", 404)

    assert "acme, revision 1 has no environment qa" in page
    assert "staging, production" in page


def test_a_preset_ignores_the_environment(owner: Client, saved: Configuration) -> None:
    query = f"left=preset:web-company&left-environment=staging&right={saved.pk}:2@staging"

    assert "Preset: " in body(owner, f"/compare/?{query}")


def test_the_patch_of_two_environments(owner: Client, saved: Configuration) -> None:
    left, right = (urls.revision(saved.pk, 2, name) for name in ("staging", "production"))

    answer = owner.get(urls.patch(left, right))

    assert "acme-2-staging-to-acme-2-production.patch" in answer.headers["Content-Disposition"]
    assert b"rename to overlays/production/" in answer.content


def test_whole_revisions_list_what_an_environment_changed(
    owner: Client, saved: Configuration
) -> None:
    page = body(owner, urls.page(urls.revision(saved.pk, 1), urls.revision(saved.pk, 2)))

    assert "Environment staging" in page
    assert f"staging:{REPLICAS}" in page


def test_the_page_of_a_revision_shows_the_change_of_an_environment(
    owner: Client, saved: Configuration
) -> None:
    assert "Environment staging" in body(owner, f"/c/{saved.pk}/r/2/")


def test_pages_of_environments_link_to_their_comparison(
    owner: Client, saved: Configuration
) -> None:
    draft = f"{saved.pk}:draft@staging&amp;right={saved.pk}:draft@production"
    revision = f"{saved.pk}:2@staging&amp;right={saved.pk}:2@production"

    assert draft in body(owner, f"/c/{saved.pk}/environments/")
    assert revision in body(owner, f"/c/{saved.pk}/r/2/environments/")


def test_a_viewer_compares_no_environment_of_the_draft(
    saved: Configuration, author: User, outsider: User
) -> None:
    saved.shares.create(person=outsider, role=Role.VIEWER, by=author)
    client = signed_in(outsider)
    sides = (f"{saved.pk}:1@staging", f"{saved.pk}:2@production")

    assert client.get(urls.page(*sides)).status_code == 200
    refused = client.get(urls.page(f"{saved.pk}:draft@staging", sides[1]))
    assert refused.status_code in (403, 404)
