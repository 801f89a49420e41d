"""The Job that asks a running SkillFlaw what the guide wants to be asked after a rollout."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from generators.manifests.computed import computed
from generators.manifests.images import CURL
from generators.manifests.limits import CHOICE as LIMITED
from generators.manifests.limits import MEDIUM
from generators.manifests.limits import limited
from generators.manifests.operations.smoke_settings import AUTHORITY
from generators.manifests.operations.smoke_settings import SECRETS
from generators.manifests.operations.smoke_settings import authority_volume
from generators.manifests.operations.smoke_settings import credentials
from generators.manifests.operations.smoke_settings import settings
from generators.manifests.part import ConfigMap
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.manifests.part import Note
from generators.manifests.part import Part
from generators.manifests.part import labels
from generators.manifests.placement import PLACED_AS_BACKEND
from generators.manifests.placement import PULLED_WITH
from generators.manifests.placement import placement
from generators.manifests.placement import pull_secrets
from generators.manifests.security import container_security
from generators.manifests.security import pod_security
from generators.manifests.topology.workload import image
from generators.plan import Plan
from generators.yaml.loader import Octal

NAME = "skillflaw-smoke-test"
DIRECTORY = "jobs/smoke-test"
SCRIPT = "smoke-test.sh"
# The image's user is a name, which the kubelet cannot tell from root: this is its number.
# https://github.com/curl/curl-container
USER = 100
# Each flow is run twice and each page asked once; the rest is patience with a rollout.
FLOWS = 4
PATIENCE = 600
KEPT_SECONDS = 86_400


def smoke_test(plan: Plan) -> Part:
    """Make the smoke test: a Job with a kustomization of its own, and its script."""
    script = ConfigMap(
        DIRECTORY,
        NAME,
        {SCRIPT: _script()},
        "The script that the Job runs. It also runs on a workstation.",
        guide=_guide(plan),
        component="smoke-test",
    )
    return Part(
        files=(_file(plan),),
        config_maps=(script,),
        images=(CURL,),
        notes=_notes(plan),
    )


def _guide(plan: Plan) -> tuple[str, ...]:
    return (
        *(("validation.run",) if plan.operations.smoke_flow else ()),
        *(("validation.responses",) if plan.topology.responses_api else ()),
        *(("validation.mcp",) if plan.topology.mcp else ()),
        *(("validation.browser",) if plan.topology.web else ()),
        *(("validation.docs",) if plan.topology.docs else ()),
    )


def _file(plan: Plan) -> File:
    account: Manifest = {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {"name": NAME, "labels": labels("smoke-test")},
        "automountServiceAccountToken": False,
    }
    return File(
        f"{DIRECTORY}/job.yaml",
        (account, _job(plan)),
        "Run it after each rollout, in staging first. A failed check means that the rollout "
        "failed. Delete the old Job before the next run.",
        (
            "operations.smokeFlow",
            "topology.pattern",
            "topology.docs",
            "topology.responsesApi",
            "topology.mcp",
            "ingress.hosts.api",
            "ingress.hosts.ui",
            "ingress.hosts.docs",
            "scaling.backend.longestFlowSeconds",
            "ingress.controller",
            "ingress.gateway.namespace",
            "tls.mode",
            "tls.challenge",
            "tls.secrets.api",
            "tls.secrets.ui",
            "tls.secrets.docs",
            "tls.redirect",
            "tls.hsts",
            *PULLED_WITH,
            *PLACED_AS_BACKEND,
            LIMITED,
        ),
        _guide(plan),
    )


def _job(plan: Plan) -> Manifest:
    longest = plan.scaling.backend.longest_flow_seconds
    deadline = computed(
        FLOWS * longest + PATIENCE,
        f"{FLOWS} flows of at most {longest} seconds + {PATIENCE} to start and ask",
    )
    return {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": {"name": NAME, "labels": labels("smoke-test")},
        "spec": {
            # A check that only passes the second time has found something.
            "backoffLimit": 0,
            "activeDeadlineSeconds": deadline,
            "ttlSecondsAfterFinished": KEPT_SECONDS,
            "template": {"metadata": {"labels": labels("smoke-test")}, "spec": _pod(plan)},
        },
    }


def _pod(plan: Plan) -> Manifest:
    return {
        "serviceAccountName": NAME,
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        **pull_secrets(plan),
        **placement(plan, "backend"),
        "restartPolicy": "Never",
        "securityContext": pod_security(plan, user=USER),
        "containers": [_container(plan)],
        "volumes": [
            {"name": "script", "configMap": {"name": NAME, "defaultMode": Octal(0o444)}},
            credentials(plan, NAME),
            {"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}},
            *authority_volume(plan),
        ],
    }


def _container(plan: Plan) -> Manifest:
    authority = [{"name": "ingress-ca", "mountPath": AUTHORITY, "readOnly": True}]
    return {
        "name": "smoke-test",
        **image(CURL.name),
        "command": ["sh", f"/scripts/{SCRIPT}"],
        "env": settings(plan),
        "resources": limited(
            plan,
            {
                "requests": {"cpu": "50m", "memory": "32Mi", "ephemeral-storage": "64Mi"},
                "limits": {"memory": "128Mi", "ephemeral-storage": "128Mi"},
            },
            MEDIUM,
        ),
        "securityContext": container_security(plan, read_only=True),
        "volumeMounts": [
            {"name": "script", "mountPath": "/scripts", "readOnly": True},
            {"name": "secrets", "mountPath": SECRETS, "readOnly": True},
            {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108 - a mount of its own
            *(authority if authority_volume(plan) else []),
        ],
    }


def _notes(plan: Plan) -> tuple[Note, ...]:
    notes = [
        Note(
            "assumed",
            "The smoke test expects the responses of the upstream project: 401 or 403 without a "
            "key, events when a flow streams, and an access_token from /api/v1/login.",
            ("operations.smokeFlow",),
            ("validation.run",),
        ),
        _credentials_note(plan),
    ]
    if not plan.operations.smoke_flow:
        text = (
            "The smoke test has no flow, so the checks that run one are skipped. Set "
            "operations.smokeFlow to a representative flow."
        )
        notes.append(Note("manual", text, ("operations.smokeFlow",), ("validation.run",)))
    if plan.topology.web:
        text = (
            "The smoke test signs in but does not test the editor. Open one flow in a browser "
            "and run it."
        )
        notes.append(Note("manual", text, ("topology.pattern",), ("validation.browser",)))
    return tuple(notes)


def _credentials_note(plan: Plan) -> Note:
    person = " For the sign-in, the keys username and password." if plan.topology.web else ""
    text = (
        "SkillFlaw creates API keys, so create the smoke test's key after the first rollout: "
        f"`kubectl -n {plan.release.namespace} create secret generic {NAME} "
        f"--from-file=api-key=/dev/stdin`.{person} Until then the checks that need it are skipped."
    )
    return Note("manual", text, ("operations.smokeFlow",), ("validation.run", "security.secrets"))


@cache
def _script() -> str:
    return files(__package__).joinpath("files", SCRIPT).read_text(encoding="utf-8")
