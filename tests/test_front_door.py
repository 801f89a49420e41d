"""The front door of the generators: every name it offers, and no more loaded than was asked for."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import generators
from generators.plan import recommended

LOADED = """
import sys
from cli.main import main
main(["validate", sys.argv[1]])
print([name for name in sys.modules if name.startswith(("generators.", "jinja2", "cryptography"))])
"""


def test_each_name_comes_from_where_type_checkers_find_it() -> None:
    tree = ast.parse(Path(generators.__file__).read_text(encoding="utf-8"))
    imports = {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("generators.")
        for alias in node.names
    }

    generators.load_all()

    assert sorted(imports) == sorted(generators.__all__)
    for name, (module, original) in imports.items():
        assert getattr(generators, name) is getattr(sys.modules[str(module)], original), name


def test_a_name_that_is_not_offered_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        generators.nothing_of_the_kind  # type: ignore[attr-defined]  # noqa: B018


def test_findings_load_nothing_that_makes_files(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(generators.plan_yaml(recommended()), encoding="utf-8")

    command = [sys.executable, "-c", LOADED, str(plan)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "generators.guide.rules" in loaded
    for unused in ("manifests", "documents", "explanation", "layout"):
        assert f"generators.{unused}" not in loaded, unused
    assert "jinja2" not in loaded
    assert "cryptography" not in loaded
