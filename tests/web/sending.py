"""Forms as a browser without JavaScript sends them: what the page holds, some answers changed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from typing import Any

from django.http import QueryDict

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

Attributes = list[tuple[str, str | None]]


class Form(HTMLParser):
    """The successful controls of one form of a page."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name, self.inside = name, False
        self.sent = QueryDict(mutable=True)
        self.area: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Take what an input would send."""
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.name
        name = given.get("name")
        if not self.inside:
            return
        if tag == "textarea":
            self.area, self.text = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.sent[self.select] = given.get("value") or ""
        elif tag == "input" and name and self._on(given):
            unsaid = "on" if self._box(given) else ""
            self.sent.appendlist(name, str(given.get("value", unsaid)))

    def handle_data(self, data: str) -> None:
        """Collect the text of an area."""
        if self.area is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        """Take what an area would send: the parser keeps the line break that a browser drops."""
        if tag == "textarea" and self.area:
            self.sent[self.area] = self.text.removeprefix("\r\n").removeprefix("\n")
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False

    def _box(self, given: dict[str, str | None]) -> bool:
        return given.get("type") in ("radio", "checkbox")

    def _on(self, given: dict[str, str | None]) -> bool:
        return "checked" in given or not self._box(given)


def form_in(response: Answer, name: str = "step") -> QueryDict:
    """Read what a form would send as it stands."""
    parser = Form(name)
    parser.feed(response.content.decode())
    return parser.sent


def changed(sent: QueryDict, answers: dict[str, Any]) -> QueryDict:
    """Change answers: a text, a list for several boxes, None for a box that is not ticked."""
    for name, value in answers.items():
        if value is None:
            sent.pop(name, None)
        elif isinstance(value, list):
            sent.setlist(name, value)
        else:
            sent[name] = value
    return sent


def send(client: Client, address: str, answers: dict[str, Any], path: str = "") -> Answer:
    """Open a step, change answers, and send it to itself or to the address given as `path`."""
    sent = changed(form_in(client.get(address)), answers)
    return client.post(
        path or address, sent.urlencode(), content_type="application/x-www-form-urlencoded"
    )
