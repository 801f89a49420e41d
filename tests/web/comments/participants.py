"""How people in tests comment: what they see at a configuration, and what they send."""

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
SUBJECTS = {
    "whole": (WHOLE, "discussion/"),
    "choice": (f"threads/new/?about=choice&path={REPLICAS}", "choices/"),
    "line": ("threads/new/?about=line&path=plan.yaml&line=3", "files/plan.yaml"),
}


class Participant:
    """A person at one configuration, with a browser."""

    def __init__(self, client: Client, configuration: Configuration) -> None:
        self.client = client
        self.top = f"/c/{configuration.pk}/r/"

    def get(self, path: str, number: int = 1) -> Any:
        return self.client.get(f"{self.top}{number}/{path}")

    def page(self, path: str, number: int = 1) -> str:
        return str(self.get(path, number).content.decode())

    def post(self, path: str, number: int = 1, **sent: str) -> Any:
        return self.client.post(f"{self.top}{number}/{path}", sent)

    def comment(self, body: str, path: str = WHOLE, number: int = 1) -> Comment:
        self.post(path, number, body=body)
        return Comment.objects.latest("pk")
