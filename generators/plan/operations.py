"""What keeps it safe and seen: policies, security context, alerts, delivery."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Literal

from pydantic import AfterValidator
from pydantic import PlainSerializer

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.primitives import Count
from generators.plan.primitives import Flag
from generators.plan.scalars import Cidr
from generators.plan.scalars import DnsLabel
from generators.plan.scalars import MountPath
from generators.plan.scalars import SettingName
from generators.plan.scalars import Text

if TYPE_CHECKING:
    from generators.plan.plan import Plan


def _carried(text: str) -> str:
    """Refuse what kustomize cannot write: lines of which the first begins with a tab."""
    if text.startswith("\t") and "\n" in text:
        raise ValueError("kustomize cannot write lines that begin with a tab: use spaces there.")
    return text


Setting = Annotated[Text, AfterValidator(_carried)]
Settings = Annotated[
    Mapping[SettingName, Setting], PlainSerializer(dict, return_type=dict[str, str])
]


def _policies(plan: Plan) -> bool:
    return plan.operations.network_policies


def _gitops(plan: Plan) -> bool:
    return plan.operations.gitops != "none"


class Operations(Topic):
    network_policies: Flag = choice(
        True,
        "Network policies",
        "Default deny, and one opening for each thing that has to talk.",
        guide=("security.network",),
    )
    egress: Literal["internet-443", "none"] | tuple[Cidr, ...] = choice(
        "internet-443",
        "Where flows may call out to",
        "internet-443: public addresses on port 443. none: nowhere. Or a list of networks.",
        guide=("security.network",),
        applies=_policies,
    )
    api_server_cidrs: tuple[Cidr, ...] = choice(
        (),
        "Addresses of the API server",
        "CloudNativePG's pods talk to it, so the network policy has to let them.",
        guide=("security.network",),
        applies=lambda plan: _policies(plan) and plan.database.mode == "cloudnative-pg",
    )
    operator_namespace: DnsLabel = choice(
        "cnpg-system",
        "Namespace of the CloudNativePG operator",
        "It connects to the database's pods.",
        applies=lambda plan: _policies(plan) and plan.database.mode == "cloudnative-pg",
    )
    monitoring_namespace: DnsLabel = choice(
        "monitoring",
        "Namespace of Prometheus",
        "Scrapes come from there.",
        guide=("health.backend",),
    )
    settings: Settings = choice(
        {},
        "Further settings",
        "Environment variables of the backend that are no secret, one NAME=value a line.",
        guide=("security.secrets",),
        advanced=True,
    )
    pod_security: Literal["restricted", "baseline"] = choice(
        "restricted",
        "Pod security",
        "The Pod Security Standard that the namespace enforces.",
        guide=("security.network",),
    )
    read_only_root_filesystem: Flag = choice(
        True,
        "Read-only root filesystem",
        "Containers write only to their mounts.",
        assumed="The writable paths are upstream's; turn it off if the image needs others.",
    )
    writable_paths: tuple[MountPath, ...] = choice(
        ("/app/data",),
        "Writable scratch paths",
        "Paths besides /tmp that the backend writes to; each becomes an emptyDir.",
        applies=lambda plan: plan.operations.read_only_root_filesystem,
        assumed="/app/data is the home directory of upstream's image.",
        advanced=True,
    )
    readiness_path: Literal["/health", "/health_check"] = choice(
        "/health",
        "Readiness path",
        "/health looks at the process only. /health_check also at PostgreSQL and Redis, and takes "
        "all pods out together when one of them is away.",
        guide=("health.backend",),
        assumed="/health_check is upstream's; no SkillFlaw page names it.",
        advanced=True,
    )
    run_as_user: Count = choice(
        1000,
        "User id",
        "Numeric user of the containers. Never 0.",
        assumed="The SkillFlaw image's user is not documented; 1000 is upstream's.",
        at_least=0,
        at_most=2_147_483_647,
        advanced=True,
    )
    fs_group: Count = choice(
        1000,
        "Volume group id",
        "Group that owns the volumes.",
        assumed="The SkillFlaw image's group is not documented; 1000 is upstream's.",
        at_least=0,
        at_most=2_147_483_647,
        advanced=True,
    )
    alerts: Literal["prometheus-operator", "none"] = choice(
        "prometheus-operator",
        "Alerts",
        "PrometheusRules, probes and scrapes for the six signals of the guide.",
        guide=("health.backend", "health.restarts", "health.api", "health.ingress"),
    )
    central_logs: Flag = choice(
        False,
        "Logs are collected centrally",
        "Backend, ingress, PostgreSQL and Redis in one place.",
        guide=("health.logs",),
    )
    smoke_flow: Text = choice(
        "",
        "Flow for the smoke test",
        "Id or alias of a representative flow, best one that calls a model.",
        guide=("validation.run",),
        example="support-triage",
    )
    load_tested: Flag = choice(
        False,
        "Load-tested",
        "With representative flows, on this release.",
        guide=("validation.load",),
    )
    gitops: Literal["none", "argo-cd", "flux"] = choice(
        "none",
        "GitOps",
        "Adds an Argo CD Application or a Flux Kustomization.",
        guide=("rollout.controls",),
    )
    git_url: Text = choice(
        "",
        "Git repository",
        "Where the bundle will live; without user or password.",
        applies=_gitops,
        example="https://github.com/acme/platform.git",
    )
    git_path: Text = choice(
        "",
        "Path in the repository",
        "Folder that holds the bundle.",
        applies=_gitops,
        example="apps",
    )
