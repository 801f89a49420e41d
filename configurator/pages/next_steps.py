"""What to do after the download: the commands of the bundle's own README, and the same by program.

A revision shows the commands of the README that it stores, so they are read from its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import generators
from configurator.wording import urls

README = "README.md"
CHAPTERS = ("Prerequisites", "Apply", "Verify")
OVERLAYS = "overlays/"
AUTHORIZATION = '-H "Authorization: Bearer $TOKEN"'
_PARSER = MarkdownIt("commonmark")


@dataclass(frozen=True)
class NextStep:
    """Commands of a bundle's README, with the heading and the sentence that they stand under."""

    chapter: str
    text: str
    commands: str


@dataclass(frozen=True)
class NextSteps:
    """What to do with a downloaded bundle.

    ``environments`` has the steps of each environment; a bundle of one has no name there.
    ``generate`` makes the same bundle on the command line, ``api`` by the HTTP API.
    """

    name: str
    environments: tuple[tuple[str, tuple[NextStep, ...]], ...]
    generate: str
    api: str

    @property
    def unpack(self) -> str:
        return f"unzip {self.name}.zip && cd {self.name}"


def next_steps_of_draft(
    request: HttpRequest, bundle: generators.Bundle, key: UUID, latest: int
) -> NextSteps:
    """Return the next steps of a draft; by the API it is saved as a revision first."""
    path = f"configurations/{key}/revisions?base={latest}" if latest else "configurations"
    save = f'curl -fsS {AUTHORIZATION} --data-binary @{_plan(bundle)} "{_api(request, path)}"'
    return NextSteps(bundle.name, _environments(bundle), _generate(bundle), save)


def next_steps_of_revision(
    request: HttpRequest, bundle: generators.Bundle, key: UUID, number: int
) -> NextSteps:
    """Return the next steps of a revision, whose bundle the API sends as it was stored."""
    url = _api(request, f"configurations/{key}/revisions/{number}/bundle.zip")
    load = f'curl -fsS {AUTHORIZATION} -o {bundle.name}.zip "{url}"'
    return NextSteps(bundle.name, _environments(bundle), _generate(bundle), load)


def _plan(bundle: generators.Bundle) -> str:
    return f"{bundle.name}.plan.yaml"


def _generate(bundle: generators.Bundle) -> str:
    return f"skillflaw-configurator generate {_plan(bundle)} --output ."


def _api(request: HttpRequest, path: str) -> str:
    return f"{urls.absolute(request, 'api:api-root')}{path}"


def _environments(bundle: generators.Bundle) -> tuple[tuple[str, tuple[NextStep, ...]], ...]:
    """Give the steps of each README that has commands to apply; one above overlays has none."""
    own = {
        file.path.split("/")[1]: file.text
        for file in bundle.files
        if file.path.startswith(OVERLAYS) and file.path.endswith(f"/{README}")
    }
    # A bundle of an older version may have no README.
    whole = [("", file.text) for file in bundle.files if file.path == README]
    return tuple((name, tuple(steps_of(text))) for name, text in [*own.items()] or whole)


def steps_of(readme: str) -> Iterator[NextStep]:
    """Read the commands of a README below the headings of :data:`CHAPTERS`, in their order."""
    chapter, text = "", ""
    before = None
    for token in _PARSER.parse(readme):
        if token.type == "inline" and before and before.type == "heading_open":
            chapter, text = (token.content, "") if before.tag == "h2" else (chapter, "")
        elif token.type == "inline" and before and before.type == "paragraph_open":
            text = _plain(token)
        elif token.type == "fence" and chapter in CHAPTERS:
            yield NextStep(chapter, text, token.content.rstrip())
            text = ""
        before = token


def _plain(token: Token) -> str:
    """Give the text of a paragraph without Markdown; empty for a table, which is not parsed."""
    written = "".join(child.content or " " for child in token.children or ())
    return "" if written.startswith("|") else " ".join(written.split())
