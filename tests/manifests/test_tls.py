"""Certificates: who makes them, where they are kept, and what people have to do."""

from __future__ import annotations

from typing import Any

import pytest

from generators.manifests.ingress import ingress
from generators.manifests.ingress.controllers import CONTROLLERS
from generators.manifests.part import Part
from generators.manifests.tls import certificates
from generators.manifests.tls import secret_name
from generators.manifests.tls import tls
from tests.manifests.test_ingress import objects
from tests.manifests.test_ingress import plan_of

INGRESSES = [name for name in CONTROLLERS if name != "gateway-api"]
HERE: dict[str, Any] = {"ingress__gateway__namespace": "skillflaw", "tls__issuer__name": "letters"}


def manual_tasks(part: Part) -> str:
    """Give what people have to do as one text."""
    return " ".join(note.text for note in part.notes if note.kind == "manual")


def test_a_secret_is_named_after_the_plan_unless_the_team_names_it() -> None:
    assert secret_name(plan_of("traefik"), "ui") == "api-managed-ui-tls"
    assert secret_name(plan_of("traefik", tls__secrets__ui="wild"), "ui") == "wild"


def test_parts_that_share_a_hostname_share_its_secret() -> None:
    shared = {"ingress__hosts__ui": "api.acme.com"}

    assert secret_name(plan_of("traefik", **shared), "ui") == "api-managed-api-tls"
    assert secret_name(plan_of("traefik", **shared, tls__secrets__ui="one"), "api") == "one"


def test_one_secret_may_hold_a_certificate_for_several_hostnames() -> None:
    names = {f"tls__secrets__{part}": "wild" for part in ("api", "ui", "docs")}

    (certificate,) = certificates(plan_of("traefik", **names))

    assert certificate.hosts == ("api.acme.com", "app.acme.com", "docs.acme.com")


@pytest.mark.parametrize("controller", INGRESSES)
def test_one_ingress_of_a_hostname_asks_cert_manager_and_all_of_them_use_it(
    controller: str,
) -> None:
    plan = plan_of(controller, tls__mode="cert-manager", tls__issuer__name="letters")

    ingresses = objects(ingress(plan), "Ingress")

    served = [manifest for manifest in ingresses if "tls" in manifest["spec"]]
    asking = [
        manifest["spec"]["tls"][0]["secretName"]
        for manifest in served
        if "cert-manager.io/cluster-issuer" in manifest["metadata"].get("annotations", {})
    ]
    assert sorted(asking) == sorted(
        {manifest["spec"]["tls"][0]["secretName"] for manifest in served}
    )
    assert len(served) == len(
        [e for e in ingresses if e["metadata"]["name"] != "skillflaw-redirect"]
    )


def test_an_issuer_in_the_namespace_has_an_annotation_of_its_own() -> None:
    chosen = {"tls__issuer__name": "ours", "tls__issuer__kind": "Issuer"}
    plan = plan_of("haproxy", tls__mode="cert-manager", **chosen)

    first = objects(ingress(plan), "Ingress")[0]["metadata"]["annotations"]

    assert first["cert-manager.io/issuer"] == "ours"
    assert "cert-manager.io/cluster-issuer" not in first
    assert "has to exist in skillflaw" in manual_tasks(tls(plan))


def test_a_gateway_in_the_namespace_gets_certificates_made_for_it() -> None:
    part = tls(plan_of("gateway-api", tls__mode="cert-manager", **HERE))

    names = [manifest["spec"]["dnsNames"] for manifest in objects(part, "Certificate")]

    assert names == [["api.acme.com"], ["app.acme.com"], ["docs.acme.com"]]
    assert part.crds == ("cert-manager.io",)
    assert {file.guide for file in part.files} == {("security.tls",)}


@pytest.mark.parametrize("mode", ["cert-manager", "existing-secret"])
def test_a_gateway_elsewhere_cannot_read_secrets_here_so_none_is_made(mode: str) -> None:
    part = tls(plan_of("gateway-api", tls__mode=mode))

    assert not part.files
    assert not part.secrets


@pytest.mark.parametrize("controller", INGRESSES)
def test_existing_secrets_are_listed_and_used(controller: str) -> None:
    plan = plan_of(controller, tls__mode="existing-secret")

    listed = {secret.name: secret.type for secret in tls(plan).secrets}

    used = {
        manifest["spec"]["tls"][0]["secretName"]
        for manifest in objects(ingress(plan), "Ingress")
        if "tls" in manifest["spec"]
    }
    assert set(listed) == used
    assert set(listed.values()) == {"kubernetes.io/tls"}


@pytest.mark.parametrize("controller", INGRESSES)
@pytest.mark.parametrize("mode", ["upstream", "none"])
def test_where_tls_ends_elsewhere_no_ingress_mentions_it(controller: str, mode: str) -> None:
    plan = plan_of(controller, tls__mode=mode)

    assert all("tls" not in manifest["spec"] for manifest in objects(ingress(plan), "Ingress"))
    assert not tls(plan).secrets


def test_a_load_balancer_in_front_has_manual_tasks() -> None:
    assert "redirect plain HTTP" in manual_tasks(tls(plan_of("traefik", tls__mode="upstream")))
    assert "redirect" not in manual_tasks(tls(plan_of("traefik", tls__mode="at-gateway")))


def test_the_http01_challenge_needs_an_open_door() -> None:
    chosen = {"tls__mode": "cert-manager", "tls__issuer__name": "letters"}

    assert "port 80" in manual_tasks(tls(plan_of("traefik", **chosen)))
    assert "port 80" not in manual_tasks(tls(plan_of("traefik", **chosen, tls__challenge="dns01")))


def test_nothing_published_needs_no_certificate() -> None:
    nowhere = {f"ingress__hosts__{part}": "" for part in ("api", "ui", "docs")}

    assert tls(plan_of("traefik", **nowhere)) == Part()
