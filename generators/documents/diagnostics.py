"""Diagnostic commands of the runbook. They read the cluster and change nothing."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping

from generators.documents.commands import Commands
from generators.documents.created_objects import pods
from generators.documents.shell import word
from generators.manifests.operations.probes import ingress_targets
from generators.manifests.part import PART_OF
from generators.manifests.prober import prober_namespace
from generators.manifests.redis.server import persistent
from generators.manifests.tls import exposed

Diagnostic = Callable[[Commands], Iterator[str]]
OURS = f"-l {PART_OF}=skillflaw"
ARCHIVER = "SELECT * FROM pg_stat_archiver"
NEWEST = "--sort-by=.metadata.creationTimestamp -o name"
CONNECTIONS = (
    "SELECT datname, usename, state, count(*) FROM pg_stat_activity "
    "GROUP BY 1, 2, 3 ORDER BY 4 DESC"
)


def backend(commands: Commands) -> Iterator[str]:
    yield f"{commands.kubectl} get pods {pods('backend')} -o wide"
    yield f"{commands.kubectl} describe pods {pods('backend')} | grep -A 20 '^Events:'"


def errors(commands: Commands) -> Iterator[str]:
    pattern = word("error|critical|exception")
    yield f"{commands.logs('backend', 'backend')} | grep -iE {pattern} | tail -n 40"


def events(commands: Commands) -> Iterator[str]:
    yield (
        f"{commands.kubectl} get events --field-selector type=Warning "
        "--sort-by=.lastTimestamp | tail -n 20"
    )


def load(commands: Commands) -> Iterator[str]:
    yield f"{commands.kubectl} top pods {OURS} --containers"


def scale(commands: Commands) -> Iterator[str]:
    yield f"{commands.kubectl} get deployments {OURS}"
    if commands.created.of("HorizontalPodAutoscaler"):
        yield f"{commands.kubectl} get horizontalpodautoscalers"


def restarts(commands: Commands) -> Iterator[str]:
    by_restarts = "--sort-by='.status.containerStatuses[0].restartCount'"
    yield f"{commands.kubectl} get pods {OURS} {by_restarts}"
    yield f"pod=$({commands.kubectl} get pods {OURS} {by_restarts} -o name | tail -n 1)"
    yield f"{commands.kubectl} describe \"$pod\" | grep -A 6 'Last State:'"
    yield f'{commands.kubectl} logs "$pod" --previous --tail=100'


def waiting(commands: Commands) -> Iterator[str]:
    yield f"{commands.kubectl} get pods {OURS} | grep -v Running"


def workloads(commands: Commands) -> Iterator[str]:
    for part in commands.plan.topology.parts:
        yield f"{commands.logs(part, part)} | tail -n 20"


def ingress(commands: Commands) -> Iterator[str]:
    for target in ingress_targets(commands.plan):
        form = word("%{http_code} in %{time_total} s  %{url}\\n")
        yield f"curl -sS -o /dev/null --max-time 10 -w {form} {word(target)}"


def routes(commands: Commands) -> Iterator[str]:
    if commands.created.of("HTTPRoute"):
        yield f"{commands.kubectl} get httproutes"
        yield f"{commands.kubectl} describe httproutes | grep -B 1 -A 6 'Reason:'"
    if commands.created.of("Ingress"):
        yield f"{commands.kubectl} get ingresses"
        yield f"{commands.kubectl} describe ingresses"


def ingress_controller(commands: Commands) -> Iterator[str]:
    namespace = commands.plan.ingress.controller_namespace
    if namespace:
        yield f"kubectl -n {namespace} get pods -o wide"
        yield f"kubectl -n {namespace} get events --sort-by=.lastTimestamp | tail -n 20"
    else:
        yield from routes(commands)


def certificates(commands: Commands) -> Iterator[str]:
    for host in dict.fromkeys(exposed(commands.plan).values()):
        yield (
            f"openssl s_client -connect {host}:443 -servername {host} </dev/null 2>/dev/null | "
            "openssl x509 -noout -subject -issuer -enddate"
        )
    if "cert-manager.io" in commands.created.layout.whole.crds:
        yield f"{commands.kubectl} get certificates,certificaterequests,orders,challenges"


def probes(commands: Commands) -> Iterator[str]:
    yield f"{commands.kubectl} get probes.monitoring.coreos.com"
    yield f"kubectl -n {prober_namespace(commands.plan)} get pods,services | grep blackbox"


def monitors(commands: Commands) -> Iterator[str]:
    yield f"{commands.kubectl} get podmonitors.monitoring.coreos.com"
    yield f"kubectl -n {commands.plan.operations.monitoring_namespace} get prometheuses,pods"


def database(commands: Commands) -> Iterator[str]:
    mode = commands.plan.database.mode
    if mode == "external":
        pattern = word("psycopg|sqlalchemy|OperationalError|too many (clients|connections)")
        yield f"{commands.logs('backend', 'backend')} | grep -iE {pattern} | tail -n 20"
        yield "# In the service's console: its state, its connections, its slow queries."
        return
    if mode == "cloudnative-pg":
        yield f"{commands.kubectl} get clusters.postgresql.cnpg.io postgres"
        pods_of_cluster = "-l cnpg.io/cluster=postgres -L cnpg.io/instanceRole"
        yield f"{commands.kubectl} get pods {pods_of_cluster} -o wide"
    else:
        yield f"{commands.kubectl} get pods {pods('database')} -o wide"
    yield from primary(commands)
    yield f"{psql(commands)} -c {word(CONNECTIONS)}"


def primary(commands: Commands) -> Iterator[str]:
    """Find the pod that takes writes, where an operator decides which one it is."""
    if commands.plan.database.mode == "cloudnative-pg":
        primary = "-l cnpg.io/cluster=postgres,cnpg.io/instanceRole=primary -o name"
        yield f"primary=$({commands.kubectl} get pods {primary})"


def archiver(commands: Commands) -> Iterator[str]:
    """Show what became of the last WAL files, and what the object store answered."""
    yield from primary(commands)
    yield f"{psql(commands)} -x -c {word(ARCHIVER)}"
    yield f'{commands.kubectl} logs "$primary" -c plugin-barman-cloud --tail=20'


def volumes(commands: Commands) -> Iterator[str]:
    """Show the claims, and how full the filesystem of each is."""
    plan, kubectl = commands.plan, commands.kubectl
    yield f"{kubectl} get persistentvolumeclaims"
    if plan.storage.mode != "ephemeral":
        directory = word(plan.storage.config_dir)
        yield f"{kubectl} exec deployment/skillflaw-backend -c backend -- df -h {directory}"
    if plan.database.mode != "external":
        yield from primary(commands)
        pod = '"$primary"' if plan.database.mode == "cloudnative-pg" else "postgres-0"
        yield f"{kubectl} exec {pod} -c postgres -- df -h /var/lib/postgresql/data"
    if plan.redis.mode == "in-cluster" and persistent(plan):
        yield f"{kubectl} exec cache-0 -c redis -- df -h /data"


def rollouts(commands: Commands) -> Iterator[str]:
    """Show the workloads, and why their newest pods are not ready."""
    yield f"{commands.kubectl} get deployments,statefulsets {OURS}"
    yield f"{commands.kubectl} get pods {OURS} --sort-by=.metadata.creationTimestamp"
    yield f"pod=$({commands.kubectl} get pods {OURS} {NEWEST} | tail -n 1)"
    yield f"{commands.kubectl} describe \"$pod\" | grep -A 20 '^Events:'"


def psql(commands: Commands, program: str = "psql --dbname=postgres", option: str = "") -> str:
    """Run a program of PostgreSQL in the server's pod, as the system's user postgres."""
    pod = '"$primary"' if commands.plan.database.mode == "cloudnative-pg" else "postgres-0"
    user = " --username=postgres"
    name, _, rest = program.partition(" ")
    return f"{commands.kubectl} exec {option}{pod} -c postgres -- {name}{user} {rest}"


def pooler(commands: Commands) -> Iterator[str]:
    yield f"{commands.kubectl} get pods {pods('pooler')} -o wide"
    yield f"{commands.kubectl} logs {pods('pooler')} -c pgbouncer --tail=20 --prefix"


def exporter(commands: Commands) -> Iterator[str]:
    if commands.created.has("Deployment", "skillflaw-postgres-exporter"):
        yield f"{commands.kubectl} logs deployment/skillflaw-postgres-exporter --tail=20"
    elif commands.plan.database.mode == "in-cluster":
        yield f"{commands.kubectl} logs postgres-0 -c exporter --tail=20"


def cache(commands: Commands) -> Iterator[str]:
    metrics = "http://127.0.0.1:9121/metrics"
    pattern = (
        "redis_(up|connected_clients|memory_(used|max)_bytes|(evicted|expired)_keys_total|"
        "rejected_connections_total) "
    )
    if commands.plan.redis.mode == "in-cluster":
        yield f"{commands.kubectl} get pods {pods('cache')} -o wide"
        yield f"{commands.kubectl} exec cache-0 -c redis -- redis-cli ping"
        yield f"{commands.kubectl} logs cache-0 -c redis --tail=20"
    else:
        yield f"{commands.kubectl} logs deployment/skillflaw-redis-exporter --tail=20"
    target = (
        "cache-0"
        if commands.plan.redis.mode == "in-cluster"
        else "deployment/skillflaw-redis-exporter"
    )
    yield f"{commands.kubectl} port-forward {target} 9121 >/dev/null & sleep 3"
    yield f"curl -sS {metrics} | grep -E {word('^' + pattern)}; kill $!"


DIAGNOSTICS: Mapping[str, Diagnostic] = {
    "archiver": archiver,
    "backend": backend,
    "cache": cache,
    "certificates": certificates,
    "database": database,
    "errors": errors,
    "events": events,
    "exporter": exporter,
    "ingress": ingress,
    "ingress-controller": ingress_controller,
    "load": load,
    "monitors": monitors,
    "pooler": pooler,
    "probes": probes,
    "restarts": restarts,
    "rollouts": rollouts,
    "routes": routes,
    "scale": scale,
    "volumes": volumes,
    "waiting": waiting,
    "workloads": workloads,
}
