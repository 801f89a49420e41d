"""How pages and messages write dates, plurals, labels, Markdown and URLs."""

from __future__ import annotations
