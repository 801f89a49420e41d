"""Installations as people run them, in processes and databases of their own."""

from __future__ import annotations
