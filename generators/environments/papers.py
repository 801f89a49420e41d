"""The documents of a bundle with several environments: those of each, and one above them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined

from generators.documents import documents
from generators.documents.markdown import code
from generators.documents.markdown import inline
from generators.documents.rationale import shown
from generators.environments.arrangement import Arranged
from generators.environments.clashes import clashes
from generators.environments.places import relocated
from generators.environments.sharing import Use
from generators.judgement import Judgement
from generators.output.files import Rendered
from generators.plan import Plan
from generators.plan import choices

WHY = "What the environments are, what they share, and what each has otherwise."


@cache
def _templates() -> Environment:
    environment = Environment(  # noqa: S701 - it writes Markdown, which has no HTML to escape
        loader=PackageLoader("generators.environments", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(code=code, inline=inline)
    return environment


def papers(judgement: Judgement, arranged: Arranged) -> Iterator[Rendered]:
    """Write the documents of one environment, with the places that its files have here."""
    folder = f"environments/{arranged.environment}"
    for each in documents(judgement):
        text = each.text
        if each.path.endswith(".md"):
            text = _with_note(relocated(text, arranged.moves), arranged.environment)
        yield replace(each, path=f"{folder}/{each.path}", text=text)


def _with_note(text: str, environment: str) -> str:
    title, _, rest = text.partition("\n")
    note = (
        f"The environment `{environment}` of several. Paths and commands below start in the "
        "bundle's top folder: `cd ../..`"
    )
    return f"{title}\n\n{note}\n{rest}"


def overview(plans: Sequence[Plan], arranged: Sequence[Arranged]) -> Rendered:
    """Write the README of the whole bundle."""
    text = (
        _templates()
        .get_template("README.md.j2")
        .render(
            name=plans[0].name,
            plans=plans,
            environments=[plan.release.environment for plan in plans],
            clashes=clashes(plans),
            rows=tuple(_rows(plans)),
            parts=tuple(_parts(arranged)),
        )
    )
    return Rendered("README.md", text, WHY, guide=("topology.explicit",))


def _rows(plans: Sequence[Plan]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List the choices whose values differ; one that does not apply to a plan has no value."""
    for choice in choices():
        values = tuple(shown(choice.of(plan)) if choice.applies(plan) else "" for plan in plans)
        if len(set(values)) > 1 and choice.path != "release.environment":
            yield choice.path, values


def _parts(arranged: Sequence[Arranged]) -> Iterator[tuple[str, tuple[Use | None, ...]]]:
    homes = dict.fromkeys(home for each in arranged for home in each.uses)
    for home in sorted(homes, key=lambda path: path.split("/")[0]):
        yield home, tuple(each.uses.get(home) for each in arranged)
