"""Widgets that Django does not bring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms


class KeywordOrLines(forms.MultiWidget):
    """Radio buttons for the keywords, given with their labels, and an area for a list."""

    use_fieldset = True

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        area = forms.Textarea({"rows": 2, "cols": 40, "aria-label": "Entries, one per line"})
        super().__init__([forms.RadioSelect(choices=options), area])

    def decompress(self, value: Any) -> list[Any]:
        """Split a value for the two widgets; it comes split already."""
        return list(value or ("", ""))
