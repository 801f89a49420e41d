"""Who talks: the author, a reviewer, and somebody who only reads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from configurator.models import Configuration
from configurator.models import Role
from configurator.models import Share
from configurator.models import User
from tests.people import signed_in
from tests.web.comments.threads import Talker


@pytest.fixture
def writing(saved: Configuration, author: User) -> Talker:
    """Return the author at their configuration."""
    return Talker(signed_in(author), saved)


@pytest.fixture
def reviewing(saved: Configuration, author: User, reviewer: User) -> Talker:
    """Return a reviewer at the author's configuration."""
    share(saved, reviewer, Role.REVIEWER, author)
    return Talker(signed_in(reviewer), saved)


@pytest.fixture
def reading(saved: Configuration, author: User, join: Callable[..., User]) -> Talker:
    """Return somebody who may only read it."""
    viewer = join("viewer")
    share(saved, viewer, Role.VIEWER, author)
    return Talker(signed_in(viewer), saved)


def share(configuration: Configuration, person: User, role: Role, by: User) -> None:
    Share.objects.create(configuration=configuration, person=person, role=role, by=by)
