"""The values that an environment has for itself: on the page of choices, and in threads."""

from __future__ import annotations

import pytest

from configurator.models import Configuration
from configurator.models import User
from configurator.services import api_saves
from tests.environments.files import two
from tests.people import signed_in
from tests.web.comments.participants import Participant

KEY = "staging:scaling.backend.replicas"
REPLICAS = "scaling.backend.replicas"


@pytest.fixture
def saved(author: User) -> Configuration:
    """Return a configuration in whose only revision staging has 2 replicas."""
    return api_saves.create(two({REPLICAS: 2}), author).revision.configuration


def test_the_choices_of_a_revision_end_with_those_of_each_environment(
    saved: Configuration, author: User
) -> None:
    page = signed_in(author).get(f"/c/{saved.pk}/r/1/choices/").content.decode()

    shared, own = page.split("Environment staging</h2>")
    assert 'id="choice-scaling-backend-replicas"' in shared
    assert 'id="choice-staging-scaling-backend-replicas"' in own
    assert "release-environment" not in page


def test_a_thread_about_an_environments_value_is_outdated_once_it_changes(
    saved: Configuration, author: User
) -> None:
    participant = Participant(signed_in(author), saved)
    assert "new-thread" in participant.page(f"choices/?choice={KEY}")
    participant.comment("Is that enough?", f"threads/new/?about=choice&path={KEY}")

    api_saves.revise(saved.pk, two({REPLICAS: 4}), author)

    page = participant.page("discussion/", 2)
    assert "This choice was changed since revision 2" in page
    assert "staging: Backend: Replicas" in page
