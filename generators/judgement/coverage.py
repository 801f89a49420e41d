"""The coverage of a plan: each statement of the guide with its status."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping

from generators.guide import STATEMENTS
from generators.guide import Finding
from generators.guide import Severity
from generators.guide.manual_tasks import MANUAL_CHECKS
from generators.guide.manual_tasks import MANUAL_TASKS
from generators.guide.manual_tasks import NOT_APPLICABLE
from generators.judgement.entry import Entry
from generators.manifests.operations.policies.stores import migrates
from generators.manifests.part import File
from generators.plan import Plan
from generators.plan import choice_at
from generators.plan import confirmed


def coverage(plan: Plan, findings: Iterable[Finding], files: Iterable[File]) -> tuple[Entry, ...]:
    """List every statement once, in the guide's order.

    ``findings`` are those that stand: what is waived violates nothing, and satisfies nothing.
    """
    grave = [finding for finding in findings if finding.severity is not Severity.INFO]
    made = tuple(files)
    return tuple(_entry(plan, statement.id, grave, made) for statement in STATEMENTS)


def _entry(plan: Plan, id_: str, grave: list[Finding], files: tuple[File, ...]) -> Entry:
    against = [finding for finding in grave if id_ in finding.rule.guide]
    if against:
        rules = tuple(dict.fromkeys(finding.rule.slug for finding in against))
        return Entry(id_, "violated", rules, " ".join(finding.message for finding in against))
    reason = NOT_APPLICABLE[id_](plan) if id_ in NOT_APPLICABLE else ""
    if reason:
        return Entry(id_, "not-applicable", note=reason)
    by = _answers(plan, id_, files)
    return Entry(id_, "satisfied", by) if by else Entry(id_, "people", note=MANUAL_TASKS[id_])


def _answers(plan: Plan, id_: str, files: tuple[File, ...]) -> tuple[str, ...]:
    """Name what answers a statement: files alone only where no choice has to be made as well."""
    if id_ in MANUAL_CHECKS:
        return ()
    chosen = CHOSEN[id_](plan) if id_ in CHOSEN else ()
    if id_ in CHOSEN and not chosen:
        return ()
    made = tuple(file.path for file in files if id_ in file.guide)
    # The choice alone is not enough: some ingress controllers have no metric for these alerts.
    if id_ in ALERTED and not made:
        return ()
    return (*made, *chosen)


ALERTED = (
    "health.backend",
    "health.restarts",
    "health.api",
    "health.postgres",
    "health.redis",
    "health.ingress",
)


def _all(*paths: str) -> Callable[[Plan], tuple[str, ...]]:
    """Name the choices if each of them has a value that says something."""
    return lambda plan: paths if all(_says(plan, path) for path in paths) else ()


def _says(plan: Plan, path: str) -> bool:
    if not confirmed(plan, path):
        return False
    value = choice_at(path).of(plan)
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _always(*paths: str) -> Callable[[Plan], tuple[str, ...]]:
    """Name choices whose every value answers; a wrong one has a rule that says so."""
    return lambda _plan: paths


def _audiences(plan: Plan) -> tuple[str, ...]:
    ui = ("topology.audience.ui",) if plan.topology.web else ()
    docs = ("topology.audience.docs",) if plan.topology.docs else ()
    own = () if plan.topology.web else ("topology.audience.api",)
    return _all("topology.pattern", *own, *ui, *docs)(plan)


def _docs(plan: Plan) -> tuple[str, ...]:
    return _all("topology.docs", "topology.audience.docs")(plan) or (
        () if plan.topology.docs else ("topology.docs",)
    )


def _outside_the_pods(plan: Plan) -> tuple[str, ...]:
    if plan.scaling.backend.most == 1:
        return ("scaling.backend.replicas",)
    return ("database.mode", "redis.mode", "storage.accessMode", "secrets.keyFile.mountPath")


def _free(plan: Plan) -> tuple[str, ...]:
    tied = plan.scaling.frontend.follow_backend
    if tied:
        return _all("scaling.frontend.followReason")(plan)
    return ("scaling.frontend.followBackend",)


def _stored(plan: Plan) -> tuple[str, ...]:
    outside = plan.database.mode == "external"
    return ("database.mode",) if outside else ("database.mode", "database.size")


def _backup(plan: Plan) -> tuple[str, ...]:
    paths = ["database.backup.schedule", "database.backup.restoreTested"]
    if plan.database.mode != "in-cluster":
        paths.append("database.backup.destination")
    return _all(*paths)(plan)


def _migrations(plan: Plan) -> tuple[str, ...]:
    known = plan.release.first_install or plan.release.schema_migration != "unknown"
    if plan.database.migrations == "job" and not migrates(plan):
        return ()
    migration = () if plan.release.first_install else ("release.schemaMigration",)
    return ("database.migrations", *migration) if known else ()


def _hostnames(plan: Plan) -> tuple[str, ...]:
    hosts = plan.ingress.hosts
    shared = plan.topology.web and hosts.api == hosts.ui
    ui = ("ingress.hosts.ui",) if plan.topology.web else ()
    docs = ("ingress.hosts.docs",) if plan.topology.docs else ()
    audience = ("ingress.sharedAudience",) if shared else ()
    return _all("ingress.hosts.api", *ui, *docs, *audience)(plan)


def _images(plan: Plan) -> tuple[str, ...]:
    return ("topology.delivery",) if plan.topology.delivery == "image" else ()


def _tags(plan: Plan) -> tuple[str, ...]:
    releases = plan.release.backend, plan.release.frontend, plan.release.docs
    parts = zip(("backend", "frontend", "docs"), releases, strict=True)
    images = [(part, image) for part, image in parts if part in plan.topology.parts]
    if not all(image.tag or image.digest for _, image in images):
        return ()
    return tuple(f"release.{part}.{'tag' if image.tag else 'digest'}" for part, image in images)


def _revert(plan: Plan) -> tuple[str, ...]:
    """Name the tag to go back to, and the schema where the release changes it."""
    migrates = plan.release.schema_migration != "none"
    schema = ("release.previousSchemaRevision",) if migrates else ("release.schemaMigration",)
    return _all("release.previousBackendTag", *schema)(plan)


def _pinned(plan: Plan) -> tuple[str, ...]:
    web = ("release.rollback.frontend",) if plan.topology.web else ()
    docs = ("release.rollback.docs",) if plan.topology.docs else ()
    return _all(*web, *docs)(plan)


def _controlled(plan: Plan) -> tuple[str, ...]:
    tags = _tags(plan)
    upgrade = ("release.change", "release.previousBackendTag")
    changes = () if plan.release.first_install else upgrade
    settled = not changes or bool(_all(*changes)(plan))
    parted = plan.topology.web or plan.topology.docs
    pinned = _pinned(plan) if parted else ()
    if not tags or not settled or (parted and not pinned):
        return ()
    first = ("release.firstInstall",) if plan.release.first_install else ()
    return (*tags, *changes, *pinned, *first)


def _encrypted(plan: Plan) -> tuple[str, ...]:
    return () if plan.tls.mode == "none" else ("tls.mode", "tls.redirect")


def _scoped(plan: Plan) -> tuple[str, ...]:
    return _all("operations.networkPolicies")(plan)


def _watched(*paths: str) -> Callable[[Plan], tuple[str, ...]]:
    """Name the choices if alerts are made, and what they need is there."""

    def watched(plan: Plan) -> tuple[str, ...]:
        if plan.operations.alerts == "none":
            return ()
        return _all("operations.alerts", *paths)(plan)

    return watched


# Choices without which a statement is not answered, whatever files there are.
CHOSEN: Mapping[str, Callable[[Plan], tuple[str, ...]]] = {
    "topology.capability": _audiences,
    "topology.api-first": _always("topology.pattern"),
    "topology.full-web": _always("topology.pattern"),
    "topology.docs": _docs,
    "state.database": _always("database.mode"),
    "state.cache": lambda plan: () if plan.redis.mode == "none" else ("redis.mode",),
    "state.config-dir": lambda plan: () if plan.storage.mode == "ephemeral" else ("storage.mode",),
    "state.secret-key": _all("secrets.keyFile.name", "secrets.keyFile.mountPath"),
    "state.first": _outside_the_pods,
    "scaling.backend-drivers": _all("scaling.backend.drivers"),
    "scaling.backend-requests": _all(
        "scaling.backend.resources.requests.cpu", "scaling.backend.resources.requests.memory"
    ),
    "scaling.frontend-drivers": _all("scaling.frontend.drivers"),
    "scaling.independent": _free,
    "postgres.core": _always("database.mode"),
    "postgres.storage": _stored,
    "postgres.backup": _backup,
    "postgres.migrations": _migrations,
    "postgres.monitoring": _all("database.monitoring"),
    "postgres.failover": _all("database.highAvailability", "database.failoverPlan"),
    "postgres.replicas": _all("database.maxConnections", "storage.accessMode"),
    "redis.managed": _all("redis.maxMemory", "redis.evictionPolicy", "redis.persistence"),
    "redis.observable": _all("redis.monitoring", "redis.ttlSeconds"),
    "routing.hostnames": _hostnames,
    "security.secrets": _always("secrets.provider"),
    "security.key-file": _all("secrets.keyFile.mountPath"),
    "security.images": _images,
    "security.network": _scoped,
    "security.tls": _encrypted,
    "validation.load": _all("operations.loadTested"),
    "delivery.source": _all("topology.uiRebuilt"),
    "delivery.image": _all("release.docs.image"),
    "delivery.separate": _always("topology.delivery"),
    "rollout.tag": _tags,
    "rollout.change": _all("release.change"),
    "rollout.revert": _revert,
    "rollout.pinning": _pinned,
    "rollout.controls": _controlled,
    "health.backend": _watched("operations.prober"),
    "health.restarts": _watched(),
    "health.api": _watched(),
    "health.postgres": _watched("database.monitoring"),
    "health.redis": _watched("redis.monitoring"),
    "health.ingress": _watched(),
    "health.logs": _all("operations.centralLogs"),
}
