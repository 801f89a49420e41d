"""A page of a person's configurations, by keyset pagination: any page costs the same."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models import QuerySet

from configurator.models import Configuration
from configurator.models.configuration import MARK
from configurator.models.configuration import ORDERS
from configurator.queries.scopes import Scope

PAGE = 25
# Databases limit the queries of a UNION; a person with more scopes gets a slower list.
MOST_SCOPES = 100
SEPARATOR = "~"  # between the values of a cursor
# The columns of a row: no plan, nor anything else that grows with it.
COLUMNS = (
    *("browser", "name", "topology", "environment", "state", "latest", "updated", "deleted"),
    *("person__username", "person__first_name", "person__last_name", "team__name"),
    # For the rows of the API.
    *("approved", "archived", "team__slug"),
    "environment_approvals",
)


@dataclass(frozen=True)
class Search:
    """The filters and the order of the list; ``after`` and ``before`` are cursors of a page."""

    words: str = ""
    topology: str = ""
    environment: str = ""
    state: str = ""
    archived: bool = False
    sort: str = "changed"
    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class Page:
    """Some rows of the list, with the cursors of the previous and the next page."""

    rows: Sequence[Configuration]
    previous: str = ""
    next: str = ""


def page(scopes: Iterable[Scope], search: Search) -> Page:
    """Load one page: first the keys, a few from each scope, then the rows of these keys."""
    back = bool(search.before)
    start = _cursor_values(search.sort, search.before if back else search.after)
    keys = list(_keys(scopes, search, start, back=back and bool(start)))
    more = len(keys) > PAGE
    keys = keys[:PAGE]
    if back and start:
        keys.reverse()
        has_previous, has_next = more, True
    else:
        has_previous, has_next = bool(start), more
    if not keys:
        return Page(())
    return Page(
        _rows([key[0] for key in keys]),
        previous=_cursor(keys[0]) if has_previous else "",
        next=_cursor(keys[-1]) if has_next else "",
    )


def _keys(
    scopes: Iterable[Scope], search: Search, start: Sequence[Any], *, back: bool
) -> QuerySet[Configuration, tuple[Any, ...]]:
    """Take a page from the start of each scope, through its index, then sort these few."""
    order = _order(search.sort, back=back)
    fields = [field.lstrip("-") for field in ORDERS[search.sort]]
    wanted = _filters(search) & _beyond(order, start)
    conditions = [scope.which for scope in scopes]
    if len(conditions) > MOST_SCOPES:
        conditions = [reduce(or_, conditions)]
    firsts = [
        Configuration.objects.filter(condition, wanted).order_by(*order)[: PAGE + 1].values("pk")
        for condition in conditions
    ]
    first, *rest = (
        Configuration.objects.filter(pk__in=keys).order_by().values_list("pk", *fields[:-1])
        for keys in firsts
    )
    return first.union(*rest).order_by(*order)[: PAGE + 1]


def _rows(keys: Sequence[UUID]) -> list[Configuration]:
    """Load these rows in this order, without the plans in them."""
    rows = (
        Configuration.objects.filter(pk__in=keys)
        .order_by()
        .select_related("person", "team")
        .only(*COLUMNS)
    )
    return sorted(rows, key=lambda row: keys.index(row.pk))


def _filters(search: Search) -> Q:
    filters = Q(deleted=None, archived__isnull=not search.archived)
    for name in ("topology", "state"):
        if value := getattr(search, name):
            filters &= Q(**{name: value})
    if search.environment:
        # Rows that an older version listed have the last environment alone, in a column.
        marked = Q(words__contains=f"{MARK}{search.environment}{MARK}")
        filters &= Q(environment=search.environment) | marked
    for word in search.words.lower().split():
        filters &= Q(name__contains=word) | Q(words__contains=word)
    return filters


def _order(sort: str, *, back: bool) -> list[str]:
    order = ORDERS[sort]
    return (
        [field[1:] if field[0] == "-" else f"-{field}" for field in order] if back else list(order)
    )


def _beyond(order: Sequence[str], start: Sequence[Any]) -> Q:
    """Return the rows after a cursor; the first comparison lets the index start there."""
    if not start:
        return Q()
    name, value = order[0].lstrip("-"), start[0]
    side = "lt" if order[0].startswith("-") else "gt"
    past = Q(**{f"{name}__{side}": value})
    if len(order) == 1:
        return past
    return Q(**{f"{name}__{side}e": value}) & (past | _beyond(order[1:], start[1:]))


def _cursor(key: Sequence[Any]) -> str:
    """Write the sort values of a row as the cursor of a URL."""
    pk, *values = key
    return SEPARATOR.join(
        value.isoformat() if isinstance(value, datetime) else str(value) for value in (*values, pk)
    )


def _cursor_values(sort: str, text: str) -> tuple[Any, ...]:
    """Read a cursor; an invalid one is empty, and the list starts at the first page."""
    fields, texts = [field.lstrip("-") for field in ORDERS[sort]], text.split(SEPARATOR)
    if len(texts) != len(fields):
        return ()
    try:
        return tuple(_value(name, part) for name, part in zip(fields, texts, strict=True))
    except ValueError:
        return ()


def _value(name: str, text: str) -> Any:
    if name == "id":
        return UUID(text)
    if name != "updated":
        return text
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        # At the first or the last day there is, in a zone where UTC is beyond it.
        raise ValueError(text) from None
