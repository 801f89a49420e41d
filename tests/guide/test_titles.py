"""A rule's title names an object and what is wrong with it, so that it can be searched for."""

from __future__ import annotations

import re

import pytest

import generators
from generators import Rule

# Kubernetes kinds and terms, the product's workloads, data stores and what a plan is made of.
OBJECTS = """
    API|Alerts?|Audience|Autoscaling|Backend|CA|CIDR|CORS|CSI driver|Certificate|Cluster|ConfigMap
    |Autoscaler|Automatic login|Container|Data store|Digest|Docs|Drain|Egress|Environment|Event delivery|Eviction policy|Flow
    |Frontend|Gateway|GitOps|HTTP|HTTPS|Hostname|Image|Ingress|Issuer|Job|Load test|Log|Logs|MCP
    |Migrations?|Mount path|Namespace|NetworkPolicy|Network policies|PersistentVolumeClaim|Pod|PodDisruptionBudget
    |Pooler|PostgreSQL|Probe|Readiness probe|Redis|Release note|Replicas?|Resource|Rollback
    |Schema migration|Scaling driver|Secret|Secrets|Service|Setting|Session affinity|Smoke test
    |SOPS|State directory|Storage|TLS|Topology spread|UI|Volume|Waiver|Webhook|Workers?|Workload
    |CPU|Memory|minReplicas|maxReplicas|maxUnavailable|maxmemory|sslmode|Cookie|Superuser
""".replace("\n", "").replace(" |", "|")
NAMES_AN_OBJECT = re.compile(
    rf"(?<!\w)({'|'.join(name.strip() for name in OBJECTS.split('|'))})s?(?!\w)", re.IGNORECASE
)
RIDDLE = re.compile(r"^(An?|The) |\bthat\b|\bnobody\b|\bsomebody\b|\bwhoever\b", re.IGNORECASE)


@pytest.mark.parametrize("rule", generators.RULES, ids=lambda rule: rule.slug)
def test_a_title_names_an_object_and_no_scene(rule: Rule) -> None:
    assert NAMES_AN_OBJECT.search(rule.title)
    assert not RIDDLE.search(rule.title)
    assert len(rule.title) <= 75


@pytest.mark.parametrize(
    "title", ["A part without tag or digest", "No way back", "The change has no words"]
)
def test_a_riddle_is_no_title(title: str) -> None:
    assert RIDDLE.search(title) or not NAMES_AN_OBJECT.search(title)


def test_no_two_rules_share_a_title() -> None:
    titles = [rule.title for rule in generators.RULES]

    assert len(set(titles)) == len(titles)
