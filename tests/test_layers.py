"""What a room may do: who writes, who knows YAML, and what stays pure.

Which room may import which is held by import-linter: the layers stand in `pyproject.toml`.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.source import TOP
from tests.source import parsed

# The rooms of `configurator` that only read; services, events and the wizard's save write.
READING = (
    *("access", "api", "comments", "comparison", "forms", "metrics", "pages", "queries", "reviews"),
    *("templatetags", "views", "wording"),
)
# Modules whose functions write: calling their `create` or `delete` is no query of one's own.
WRITERS = ("configurator.services", "configurator.events", "configurator.wizard")
WRITING = {"save", "create", "update", "delete", "get_or_create", "update_or_create", "bulk_create"}

# The same plan gives the same bytes: no clock, no chance, no machine, no network, no web.
IMPURE = {
    *("django", "configurator", "os", "random", "secrets", "uuid", "time", "locale", "platform"),
    *("socket", "ssl", "http", "urllib.request", "subprocess", "requests", "tempfile", "getpass"),
}
CLOCKS = {"now", "today", "utcnow"}


@cache
def modules(folder: str) -> dict[str, ast.Module]:
    """Return the parsed modules below a folder by dotted name."""
    return {
        path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"): tree
        for path, tree in parsed(folder).items()
    }


def imported(tree: ast.Module) -> set[str]:
    """Return the dotted names of what a module imports; `from a import b` counts as `a.b`."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def is_within(name: str, packages: set[str]) -> bool:
    """Tell whether a dotted name is one of the packages or inside one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_the_web_knows_only_the_front_door_of_the_generators() -> None:
    wrong = {
        f"{module} imports {name}"
        for module, tree in modules("configurator").items()
        for name in imported(tree)
        if name.startswith("generators.")
        and (name.count(".") > 1 or (TOP / name.replace(".", "/")).with_suffix(".py").exists())
    }

    assert not wrong


def services_in(tree: ast.Module) -> set[str]:
    """Return the names by which a module knows services, whose functions may be called so."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in WRITERS
        for alias in node.names
    }


@pytest.mark.parametrize("room", READING)
def test_a_room_that_reads_never_writes(room: str) -> None:
    wrong = {
        f"{module}:{node.lineno}"
        for module, tree in modules("configurator").items()
        if is_within(module, {f"configurator.{room}"})
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in WRITING
        if ast.unparse(node.value) not in services_in(tree)
    }

    assert not wrong


def test_only_one_module_knows_pyyaml() -> None:
    knowing = {
        module
        for folder in ("configurator", "generators")
        for module, tree in modules(folder).items()
        if any(is_within(name, {"yaml"}) for name in imported(tree))
    }

    assert knowing <= {"generators.yaml.loader"}


def test_the_generators_are_pure() -> None:
    wrong = {
        f"{module} imports {name}"
        for module, tree in modules("generators").items()
        for name in imported(tree)
        if is_within(name, IMPURE)
    }

    assert not wrong


def test_the_generators_never_ask_for_the_time() -> None:
    wrong = {
        f"{module}:{node.lineno}"
        for module, tree in modules("generators").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS
    }

    assert not wrong


def statements(path: Path) -> list[str]:
    """Return a module's lines without its imports, of which a written-out list has many."""
    text = path.read_text(encoding="utf-8")
    imports = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    return [line for n, line in enumerate(text.splitlines(), 1) if n not in imports]


def test_a_module_fits_on_a_few_screens() -> None:
    long = {
        str(path.relative_to(TOP))
        for folder in ("configurator", "generators", "scripts")
        for path in (TOP / folder).rglob("*.py")
        if "migrations" not in path.parts and len(statements(path)) > 250
    }

    assert not long
