"""What CONTRIBUTING.md and the documents name is there: a recipe is followed to the letter."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.source import TOP

TEXT = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = TEXT[TEXT.index("## Add a rule") :]
SPANS = sorted(set(re.findall(r"`([^`]+)`", RECIPES)))
# What the reader fills in, a command, or a URL of the product.
OPEN = re.compile(r"[<>…]")
COMMAND = re.compile(r"^(make|git|\.venv/bin/python) ")
URLS = {"plan.yaml", "files/", "download/", "/compare/", "/verify/", "/api/v1/"}
DEFINITION = re.compile(
    r"^\s*(?:async )?(?:def|class) (\w+)|^\s*(\w+)(?:: [^=\n]+)? = |\b(\w+)=|^\s+(\w+): ",
    re.MULTILINE,
)


@cache
def paths() -> set[str]:
    """Return every path of the project and each of its tails, folders with a slash."""
    tails = set()
    for folder in ("cli", "configurator", "generators", "templates", "tests", "scripts"):
        for path in (TOP / folder).rglob("*"):
            parts = path.relative_to(TOP).parts
            end = "/" if path.is_dir() else ""
            tails |= {"/".join(parts[at:]) + end for at in range(len(parts))}
    return tails | {"components/"}


@cache
def definitions() -> set[str]:
    """Return the names that the code defines or takes as an argument."""
    names: set[str] = set()
    for folder in ("cli", "configurator", "generators", "tests"):
        for path in (TOP / folder).rglob("*.py"):
            for match in DEFINITION.finditer(path.read_text(encoding="utf-8")):
                names |= {name for name in match.groups() if name}
    return names


def is_path(span: str) -> bool:
    """Tell whether a span is a path, and not a name or a call."""
    return "/" in span or re.search(r"\.(py|html|md|env|toml)$", span) is not None


PATHS = [span for span in SPANS if is_path(span) and not OPEN.search(span) and span not in URLS]
# The paths of code in documents and decision records; scripts/ is a folder of bundles too.
TOPS = re.compile(r"`((?:cli|configurator|generators|templates|tests)/[\w./-]+)`")
DOCUMENTS = sorted((TOP / "docs").rglob("*.md"))
# What Python itself defines.
PYTHONS = {"Literal"}
NAMES = [
    span
    for span in SPANS
    if re.match(r"@?[A-Za-z_]\w*(\.\w+)*(\(|$)", span)
    and not is_path(span)
    and span not in URLS | PYTHONS
]


@pytest.mark.parametrize("path", [path for path in PATHS if not COMMAND.match(path)])
def test_a_path_in_a_recipe_exists(path: str) -> None:
    assert path in paths() or (TOP / path).exists()


@pytest.mark.parametrize("name", [name for name in NAMES if not COMMAND.match(name)])
def test_a_name_in_a_recipe_is_defined(name: str) -> None:
    last = re.split(r"[(]", name.removeprefix("@"))[0].split(".")[-1]

    assert last in definitions()


def test_a_target_in_a_recipe_can_be_made() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (TOP / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z-]+)`", TEXT)) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_path_in_a_document_exists(document: Path) -> None:
    named = set(TOPS.findall(document.read_text(encoding="utf-8")))

    assert not [path for path in named if not (TOP / path).exists()]
