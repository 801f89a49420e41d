"""How people in tests talk: what they see at a configuration, and what they send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from configurator.models import Comment
from configurator.models import Configuration
from configurator.models import Revision

Link = Callable[..., str]
Revise = Callable[..., Revision]
REPLICAS = "scaling.backend.replicas"
WHOLE = "threads/new/?about=whole"
PLACES = {
    "whole": (WHOLE, "discussion/"),
    "choice": (f"threads/new/?about=choice&place={REPLICAS}", "choices/"),
    "line": ("threads/new/?about=line&place=plan.yaml&line=3", "files/plan.yaml"),
}


class Talker:
    """Somebody at one configuration, as their browser does it."""

    def __init__(self, client: Client, configuration: Configuration) -> None:
        self.client = client
        self.top = f"/c/{configuration.pk}/r/"

    def get(self, place: str, number: int = 1) -> Any:
        return self.client.get(f"{self.top}{number}/{place}")

    def page(self, place: str, number: int = 1) -> str:
        return str(self.get(place, number).content.decode())

    def post(self, place: str, number: int = 1, **sent: str) -> Any:
        return self.client.post(f"{self.top}{number}/{place}", sent)

    def say(self, body: str, place: str = WHOLE, number: int = 1) -> Comment:
        self.post(place, number, body=body)
        return Comment.objects.latest("pk")
