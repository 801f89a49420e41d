"""The plan: its choices, and the lists that are read from them."""

from __future__ import annotations

from generators.plan.catalogue import Choice
from generators.plan.catalogue import choice_at
from generators.plan.catalogue import choices
from generators.plan.catalogue import topics
from generators.plan.choice import Option
from generators.plan.claims import Claim
from generators.plan.claims import claims
from generators.plan.claims import confirmed
from generators.plan.claims import is_claim
from generators.plan.claims import stated
from generators.plan.plan import API_VERSION
from generators.plan.plan import Plan
from generators.plan.plan import Waiver
from generators.plan.plan_file import PlanFile
from generators.plan.plan_file import complete_file
from generators.plan.plan_file import sparse_file
from generators.plan.presets import PRESETS
from generators.plan.presets import Preset
from generators.plan.presets import recommended
from generators.plan.serialization import complete
from generators.plan.serialization import plain_value
from generators.plan.serialization import revised
from generators.plan.serialization import sparse
from generators.plan.serialization import with_changes

__all__ = [
    "API_VERSION",
    "PRESETS",
    "Choice",
    "Claim",
    "Option",
    "Plan",
    "PlanFile",
    "Preset",
    "Waiver",
    "choice_at",
    "choices",
    "claims",
    "complete",
    "complete_file",
    "confirmed",
    "is_claim",
    "plain_value",
    "recommended",
    "revised",
    "sparse",
    "sparse_file",
    "stated",
    "topics",
    "with_changes",
]
