"""Why each line of a bundle is there: the choices, the arithmetic, the facts.

A choice is named on a line if another valid value of it gives another line: it was tried.
"""

from __future__ import annotations

from generators.explanation.explanation import ExplainedLine
from generators.explanation.explanation import explain
from generators.explanation.explanation import explained_files

__all__ = ["ExplainedLine", "explain", "explained_files"]
