"""Where pods get an identity outside the cluster: the clouds' own endpoints."""

from __future__ import annotations

from generators.manifests.database import object_store
from generators.manifests.operations.policies.openings import EVERY_ADDRESS
from generators.manifests.operations.policies.openings import networks
from generators.manifests.operations.policies.openings import outgoing
from generators.manifests.part import Manifest
from generators.plan import Plan

HTTPS = 443

GKE_ANNOTATION = "iam.gke.io/gcp-service-account"
EKS_ANNOTATION = "eks.amazonaws.com/role-arn"
AZURE_ANNOTATION = "azure.workload.identity/client-id"

# GKE's metadata server, without and with Dataplane V2:
# https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#network-policies
GKE_SERVER = ("169.254.169.252/32", (987, 988))
GKE_DATAPLANE_V2 = ("169.254.169.254/32", (80, 8080))
# The agent of EKS Pod Identity, on IPv4 and IPv6:
# https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
EKS_AGENT = (("169.254.170.23/32", "fd00:ec2::23/128"), 80)


def to_identity(plan: Plan) -> tuple[Manifest, ...]:
    """Let the backend ask for the identity that its ServiceAccount is annotated with.

    The token services of AWS and Azure are public addresses on port 443, which `internet-443`
    already allows.
    """
    return _to_gke() if GKE_ANNOTATION in plan.operations.service_account_annotations else ()


def to_backup_identity(plan: Plan) -> tuple[Manifest, ...]:
    """Let PostgreSQL's backup sidecar ask for its identity, and exchange it for a cloud's token."""
    if not object_store.inherits(plan):
        return ()
    if object_store.provider(plan) == "gs":
        return _to_gke()
    exchanged = outgoing(networks(EVERY_ADDRESS), HTTPS)
    annotated = EKS_ANNOTATION in plan.operations.service_account_annotations
    if object_store.provider(plan) == "azure" or annotated:
        return exchanged
    addresses, port = EKS_AGENT
    return (*exchanged, *outgoing(networks(addresses), port))


def _to_gke() -> tuple[Manifest, ...]:
    return tuple(
        rule
        for address, ports in (GKE_SERVER, GKE_DATAPLANE_V2)
        for rule in outgoing(networks([address]), *ports)
    )
