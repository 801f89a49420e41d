"""Reading and writing YAML, with lines and without surprises."""

from __future__ import annotations
