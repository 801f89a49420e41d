"""The kubectl commands of the documents, for the objects of one bundle."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property

from generators.documents.created_objects import CreatedObjects
from generators.documents.created_objects import pods
from generators.documents.shell import word
from generators.manifests.applied_folder import applied_folder
from generators.manifests.database.downgrade import UNRECORDED
from generators.manifests.part import Manifest
from generators.plan import Plan

BACKEND = "deployment/skillflaw-backend"
ARGO = "applications.argoproj.io"
SOURCES = "gitrepositories.source.toolkit.fluxcd.io"
FLUX = "kustomizations.kustomize.toolkit.fluxcd.io"


@dataclass(frozen=True)
class Commands:
    """The commands of one plan; each method gives one or more lines of a POSIX shell."""

    created: CreatedObjects

    @property
    def plan(self) -> Plan:
        return self.created.plan

    @property
    def kubectl(self) -> str:
        """The command with the plan's namespace."""
        return f"kubectl -n {self.plan.release.namespace}"

    @property
    def overlay(self) -> str:
        return f"overlays/{self.plan.release.environment}"

    @property
    def applied(self) -> str:
        """The folder that is applied: the overlay, or the team's own patches over it."""
        return applied_folder(self.plan)

    @property
    def apply(self) -> str:
        return f"kubectl apply --server-side -k {self.applied}"

    @cached_property
    def controllers(self) -> tuple[Manifest, ...]:
        """The Application, or the Kustomizations, that keep the bundle applied."""
        flux = (kustomization for kustomization in self.created.of("Kustomization"))
        return (*self.created.of("Application"), *flux)

    def pause(self) -> str:
        """Keep the GitOps controller from undoing what is done by hand."""
        return "\n".join(
            _patched(controller, _paused(controller)) for controller in self.controllers
        )

    def resume(self) -> str:
        """Let the GitOps controller go on."""
        return "\n".join(
            _patched(controller, _resumed(controller)) for controller in self.controllers
        )

    def stop(self) -> str:
        """Stop the backend, and wait until its last request has ended."""
        seconds = self.grace + 60
        lines = (
            self.pause(),
            f"{self.kubectl} scale {BACKEND} --replicas=0",
            f"{self.kubectl} wait --for=delete pod {pods('backend')} --timeout={seconds}s",
        )
        return "\n".join(line for line in lines if line)

    def start(self) -> str:
        """Start the backend that :meth:`stop` stopped."""
        lines = (self.resume(), self.scale_up(), f"{self.kubectl} rollout status {BACKEND}")
        return "\n".join(line for line in lines if line)

    def scale_up(self) -> str:
        return f"{self.kubectl} scale {BACKEND} --replicas={self.plan.scaling.backend.least}"

    def fetch(self) -> str:
        """Have the GitOps controller look at the repository now, and wait until it has the commit.

        A controller that resumes before it would apply the commit before this one.
        """
        return "\n".join(dict.fromkeys(map(_fetched, self.controllers)))

    def arrived(self, image: str) -> str:
        """Wait until the backend's Deployment has an image."""
        path = "jsonpath={.spec.template.spec.containers[0].image}"
        image_read = f"{self.kubectl} get {BACKEND} -o '{path}'"
        return f"until {image_read} | grep -qF {word(image)}; do sleep 5; done"

    def restart(self, workload: str, component: str) -> str:
        """Restart a workload's pods without an outage, where it has more than one."""
        if self.plan.operations.gitops != "flux":
            return (
                f"{self.kubectl} rollout restart {workload}\n"
                f"{self.kubectl} rollout status {workload}"
            )
        # Flux takes the annotation that `rollout restart` sets away, which restarts them again.
        return (
            f"for pod in $({self.kubectl} get pods {pods(component)} -o name); do\n"
            f'  {self.kubectl} delete "$pod"\n'
            f"  {self.kubectl} rollout status {workload}\n"
            "done"
        )

    def restart_backend(self) -> str:
        return self.restart(BACKEND, "backend")

    def run_job(self, name: str) -> str:
        """Run a Job of the directory ``jobs`` anew, print its log, and say how it ended."""
        return self._run(name, f"kubectl apply -k jobs/{name}")

    def run_downgrade(self) -> str:
        """Take the schema back, to the revision that the plan or the shell names."""
        if self.plan.release.previous_schema_revision.strip():
            return self.run_job("downgrade")
        revision = "${REVISION:?the revision that was noted before the rollout}"
        return self._run(
            "downgrade",
            f'kubectl kustomize jobs/downgrade | sed "s/{UNRECORDED}/{revision}/" |\n'
            "  kubectl apply -f -",
        )

    def _run(self, name: str, create: str) -> str:
        job = f"skillflaw-{name}"
        remove = f"{self.kubectl} delete job {job} --ignore-not-found"
        return f"{remove}\n{create}\n{self.finished(job)}"

    def finished(self, job: str) -> str:
        """Wait until a Job has ended either way, print its log, and fail where it failed."""
        ended = f"{self.kubectl} get job {job} -o 'jsonpath={{.status.conditions[*].type}}'"
        return (
            f"until {ended} | grep -Eq 'Complete|Failed'; do sleep 5; done\n"
            f"{self.kubectl} logs job/{job} --all-containers\n"
            f"{self.kubectl} wait --for=condition=complete job/{job} --timeout=1s"
        )

    def hand_over_count(self, component: str) -> str:
        """Let a field manager of its own hold the count that runs, until the autoscaler sets one.

        https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
        """
        deployment = f"skillflaw-{component}"
        body = (
            '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%s"},'
            '"spec":{"replicas":%s}}'
        )
        count = f"$({self.kubectl} get deployment {deployment} -o 'jsonpath={{.spec.replicas}}')"
        return (
            f"printf '{body}' {deployment} \"{count}\" |\n"
            f"  {self.kubectl} apply --server-side --field-manager=replicas-handover "
            "--force-conflicts --validate=false -f -"
        )

    def value(self, secret: str, key: str) -> str:
        """Print one value of a Secret."""
        template = f"'{{{{index .data \"{key}\" | base64decode}}}}'"
        return f"{self.kubectl} get secret {secret} -o go-template={template}"

    def logs(self, component: str, container: str, since: str = "15m") -> str:
        """Print the log of every pod of a component."""
        many = max(self.plan.scaling.backend.most + 1, 5)
        return (
            f"{self.kubectl} logs {pods(component)} -c {container} --since={since} --tail=-1 "
            f"--prefix --max-log-requests={many}"
        )

    def images(self, component: str) -> str:
        """Print which images a part ran, newest last."""
        columns = (
            "CREATED:.metadata.creationTimestamp,PODS:.spec.replicas,"
            "IMAGE:.spec.template.spec.containers[0].image"
        )
        return (
            f"{self.kubectl} get replicasets {pods(component)} "
            f"--sort-by=.metadata.creationTimestamp -o 'custom-columns={columns}'"
        )

    @property
    def deployment(self) -> Manifest:
        """The backend's Deployment, as the base has it."""
        deployments = self.created.of("Deployment")
        return next(
            manifest
            for manifest in deployments
            if manifest["metadata"]["name"] == "skillflaw-backend"
        )

    @property
    def grace(self) -> int:
        """How many seconds a backend pod may take to end."""
        return int(self.deployment["spec"]["template"]["spec"]["terminationGracePeriodSeconds"])

    @property
    def interrupts(self) -> bool:
        """Tell whether a rollout stops the old pod before it starts the new one."""
        return bool(self.deployment["spec"]["strategy"]["type"] == "Recreate")


