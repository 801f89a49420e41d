"""Secrets that the team creates with a script."""

from __future__ import annotations

from generators.manifests.secrets.provider import Provider
from generators.manifests.secrets.providers.existing.manifests import SCRIPT
from generators.manifests.secrets.providers.existing.manifests import existing

EXISTING = Provider(part=existing, script=SCRIPT)
