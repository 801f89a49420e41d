"""The plain types of choices, strict: no text is taken for a number, no number for a truth."""

from __future__ import annotations

from typing import Annotated

from pydantic import Strict

Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict()]
