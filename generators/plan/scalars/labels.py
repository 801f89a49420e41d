"""Keys and values of labels and annotations, as the API server takes them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from generators.plan.scalars.names import dns_subdomain
from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.secretlike import shown

# https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")
_LONGEST = 63


def qualified_name(text: str) -> str:
    """Check the key of a label, an annotation or a taint: a name, with a DNS prefix or without."""
    prefix, slash, name = text.rpartition("/")
    if slash:
        dns_subdomain(prefix)
    if not _NAME.fullmatch(name):
        raise ValueError(
            f"{shown(text)} is not a valid key. Write a name of at most {_LONGEST} letters, "
            "digits, “-”, “_” and “.”, such as acme.com/team."
        )
    return text


def label_value(text: str) -> str:
    """Check the value of a label: at most 63 letters, digits, “-”, “_” and “.”, or empty."""
    if text and not _NAME.fullmatch(text):
        raise ValueError(
            f"{shown(text)} is not a valid label value. Use at most {_LONGEST} letters, digits, "
            "“-”, “_” and “.”, with a letter or digit at both ends."
        )
    return text


QualifiedName = Annotated[str, AfterValidator(qualified_name)]
OptionalQualifiedName = Annotated[str, AfterValidator(or_empty(qualified_name))]
LabelValue = Annotated[str, AfterValidator(label_value)]
