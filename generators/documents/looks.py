"""Where one looks when something is wrong: commands that read, and change nothing."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping

from generators.documents.commands import Commands
from generators.documents.made import pods
from generators.documents.shell import word
from generators.manifests.operations.probes import edge_targets
from generators.manifests.part import PART_OF
from generators.manifests.tls import exposed

Look = Callable[[Commands], Iterator[str]]
OURS = f"-l {PART_OF}=skillflaw"
CONNECTIONS = (
    "SELECT datname, usename, state, count(*) FROM pg_stat_activity "
    "GROUP BY 1, 2, 3 ORDER BY 4 DESC"
)


def backend(run: Commands) -> Iterator[str]:
    yield f"{run.kubectl} get pods {pods('backend')} -o wide"
    yield f"{run.kubectl} describe pods {pods('backend')} | grep -A 20 '^Events:'"


def errors(run: Commands) -> Iterator[str]:
    yield f"{run.logs('backend', 'backend')} | grep -iE 'error|critical|exception' | tail -n 40"


def events(run: Commands) -> Iterator[str]:
    yield (
        f"{run.kubectl} get events --field-selector type=Warning "
        "--sort-by=.lastTimestamp | tail -n 20"
    )


def load(run: Commands) -> Iterator[str]:
    yield f"{run.kubectl} top pods {OURS} --containers"


def scale(run: Commands) -> Iterator[str]:
    yield f"{run.kubectl} get deployments {OURS}"
    if run.made.of("HorizontalPodAutoscaler"):
        yield f"{run.kubectl} get horizontalpodautoscalers"


def restarts(run: Commands) -> Iterator[str]:
    yield f"{run.kubectl} get pods {OURS} --sort-by='.status.containerStatuses[0].restartCount'"
    last = "--sort-by='.status.containerStatuses[0].restartCount' -o name | tail -n 1"
    yield f"pod=$({run.kubectl} get pods {OURS} {last})"
    yield f"{run.kubectl} describe \"$pod\" | grep -A 6 'Last State:'"
    yield f'{run.kubectl} logs "$pod" --previous --tail=100'


def waiting(run: Commands) -> Iterator[str]:
    yield f"{run.kubectl} get pods {OURS} | grep -v Running"


def parts(run: Commands) -> Iterator[str]:
    for part in run.plan.topology.parts:
        yield f"{run.logs(part, part)} | tail -n 20"


def edge(run: Commands) -> Iterator[str]:
    for target in edge_targets(run.plan):
        shown = word("%{http_code} in %{time_total} s  %{url}\\n")
        yield f"curl -sS -o /dev/null --max-time 10 -w {shown} {word(target)}"


def routes(run: Commands) -> Iterator[str]:
    if run.made.of("HTTPRoute"):
        yield f"{run.kubectl} get httproutes"
        yield f"{run.kubectl} describe httproutes | grep -B 1 -A 6 'Reason:'"
    if run.made.of("Ingress"):
        yield f"{run.kubectl} get ingresses"
        yield f"{run.kubectl} describe ingresses"


def controller(run: Commands) -> Iterator[str]:
    namespace = run.plan.ingress.controller_namespace
    if namespace:
        yield f"kubectl -n {namespace} get pods -o wide"
        yield f"kubectl -n {namespace} get events --sort-by=.lastTimestamp | tail -n 20"
    else:
        yield from routes(run)


def certificates(run: Commands) -> Iterator[str]:
    for host in dict.fromkeys(exposed(run.plan).values()):
        yield (
            f"openssl s_client -connect {host}:443 -servername {host} </dev/null 2>/dev/null | "
            "openssl x509 -noout -subject -issuer -enddate"
        )
    if "cert-manager.io" in run.made.layout.whole.crds:
        yield f"{run.kubectl} get certificates,certificaterequests,orders,challenges"


def probes(run: Commands) -> Iterator[str]:
    monitoring = run.plan.operations.monitoring_namespace
    yield f"{run.kubectl} get probes.monitoring.coreos.com"
    yield f"kubectl -n {monitoring} get pods,services | grep blackbox"


def monitors(run: Commands) -> Iterator[str]:
    yield f"{run.kubectl} get podmonitors.monitoring.coreos.com"
    yield f"kubectl -n {run.plan.operations.monitoring_namespace} get prometheuses,pods"


def database(run: Commands) -> Iterator[str]:
    mode = run.plan.database.mode
    if mode == "external":
        yield f"{run.kubectl} logs {pods('backend')} -c wait-for-database --tail=20"
        yield "# In the service's console: its state, its connections, its slow queries."
        return
    if mode == "cloudnative-pg":
        yield f"{run.kubectl} get clusters.postgresql.cnpg.io postgres"
        yield f"{run.kubectl} get pods -l cnpg.io/cluster=postgres -L cnpg.io/instanceRole -o wide"
    else:
        yield f"{run.kubectl} get pods {pods('database')} -o wide"
    yield from primary(run)
    yield f"{psql(run)} -c {word(CONNECTIONS)}"


def primary(run: Commands) -> Iterator[str]:
    """Find the pod that takes writes, where an operator decides which one it is."""
    if run.plan.database.mode == "cloudnative-pg":
        chosen = "-l cnpg.io/cluster=postgres,cnpg.io/instanceRole=primary -o name"
        yield f"primary=$({run.kubectl} get pods {chosen})"


def psql(run: Commands, program: str = "psql --dbname=postgres", option: str = "") -> str:
    """Run a program of PostgreSQL in the server's pod, as the system's user postgres."""
    pod = '"$primary"' if run.plan.database.mode == "cloudnative-pg" else "postgres-0"
    user = " --username=postgres"
    name, _, rest = program.partition(" ")
    return f"{run.kubectl} exec {option}{pod} -c postgres -- {name}{user} {rest}"


def pooler(run: Commands) -> Iterator[str]:
    yield f"{run.kubectl} get pods {pods('pooler')} -o wide"
    yield f"{run.kubectl} logs {pods('pooler')} -c pgbouncer --tail=20 --prefix"


def exporter(run: Commands) -> Iterator[str]:
    if run.made.has("Deployment", "skillflaw-postgres-exporter"):
        yield f"{run.kubectl} logs deployment/skillflaw-postgres-exporter --tail=20"
    elif run.plan.database.mode == "in-cluster":
        yield f"{run.kubectl} logs postgres-0 -c exporter --tail=20"


def cache(run: Commands) -> Iterator[str]:
    metrics = "http://127.0.0.1:9121/metrics"
    counted = (
        "redis_(up|connected_clients|memory_(used|max)_bytes|(evicted|expired)_keys_total|"
        "rejected_connections_total) "
    )
    if run.plan.redis.mode == "in-cluster":
        yield f"{run.kubectl} get pods {pods('cache')} -o wide"
        yield f"{run.kubectl} exec cache-0 -c redis -- redis-cli ping"
        yield f"{run.kubectl} logs cache-0 -c redis --tail=20"
    else:
        yield f"{run.kubectl} logs deployment/skillflaw-redis-exporter --tail=20"
    target = (
        "cache-0" if run.plan.redis.mode == "in-cluster" else "deployment/skillflaw-redis-exporter"
    )
    yield f"{run.kubectl} port-forward {target} 9121 >/dev/null & sleep 3"
    yield f"curl -sS {metrics} | grep -E {word('^' + counted)}; kill $!"


LOOKS: Mapping[str, Look] = {
    "backend": backend,
    "cache": cache,
    "certificates": certificates,
    "controller": controller,
    "database": database,
    "edge": edge,
    "errors": errors,
    "events": events,
    "exporter": exporter,
    "load": load,
    "monitors": monitors,
    "parts": parts,
    "pooler": pooler,
    "probes": probes,
    "restarts": restarts,
    "routes": routes,
    "scale": scale,
    "waiting": waiting,
}
