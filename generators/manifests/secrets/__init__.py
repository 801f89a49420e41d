"""Secrets: which have to exist, and what makes them."""

from __future__ import annotations

from dataclasses import replace

from generators.manifests.part import Part
from generators.manifests.part import because
from generators.manifests.secrets.further import further_secrets
from generators.manifests.secrets.providers import provider
from generators.manifests.secrets.required import own_secrets
from generators.manifests.secrets.required import required_secrets
from generators.plan import Plan

__all__ = ["required_secrets", "secrets"]


def secrets(plan: Plan) -> Part:
    """Make what the provider needs to make the Secrets; never a value.

    ``Part.secrets`` holds those that belong to no data store; :func:`required_secrets` lists all.
    """
    part = provider(plan).part(plan, required_secrets(plan))
    files = because(part.files, "secrets.provider")
    return replace(part, files=files, secrets=(*own_secrets(plan), *further_secrets(plan)))
