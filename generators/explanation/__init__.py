"""Why each line of a bundle is there: the choices, the arithmetic, the facts.

A choice is named on a line if another valid value of it gives another line: it was tried.
"""

from __future__ import annotations

from generators.explanation.explanation import ExplainedLine
from generators.explanation.explanation import LineOfChoice
from generators.explanation.explanation import explain
from generators.explanation.explanation import explained_files
from generators.explanation.explanation import lines_of_choice

__all__ = ["ExplainedLine", "LineOfChoice", "explain", "explained_files", "lines_of_choice"]
