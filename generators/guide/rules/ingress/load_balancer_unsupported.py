from __future__ import annotations

from collections.abc import Iterator

from generators.guide.hostnames import google
from generators.guide.rule import Remark
from generators.guide.rule import Severity
from generators.guide.rule import rule
from generators.plan import Plan

# Classes of load balancers outside the cluster, by the controllers' own documentation.
CLASSES = {
    # https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/
    "alb": "an Application Load Balancer of AWS",
    # https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
    "gce": "a load balancer of Google Cloud",
    "gce-internal": "a load balancer of Google Cloud",
    # https://azure.github.io/application-gateway-kubernetes-ingress/
    "azure-application-gateway": "an Application Gateway of Azure",
    "azure/application-gateway": "an Application Gateway of Azure",
    # https://learn.microsoft.com/en-us/azure/application-gateway/for-containers/
    "azure-alb-external": "an Application Gateway for Containers of Azure",
    "azure-alb-internal": "an Application Gateway for Containers of Azure",
    # https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/
    "cloudflare-tunnel": "a tunnel of Cloudflare",
    # https://tailscale.com/kb/1439/kubernetes-operator-cluster-ingress
    "tailscale": "an ingress of Tailscale",
}


@rule(
    title="Ingress class of a load balancer outside the cluster is unsupported",
    about=("ingress.className", "ingress.controller"),
    severity=Severity.ERROR,
    why="It has no pods that a network policy could allow by namespace, it checks the pods at / "
    "where the backend answers 404, and it reads its certificate from the cloud instead of a "
    "Secret.",
    fix="Put an ingress controller or a Gateway in the cluster behind the load balancer, and name "
    "its class in ingress.className. Where the load balancer ends TLS, tls.mode is upstream. On "
    "GKE, use a Gateway with ingress.implementation gke.",
    because="The bundle has no annotations for it, so no request reaches the pods.",
    guide=("routing.api",),
    reference="https://cloud.google.com/kubernetes-engine/docs/concepts/ingress",
    bad={"ingress.controller": "haproxy", "ingress.className": "alb", "tls.mode": "upstream"},
)
def load_balancer_unsupported(plan: Plan) -> Iterator[Remark]:
    name = plan.ingress.class_name
    product = CLASSES.get(name, "")
    if name.startswith("gke-l7-") and not google(plan):
        yield Remark(
            f"{name} is the class of a load balancer of Google Cloud, and ingress.implementation "
            f"is {plan.ingress.implementation}.",
            at=("ingress.implementation", "ingress.className"),
            fix="Set ingress.controller to gateway-api and ingress.implementation to gke.",
            change={"ingress.controller": "gateway-api", "ingress.implementation": "gke"},
        )
    elif product:
        yield Remark(f"The class {name} belongs to {product}.")
