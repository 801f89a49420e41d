"""Things the web's tests share: drafts, and the way to their steps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

import generators
from configurator.models import Configuration

Start = Callable[..., Configuration]


@pytest.fixture
def start(engineer: Client, db: None) -> Start:
    """Return the function that begins a draft of the engineer's, blank or from a preset."""

    def begin(preset: str = "") -> Configuration:
        engineer.post("/start/", {"preset": preset})
        return Configuration.objects.latest("created")

    return begin


@pytest.fixture
def draft(start: Start) -> Configuration:
    """Return a blank draft of the engineer's."""
    return start()


@pytest.fixture
def finished(start: Start) -> Configuration:
    """Return a draft that is the recommended plan, so nothing blocks its bundle."""
    draft = start("api-managed")
    draft.take(generators.recommended(), {})
    draft.save()
    return draft
