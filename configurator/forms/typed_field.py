"""The fields of a form with their own types, for the type checker."""

from __future__ import annotations

from typing import TypeVar

from django import forms

Kind = TypeVar("Kind", bound=forms.Field)


def field_in(form: forms.Form, name: str, kind: type[Kind]) -> Kind:
    """Find a field of a form; ``TypeError`` where it is of another kind."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{name} is not a {kind.__name__}.")
    return field
