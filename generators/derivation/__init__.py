"""What follows from an answer: hostnames from a domain, port and name from a pasted URL.

A derived value is written into the plan like any other, so that a plan file says all it means. It
follows its source for as long as it is what the source gives; any other value is left alone.
"""

from __future__ import annotations

from generators.derivation.origin import Origin
from generators.derivation.origin import origin
from generators.derivation.pasted import pasted
from generators.derivation.shorthand import SHORTHANDS
from generators.derivation.shorthand import Shorthand
from generators.derivation.spelling import respelled
from generators.derivation.table import DERIVATIONS
from generators.derivation.table import Derivation
from generators.derivation.table import completed
from generators.derivation.table import following
from generators.derivation.table import leads_to_others

__all__ = [
    "DERIVATIONS",
    "SHORTHANDS",
    "Derivation",
    "Origin",
    "Shorthand",
    "completed",
    "following",
    "leads_to_others",
    "origin",
    "pasted",
    "respelled",
]
