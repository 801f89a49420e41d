from __future__ import annotations

from collections.abc import Iterator

from generators.guide.flow_egress import addresses
from generators.guide.flow_egress import blocked
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan


@rule(
    title="Egress to an address in a backend setting is blocked",
    about=("operations.settings", "operations.egress"),
    severity=Severity.WARNING,
    why="The NetworkPolicy drops the connection, so whatever uses the setting waits until it times "
    "out.",
    fix="Allow the address in operations.egress, or change the setting.",
    because="The backend starts; only what uses the setting fails.",
    guide=("security.network",),
    reference="https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    bad={"operations.settings": {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://otel.acme.com:4318"}},
)
def setting_address_blocked(plan: Plan) -> Iterator[Remark]:
    for name, value in plan.operations.settings.items():
        for host, port in addresses(name, value):
            if blocked(plan, name, host, port):
                yield Remark(f"{name} leads to {host} on port {port}, which egress does not allow.")
