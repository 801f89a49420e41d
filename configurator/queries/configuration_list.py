"""A page of somebody's list, at the same cost however long the list is."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models import QuerySet

from configurator.models import Configuration
from configurator.models.configuration import ORDERS
from configurator.queries.scopes import Scope

PAGE = 25
# Databases join only so many queries; whoever is in more teams gets a slower list.
MOST_SOURCES = 100
BETWEEN = "~"
# What a row shows: no plan, nor anything else that grows with it.
SHOWN = (
    *("browser", "name", "topology", "environment", "state", "latest", "updated", "deleted"),
    *("person__username", "person__first_name", "person__last_name", "team__name"),
    # The API's rows show these too.
    *("approved", "archived", "team__slug"),
)


@dataclass(frozen=True)
class Asked:
    """What somebody looks for. ``after`` and ``before`` are places in the list, as a page gave."""

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
    """Some rows of a list, and the places where the pages around them begin."""

    rows: Sequence[Configuration]
    newer: str = ""
    older: str = ""


def page(scopes: Iterable[Scope], asked: Asked) -> Page:
    """Find one page: first the keys, a few from each source, then the rows of these keys."""
    back = bool(asked.before)
    start = _place(asked.sort, asked.before if back else asked.after)
    keys = list(_keys(scopes, asked, start, back=back and bool(start)))
    more = len(keys) > PAGE
    keys = keys[:PAGE]
    if back and start:
        keys.reverse()
        newer, older = more, True
    else:
        newer, older = bool(start), more
    if not keys:
        return Page(())
    return Page(
        _rows([each[0] for each in keys]),
        newer=_written(keys[0]) if newer else "",
        older=_written(keys[-1]) if older else "",
    )


def _keys(
    scopes: Iterable[Scope], asked: Asked, start: Sequence[Any], *, back: bool
) -> QuerySet[Configuration, tuple[Any, ...]]:
    """Take a page from the beginning of each source, through its index, then sort these few."""
    order = _order(asked.sort, back=back)
    fields = [each.lstrip("-") for each in ORDERS[asked.sort]]
    wanted = _wanted(asked) & _beyond(order, start)
    which = [each.which for each in scopes]
    which = which if len(which) <= MOST_SOURCES else [reduce(or_, which)]
    firsts = [
        Configuration.objects.filter(each, wanted).order_by(*order)[: PAGE + 1].values("pk")
        for each in which
    ]
    first, *rest = (
        Configuration.objects.filter(pk__in=each).order_by().values_list("pk", *fields[:-1])
        for each in firsts
    )
    return first.union(*rest).order_by(*order)[: PAGE + 1]


def _rows(keys: Sequence[UUID]) -> list[Configuration]:
    """Load these rows in this order, without the plans in them."""
    rows = (
        Configuration.objects.filter(pk__in=keys)
        .order_by()
        .select_related("person", "team")
        .only(*SHOWN)
    )
    return sorted(rows, key=lambda each: keys.index(each.pk))


def _wanted(asked: Asked) -> Q:
    found = Q(deleted=None, archived__isnull=not asked.archived)
    for name in ("topology", "environment", "state"):
        if value := getattr(asked, name):
            found &= Q(**{name: value})
    for word in asked.words.lower().split():
        found &= Q(name__contains=word) | Q(words__contains=word)
    return found


def _order(sort: str, *, back: bool) -> list[str]:
    order = ORDERS[sort]
    return [each[1:] if each[0] == "-" else f"-{each}" for each in order] if back else list(order)


def _beyond(order: Sequence[str], start: Sequence[Any]) -> Q:
    """Say what comes after a place in an order; the first comparison lets the index begin there."""
    if not start:
        return Q()
    name, value = order[0].lstrip("-"), start[0]
    side = "lt" if order[0].startswith("-") else "gt"
    past = Q(**{f"{name}__{side}": value})
    if len(order) == 1:
        return past
    return Q(**{f"{name}__{side}e": value}) & (past | _beyond(order[1:], start[1:]))


def _written(key: Sequence[Any]) -> str:
    """Write a row's place in its order into an address."""
    pk, *values = key
    return BETWEEN.join(
        each.isoformat() if isinstance(each, datetime) else str(each) for each in (*values, pk)
    )


def _place(sort: str, text: str) -> tuple[Any, ...]:
    """Read a place; what somebody made up is none, and the list begins at its beginning."""
    fields, texts = [each.lstrip("-") for each in ORDERS[sort]], text.split(BETWEEN)
    if len(texts) != len(fields):
        return ()
    try:
        return tuple(_value(name, each) for name, each in zip(fields, texts, strict=True))
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
    return moment
