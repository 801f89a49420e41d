"""One word for one thing: names in the code follow the glossary of CONTRIBUTING.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.urls import URLPattern
from django.urls import URLResolver

from configurator.urls import urlpatterns
from tests.source import TOP
from tests.source import parsed

GLOSSARY = re.compile(r"^\| \*\*(?P<term>[^*]+)\*\* \|[^|]*\|(?P<retired>[^|]*)\|$", re.MULTILINE)
FOLDERS = ("cli", "configurator", "generators", "scripts")

# Local names that tell nothing of what they hold: a finding, a path, a manifest say more.
EMPTY_NAMES = {
    *("each", "found", "here", "kept", "place", "said", "shown", "thing", "told", "who", "whom"),
}
# What makes objects, documents and findings: a participle does not tell what it holds.
MAKING = ("generators/documents", "generators/guide", "generators/manifests")
PARTICIPLES = {
    *("asked", "chosen", "every", "given", "made", "needed", "opened", "spent", "taken", "wanted"),
    "whose",
}
# Fixed by the contract of the plan file, the commands and the API, or by somebody else's interface.
CONTRACT = {
    "generators/judgement/judge.py:verdict",
}


def glossary() -> set[str]:
    """Return the words that the glossary explains."""
    text = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return {entry["term"] for entry in GLOSSARY.finditer(text)}


@cache
def retired() -> dict[str, str]:
    """Return each retired word of the glossary with the term that took its place."""
    text = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return {
        word: entry["term"]
        for entry in GLOSSARY.finditer(text)
        for word in re.findall(r"`([a-z_]+)`", entry["retired"])
    }


def words(name: str) -> set[str]:
    """Split `snake_case`, `CamelCase` and `kebab-case` into words, in lower case."""
    parts = re.split(r"[^A-Za-z]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name))
    return {part.lower() for part in parts if part}


def names_in_code() -> Iterator[tuple[str, str]]:
    """Yield each module, class and function with the file that has it."""
    for folder in FOLDERS:
        for where, tree in parsed(folder).items():
            yield where, Path(where).stem
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                    yield where, node.name


def names_of_urls() -> Iterator[tuple[str, str]]:
    """Yield the name and the fixed segments of every URL that is ours."""
    for pattern in urlpatterns:
        if isinstance(pattern, URLPattern):
            yield "configurator/urls.py", pattern.name or ""
            yield "configurator/urls.py", re.sub(r"<[^>]*>", "", str(pattern.pattern))
        else:
            assert isinstance(pattern, URLResolver)


def names_of_templates() -> Iterator[tuple[str, str]]:
    """Yield the path of each template, but for those whose names allauth fixes."""
    for path in sorted((TOP / "templates").rglob("*.*")):
        name = path.relative_to(TOP / "templates").with_suffix("").as_posix()
        if not name.startswith(("account/", "socialaccount/", "allauth/")):
            yield f"templates/{name}", name


def test_the_glossary_explains_the_words_of_the_product() -> None:
    assert {"plan", "configuration", "draft", "finding", "review", "audit log"} <= glossary()


@pytest.mark.parametrize("names", [names_in_code, names_of_urls, names_of_templates])
def test_no_retired_word_comes_back_as_a_name(names: object) -> None:
    assert callable(names)

    back = {
        f"{where}: {name} ({word} → {retired()[word]})"
        for where, name in names()
        if f"{where}:{name}" not in CONTRACT
        for word in words(name) & set(retired())
    }

    assert not back, "\n".join(sorted(back))


def local_names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each variable and parameter of a module with its line; a column is neither."""
    columns = {
        id(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for name in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            if id(node) not in columns:
                yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno


def test_a_variable_or_a_parameter_is_a_local_name() -> None:
    function = "def f(each):\n    return [said for said in each if (told := said)]\n"
    column = "class Event(Model):\n    shown = Field()\n"

    assert set(local_names(ast.parse(function))) == {("each", 1), ("said", 2), ("told", 2)}
    assert set(local_names(ast.parse(column))) == set()


@pytest.mark.parametrize("folder", [*FOLDERS, "tests"])
def test_local_names_are_nouns(folder: str) -> None:
    empty = [
        f"{path}:{line}: {name}"
        for path, tree in parsed(folder).items()
        for name, line in local_names(tree)
        if name in EMPTY_NAMES
    ]

    assert not empty, "\n".join(empty)


@pytest.mark.parametrize("folder", MAKING)
def test_local_names_of_what_makes_a_bundle_are_no_participles(folder: str) -> None:
    participles = [
        f"{path}:{line}: {name}"
        for path, tree in parsed(folder).items()
        for name, line in local_names(tree)
        if name in PARTICIPLES
    ]

    assert not participles, "\n".join(participles)