def _patched(controller: Manifest, spec: Manifest) -> str:
    name, namespace = controller["metadata"]["name"], controller["metadata"]["namespace"]
    kind = FLUX if controller["kind"] == "Kustomization" else ARGO
    body = json.dumps({"spec": spec}, separators=(",", ":"))
    return f"kubectl -n {namespace} patch {kind} {name} --type=merge -p '{body}'"


def _fetched(controller: Manifest) -> str:
    name, namespace = controller["metadata"]["name"], controller["metadata"]["namespace"]
    if controller["kind"] == "Application":
        annotation = "argocd.argoproj.io/refresh=hard"
        # One source has `revision`, several have `revisions`.
        revision = "{.status.sync.revision}{.status.sync.revisions}"
        return (
            f"kubectl -n {namespace} annotate {ARGO} {name} {annotation} --overwrite\n"
            f"{_has_commit(namespace, f'{ARGO} {name}', revision)}"
        )
    source = controller["spec"]["sourceRef"]["name"]
    annotation = 'reconcile.fluxcd.io/requestedAt="$(date +%s)"'
    revision = "{.status.artifact.revision}"
    return (
        f"kubectl -n {namespace} annotate {SOURCES} {source} {annotation} --overwrite\n"
        f"{_has_commit(namespace, f'{SOURCES} {source}', revision)}"
    )


def _has_commit(namespace: str, entry: str, revision: str) -> str:
    seen = f"kubectl -n {namespace} get {entry} -o 'jsonpath={revision}'"
    return f'until {seen} | grep -qF "$(git rev-parse HEAD)"; do sleep 5; done'


def _paused(controller: Manifest) -> Manifest:
    if controller["kind"] == "Kustomization":
        return {"suspend": True}
    return {"syncPolicy": {"automated": None}}


def _resumed(controller: Manifest) -> Manifest:
    if controller["kind"] == "Kustomization":
        return {"suspend": False}
    return {"syncPolicy": {"automated": controller["spec"]["syncPolicy"]["automated"]}}
