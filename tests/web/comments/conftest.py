"""Participants: the author, a reviewer, and a viewer who cannot comment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from configurator.models import Configuration
from configurator.models import Role
from configurator.models import Share
from configurator.models import User
from tests.people import signed_in
from tests.web.comments.participants import Participant


@pytest.fixture
def writing(saved: Configuration, author: User) -> Participant:
    """Return the author at their configuration."""
    return Participant(signed_in(author), saved)


@pytest.fixture
def reviewing(saved: Configuration, author: User, reviewer: User) -> Participant:
    """Return a reviewer at the author's configuration."""
    share(saved, reviewer, Role.REVIEWER, author)
    return Participant(signed_in(reviewer), saved)


@pytest.fixture
def reading(saved: Configuration, author: User, join: Callable[..., User]) -> Participant:
    """Return somebody who may only read it."""
    viewer = join("viewer")
    share(saved, viewer, Role.VIEWER, author)
    return Participant(signed_in(viewer), saved)


def share(configuration: Configuration, person: User, role: Role, by: User) -> None:
    Share.objects.create(configuration=configuration, person=person, role=role, by=by)
