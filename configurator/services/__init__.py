"""The functions that write, one module for each area. Each one locks the rows it changes."""

from __future__ import annotations
