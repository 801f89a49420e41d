"""The differences between two sides: choices, findings and files. No database is needed."""

from __future__ import annotations

from configurator.comparison.comparison import Comparison
from configurator.comparison.comparison import Summary
from configurator.comparison.comparison import compare
from configurator.comparison.comparison import summary
from configurator.comparison.side import Side
from configurator.comparison.side import as_of_today

__all__ = ["Comparison", "Side", "Summary", "as_of_today", "compare", "summary"]
