"""A real server and a real database, hundreds of people who save, and an end without a notice."""

from __future__ import annotations
