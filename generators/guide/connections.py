"""How many connections a plan may open to PostgreSQL, with the arithmetic for people."""

from __future__ import annotations

from dataclasses import dataclass

from generators.plan import Plan

# PostgreSQL keeps three connections for superusers; an exporter, a migration and a person who
# looks are judged to need ten more: https://www.postgresql.org/docs/current/runtime-config-connection.html
RESERVED = 13


@dataclass(frozen=True)
class Budget:
    """The connections of all backend pods at once. ``surge`` is the extra pod of a rollout.

    Rule, rationale and the list of environments all read their numbers here.
    """

    replicas: int
    surge: int
    workers: int
    pool: int
    overflow: int

    @property
    def each(self) -> int:
        """What one worker process may open."""
        return self.pool + self.overflow

    @property
    def steady(self) -> int:
        """What all pods may open outside a rollout."""
        return self.replicas * self.workers * self.each

    @property
    def peak(self) -> int:
        """What the pods that serve may open during a rollout."""
        return (self.replicas + self.surge) * self.workers * self.each

    @property
    def draining(self) -> int:
        """How many old pods may still drain beside those that serve: 2N pods exist at most.

        Kubernetes does not count terminating pods as replicas:
        https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
        """
        return self.replicas - 1 if self.surge else 0

    @property
    def rollout(self) -> int:
        """What all pods may hold during a rollout; a draining pod keeps its pool, not more."""
        return self.peak + self.draining * self.workers * self.pool

    @property
    def kept(self) -> int:
        """What the pods that serve keep open during a rollout: their pools, without overflow."""
        return (self.replicas + self.surge) * self.workers * self.pool

    @property
    def pods(self) -> str:
        """Say how many pods there are: “6 replicas”, “(3 + 1) replicas”."""
        if self.surge:
            return f"({self.replicas} + {self.surge} during a rollout) replicas"
        return f"{self.replicas} replica{'' if self.replicas == 1 else 's'}"

    @property
    def sum(self) -> str:
        """Write the arithmetic of the peak."""
        workers = f"{self.workers} worker{'' if self.workers == 1 else 's'}"
        return f"{self.pods} × {workers} × {self.each} connections = {self.peak:,}"

    def fitting(self, limit: int) -> int:
        """Tell how many connections each worker may open so that the peak fits into a limit."""
        return limit // ((self.replicas + self.surge) * self.workers)


def budget(plan: Plan) -> Budget:
    """Read the budget of a plan; a count of workers that is none counts as one."""
    backend, database = plan.scaling.backend, plan.database
    workers = max(backend.workers, 1)
    return Budget(
        backend.most, rolls_over(plan), workers, database.pool_size, database.max_overflow
    )


def rolls_over(plan: Plan) -> int:
    """Count the extra pods of a rollout: none where the volume makes the old pod go first."""
    shared = plan.storage.mode == "ephemeral" or plan.storage.access_mode == "ReadWriteMany"
    return 1 if shared else 0


def pooled(plan: Plan) -> bool:
    """Tell whether the bundle puts a pooler in front of PostgreSQL."""
    return plan.database.mode == "cloudnative-pg" and plan.database.pooler.mode != "none"
