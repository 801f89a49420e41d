"""Each page says what it is: a title, a description of its own, and one heading of level one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.web.test_table import CONFIGURATION
from tests.web.test_table import SITE
from tests.web.test_table import TEAM
from tests.web.world import World
from tests.web.world import address
from tests.web.world import routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

TEMPLATES = Path(__file__).parents[2] / "templates"
DESCRIPTION = re.compile(r"{% block description %}(.*?){% endblock %}")
TITLE = "{% block title %}"
HEAD = re.compile(r'<meta name="description" content="([^"]*)">')
LONGEST = 160  # characters, after which a search engine cuts a description


def described() -> dict[str, list[str]]:
    """Give the descriptions of each template that has a title; the frame's are empty."""
    texts = {path: path.read_text() for path in sorted(TEMPLATES.rglob("*.html"))}
    return {
        str(path.relative_to(TEMPLATES)): DESCRIPTION.findall(text)
        for path, text in texts.items()
        if TITLE in text and path.name != "base.html"
    }


def test_each_page_has_a_description_of_its_own() -> None:
    descriptions = [text for texts in described().values() for text in texts]

    assert [name for name, texts in described().items() if len(texts) != 1] == []
    assert len(set(descriptions)) == len(descriptions)


def test_a_description_is_one_short_text() -> None:
    wrong = [text for texts in described().values() for text in texts if not _is_short(text)]

    assert wrong == []


def _is_short(text: str) -> bool:
    return 20 < len(text) <= LONGEST and text.endswith(".") and '"' not in text


def pages(world: World) -> Iterator[tuple[str, str]]:
    """Give each page of the access tables that opens at once, with its HTML."""
    owners = world.visitor("owner"), world.visitor("team-owner")
    tables = (
        (CONFIGURATION, "c/", world.things, owners[0]),
        (TEAM, "teams/", world.of_the_team, owners[1]),
        (SITE, "", world.of_others, owners[0]),
    )
    for table, start, things, client in tables:
        for row in table.strip().splitlines()[1:]:
            name, method, *_ = row.split()
            route = routes(start).get(name)
            if method == "GET" and route:
                yield name, _html(client, address(route, things))


def _html(client: Client, url: str) -> str:
    answer = client.get(url)
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    text = answer.content.decode() if html and answer.status_code == 200 else ""
    # A fragment is put into a page, and has no head.
    return text if "<html" in text else ""


def test_each_page_that_opens_has_a_title_a_description_and_one_heading(world: World) -> None:
    wrong = []
    for name, html in pages(world):
        head = HEAD.search(html)
        titled = re.search(r"<title>\s*[^<·\s]", html)
        if html and not (head and head[1] and titled and html.count("<h1") == 1):
            wrong.append(name)

    assert wrong == []
