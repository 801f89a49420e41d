"""What is different between two sides: choices, findings, files. No database is needed for it."""

from __future__ import annotations

from configurator.comparison.side import Side
from configurator.comparison.side import as_of_today
from configurator.comparison.whole import Comparison
from configurator.comparison.whole import Summary
from configurator.comparison.whole import compare
from configurator.comparison.whole import summary

__all__ = ["Comparison", "Side", "Summary", "as_of_today", "compare", "summary"]
