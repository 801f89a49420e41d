"""Who may talk to whom."""

from __future__ import annotations

import ipaddress
from typing import Any

import pytest

from generators.manifests.operations import operations
from generators.manifests.operations.policies.openings import server
from generators.manifests.part import File
from generators.manifests.part import Manifest
from generators.plan import Plan
from generators.plan.presets import PRESETS
from generators.plan.presets import recommended
from generators.plan.serialization import revised

OPERATOR = {
    "database.mode": "cloudnative-pg",
    "database.pooler.mode": "session",
    "operations.apiServerCidrs": ["10.0.0.1/32"],
}
WEB = {"topology.pattern": "full-web", "topology.docs": True, "release.docs.port": 3000}
PLANS = [
    *(preset.filled() for preset in PRESETS),
    *(
        revised(recommended(), changes)
        for changes in (
            OPERATOR,
            WEB,
            {"ingress.controllerNamespace": "", "database.cidrs": [], "redis.cidrs": []},
            {"database.migrations": "job", "redis.mode": "none"},
        )
    ),
]


def policies(plan: Plan) -> dict[str, Manifest]:
    """Map each network policy's name to its spec."""
    contents = [file.content for file in operations(plan).files]
    objects = [manifest for made in contents if isinstance(made, tuple) for manifest in made]
    return {
        manifest["metadata"]["name"]: manifest["spec"]
        for manifest in objects
        if manifest["kind"] == "NetworkPolicy"
    }


def changed(**changes: Any) -> dict[str, Manifest]:
    """Make the policies of the recommended plan with other choices; ``__`` stands for a dot."""
    return policies(revised(recommended(), {k.replace("__", "."): v for k, v in changes.items()}))


def rules(policy: Manifest) -> list[tuple[list[Manifest], list[Manifest]]]:
    """List peers and ports of each rule, both ways."""
    ways = (("ingress", "from"), ("egress", "to"))
    return [(rule[end], rule["ports"]) for way, end in ways for rule in policy.get(way, [])]


def ports_to(policy: Manifest, cidr: str) -> list[int]:
    """List the ports on which a policy lets its pods out to a network."""
    return [
        port.get("port", 0)
        for rule in policy.get("egress", [])
        if any(peer.get("ipBlock", {}).get("cidr") == cidr for peer in rule["to"])
        for port in rule["ports"]
    ]


@pytest.mark.parametrize("plan", PLANS)
def test_no_rule_is_open_to_everyone(plan: Plan) -> None:
    for policy in policies(plan).values():
        assert policy["policyTypes"] == ["Ingress", "Egress"]
        for peers, ports in rules(policy):
            assert peers
            assert all(peers)
            assert ports


@pytest.mark.parametrize("plan", PLANS)
def test_nobody_from_a_network_reaches_a_pod(plan: Plan) -> None:
    for policy in policies(plan).values():
        for rule in policy.get("ingress", []):
            assert not any("ipBlock" in peer for peer in rule["from"])


@pytest.mark.parametrize("plan", PLANS)
def test_the_metadata_service_is_out_of_reach(plan: Plan) -> None:
    metadata = ipaddress.ip_network("169.254.169.254/32")
    for policy in policies(plan).values():
        for peers, _ in rules(policy):
            for block in (peer["ipBlock"] for peer in peers if "ipBlock" in peer):
                network = ipaddress.ip_network(block["cidr"])
                outs = [ipaddress.ip_network(block_out) for block_out in block.get("except", [])]
                if network.version == 4 and metadata.subnet_of(network):  # type: ignore[arg-type] # same version
                    assert any(metadata.subnet_of(out) for out in outs if out.version == 4)  # type: ignore[arg-type] # same version


def test_everything_is_denied_first() -> None:
    assert changed()["skillflaw-default-deny"] == {
        "podSelector": {},
        "policyTypes": ["Ingress", "Egress"],
    }


@pytest.mark.parametrize(
    "changes",
    [{"release__namespaceDedicated": False}, {"ingress__controllerNamespace": "skillflaw"}],
)
def test_strangers_in_the_namespace_are_left_alone(changes: dict[str, Any]) -> None:
    chosen = changed(**changes)["skillflaw-default-deny"]["podSelector"]

    assert chosen == {"matchLabels": {"app.kubernetes.io/part-of": "skillflaw"}}


def test_only_parts_that_run_have_a_policy() -> None:
    bare = {"redis__monitoring": False, "database__monitoring": False}
    unchanged = {"release__schemaMigration": "none", "database__migrations": "on-start"}
    names = set(changed(**bare, **unchanged))

    assert names == {"skillflaw-default-deny", "skillflaw-backend", "skillflaw-smoke-test"}


