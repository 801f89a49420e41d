"""Keyset pagination: a page of a list, and the URL of the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic
from typing import TypeVar

from django.db.models import Model
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

SIZE = 50
LARGEST_KEY = 2**63 - 1
NEXT = "The URL of the next page, or null on the last one."

Row = TypeVar("Row", bound=Model)


class After(Schema):
    """The cursor of a page."""

    after: int | None = Field(
        None, ge=0, le=LARGEST_KEY, description="The cursor of a page: “next” has it."
    )


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list, and the URL of those after them."""

    rows: list[Row]
    next: str | None


def page(
    request: HttpRequest,
    rows: QuerySet[Row],
    after: int | None,
    *,
    key: str = "pk",
    newest_first: bool = False,
) -> Page[Row]:
    """Return the rows after a cursor, in the order of a unique integer column."""
    order, side = (f"-{key}", "lt") if newest_first else (key, "gt")
    beyond = {f"{key}__{side}": after} if after is not None else {}
    listed = list(rows.filter(**beyond).order_by(order)[: SIZE + 1])
    if len(listed) <= SIZE:
        return Page(listed, None)
    return Page(listed[:SIZE], next_url(request, getattr(listed[SIZE - 1], key)))


def next_url(request: HttpRequest, cursor: object) -> str:
    """Return the URL of this list with another cursor."""
    query = request.GET.copy()
    query["after"] = str(cursor)
    return f"{request.path}?{query.urlencode()}"
