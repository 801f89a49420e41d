"""A rule's title names an object and what is wrong with it, so that it can be searched for."""

from __future__ import annotations

import re

import pytest

import generators
from generators import Rule

# Kubernetes kinds and terms, the product's workloads, data stores and what a plan is made of.
OBJECTS = """
    Alert, API, Audience, Automatic login, Autoscaler, Autoscaling, Backend, CA,
    Certificate, CIDR, Cluster, ConfigMap, Container, Cookie, CORS, CPU, CSI driver, Data
    store, Digest, Docs, Drain, Egress, Environment, Event delivery, Eviction policy, Flow,
    Frontend, Gateway, GitOps, Hostname, HTTP, HTTPS, Image, Ingress, Issuer, Job, Load
    test, Log, maxmemory, maxReplicas, maxUnavailable, MCP, Memory, Migration, minReplicas,
    Mount path, Namespace, Network policies, NetworkPolicy, PersistentVolumeClaim, Pod,
    PodDisruptionBudget, Pooler, PostgreSQL, Probe, Readiness probe, Redis, Release note,
    Replica, Resource, Rollback, Scaling driver, Schema migration, Secret, Secrets, Service,
    Session affinity, Setting, Smoke test, SOPS, sslmode, State directory, Storage,
    Superuser, TLS, Topology spread, UI, Volume, Waiver, Webhook, Worker, Workload
"""
NAMES = "|".join(re.escape(name) for name in " ".join(OBJECTS.split()).split(", "))
NAMES_AN_OBJECT = re.compile(rf"(?<!\w)({NAMES})s?(?!\w)", re.IGNORECASE)
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
