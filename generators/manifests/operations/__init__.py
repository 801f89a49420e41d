"""Operations: policies, alerts, probes, delivery, and the scripts that people run."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from generators.manifests.operations.alerts import alerts
from generators.manifests.operations.exporters import exporters
from generators.manifests.operations.exporters import required as exporters_required
from generators.manifests.operations.extra_ca import extra_ca
from generators.manifests.operations.extra_ca import required as extra_ca_required
from generators.manifests.operations.gitops import gitops
from generators.manifests.operations.load_test import load_test
from generators.manifests.operations.logs import logs
from generators.manifests.operations.policies import policies
from generators.manifests.operations.preflight import preflight
from generators.manifests.operations.probes import probes
from generators.manifests.operations.proxy import proxy
from generators.manifests.operations.smoke_test import smoke_test
from generators.manifests.part import Part
from generators.manifests.part import RequiredSecret
from generators.plan import Plan

__all__ = ["operations", "preflight", "required"]

CONCERNS: tuple[Callable[[Plan], Part], ...] = (
    policies,
    proxy,
    extra_ca,
    probes,
    exporters,
    alerts,
    logs,
    smoke_test,
    load_test,
    gitops,
)


def required(plan: Plan) -> tuple[RequiredSecret, ...]:
    """List the Secrets that operations count on."""
    return (*exporters_required(plan), *extra_ca_required(plan))


def operations(plan: Plan) -> Part:
    """Make what keeps a deployment safe, seen and delivered; the preflight check comes last.

    :func:`preflight` is not among it: it needs the Secrets and APIs of every topic.
    """
    parts = [concern(plan) for concern in CONCERNS]
    return Part(
        settings={name: value for part in parts for name, value in part.settings.items()},
        files=tuple(chain.from_iterable(part.files for part in parts)),
        config_maps=tuple(chain.from_iterable(part.config_maps for part in parts)),
        secrets=tuple(chain.from_iterable(part.secrets for part in parts)),
        images=tuple(chain.from_iterable(part.images for part in parts)),
        notes=tuple(chain.from_iterable(part.notes for part in parts)),
        crds=tuple(dict.fromkeys(chain.from_iterable(part.crds for part in parts))),
    )
