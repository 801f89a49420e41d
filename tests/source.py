"""The project's own Python files, parsed once for all tests that read them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent


@cache
def parsed(folder: str) -> dict[str, ast.Module]:
    """Return the parsed files below a folder, by path; a file's own path gives it alone."""
    start = TOP / folder
    files = [start] if start.is_file() else sorted(start.rglob("*.py"))
    return {
        path.relative_to(TOP).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in files
        if "migrations" not in path.parts
    }
