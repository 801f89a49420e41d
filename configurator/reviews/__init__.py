"""Reviews of a revision: its state, its summary, its approval record and its waivers."""

from __future__ import annotations
