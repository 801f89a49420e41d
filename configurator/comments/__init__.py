"""Comments on a revision: their subjects, and whether a thread is outdated on a later revision."""

from __future__ import annotations