def test_without_network_policies_there_is_none() -> None:
    assert changed(operations__networkPolicies=False) == {}


def test_docs_reach_nothing_and_listen_where_their_image_does() -> None:
    docs = policies(revised(recommended(), WEB))["skillflaw-docs"]

    assert "egress" not in docs
    assert docs["ingress"][0]["ports"] == [{"protocol": "TCP", "port": 3000}]


def test_the_frontend_reaches_the_backend_alone() -> None:
    frontend = policies(revised(recommended(), WEB))["skillflaw-frontend"]
    names, backend = frontend["egress"]

    assert [port["port"] for port in names["ports"]] == [53, 53]
    assert backend["ports"] == [{"protocol": "TCP", "port": 7860}]


def test_outside_stores_are_opened_by_address_and_port() -> None:
    backend = changed(database__cidrs=["10.9.0.0/16"], database__port=6432)["skillflaw-backend"]

    assert ports_to(backend, "10.9.0.0/16") == [6432]


@pytest.mark.parametrize(
    ("host", "peer"),
    [
        (
            "pg.data.svc",
            {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "data"}}},
        ),
        ("10.1.2.3", {"ipBlock": {"cidr": "10.1.2.3/32"}}),
        ("pg.acme.com", {"ipBlock": {"cidr": "0.0.0.0/0", "except": ["169.254.0.0/16"]}}),
    ],
)
def test_a_store_without_networks_is_opened_as_narrowly_as_its_name_says(
    host: str, peer: Manifest
) -> None:
    assert server(host, ())[0] == peer


def test_an_opening_to_every_address_is_admitted() -> None:
    notes = operations(revised(recommended(), {"redis.cidrs": []})).notes

    assert any("redis.cidrs" in note.choices and note.kind == "limit" for note in notes)


def test_flows_reach_public_addresses_only() -> None:
    backend = changed()["skillflaw-backend"]
    public = next(rule for rule in backend["egress"] if len(rule["to"]) == 2)
    excepted = {net for peer in public["to"] for net in peer["ipBlock"]["except"]}

    assert [port["port"] for port in public["ports"]] == [443]
    assert {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"} <= excepted


def test_flows_without_a_way_out_have_none() -> None:
    assert not ports_to(changed(operations__egress="none")["skillflaw-backend"], "0.0.0.0/0")


def test_listed_networks_are_open_on_every_tcp_port() -> None:
    backend = changed(operations__egress=["10.8.0.0/16"])["skillflaw-backend"]

    assert ports_to(backend, "10.8.0.0/16") == [0]


def test_a_pooler_stands_between_backend_and_postgres() -> None:
    made = policies(revised(recommended(), OPERATOR))
    clients = made["postgres"]["ingress"][0]["from"]

    assert {"podSelector": {"matchLabels": {"cnpg.io/poolerName": "postgres-pooler-rw"}}} in clients
    assert not any("backend" in str(client) for client in clients)
    assert "backend" in str(made["postgres-pooler"]["ingress"])


def test_the_operators_own_jobs_fall_under_the_instances_policy() -> None:
    chosen = policies(revised(recommended(), OPERATOR))["postgres"]["podSelector"]

    assert chosen["matchLabels"] == {"cnpg.io/cluster": "postgres"}


@pytest.mark.parametrize(("minor", "there"), [("1.28", False), ("1.29", True)])
def test_migrations_have_a_policy_where_their_job_is_there(minor: str, there: bool) -> None:
    made = changed(database__migrations="job", release__kubernetes=minor)

    assert ("skillflaw-migrate" in made) is there


def test_solvers_are_reached_where_certificates_are_asked_for() -> None:
    base = {"tls.mode": "cert-manager", "ingress.controller": "traefik"}
    plan = revised(recommended(), base)

    assert "acme-http01-solver" in policies(plan)
    assert "acme-http01-solver" not in policies(revised(plan, {"tls.challenge": "dns01"}))
    assert "acme-http01-solver" not in policies(
        revised(plan, {"release.namespaceDedicated": False})
    )


def test_policies_of_jobs_lie_beside_the_jobs() -> None:
    files: tuple[File, ...] = operations(recommended()).files

    assert "jobs/smoke-test/network-policy.yaml" in [file.path for file in files]


def test_a_primary_may_ask_its_peers_whether_it_is_cut_off() -> None:
    rules = policies(revised(recommended(), OPERATOR))["postgres"]
    peer = {"cnpg.io/cluster": "postgres"}

    for way, side in (("ingress", "from"), ("egress", "to")):
        ports = [
            port["port"]
            for rule in rules[way]
            for other in rule[side]
            if other.get("podSelector", {}).get("matchLabels") == peer
            for port in rule["ports"]
        ]
        assert ports == [5432, 8000]
