"""Tricky plans about hostnames and ingress, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
API and docs on one name
    on docs
    ingress.hosts.docs: api.skillflaw.acme.com
    => error ingress.hosts.docs
API and docs on one name but for capitals and a dot
    on docs
    ingress.hosts.docs: API.SkillFlaw.ACME.com.
    => error ingress.hosts.docs
API and docs on one name in two alphabets
    on docs
    ingress.hosts.api: straße.acme.com, ingress.hosts.docs: xn--strae-oqa.acme.com
    tls.covers: ["*.acme.com"]
    => error ingress.hosts.docs
API and docs on two names that IDNA 2003 takes for one
    on docs
    ingress.hosts.api: straße.acme.com, ingress.hosts.docs: strasse.acme.com
    tls.covers: ["*.acme.com"]
    => silence
UI and docs on one name
    on web docs
    ingress.hosts.docs: skillflaw.acme.com
    => error ingress.hosts.docs
UI and API on one name
    on web
    ingress.hosts.ui: api.skillflaw.acme.com
    => warning ingress.hosts.ui
UI and API on one name for one audience
    on web
    ingress.hosts.ui: api.skillflaw.acme.com, ingress.sharedAudience: true
    => silence
One audience with two names all the same
    on web
    ingress.sharedAudience: true
    => silence
Docs of one audience cannot share a name
    on web docs
    ingress.hosts.docs: api.skillflaw.acme.com, ingress.sharedAudience: true
    => error ingress.hosts.docs
Docs that do not run share no name
    ingress.hosts.docs: ""
    => silence
A wildcard name
    ingress.hosts.api: "*.skillflaw.acme.com"
    => error ingress.hosts.api
An IP address as a hostname
    ingress.hosts.api: 203.0.113.7
    => error ingress.hosts.api
A name with a path
    ingress.hosts.api: acme.com/skillflaw
    => refused ingress.hosts.api
A name with a scheme
    ingress.hosts.api: "https://api.acme.com"
    => refused ingress.hosts.api
A name with a hyphen before it
    ingress.hosts.api: -api.acme.com
    => refused ingress.hosts.api
A public suffix as a hostname
    ingress.hosts.api: co.uk, tls.covers: [co.uk]
    => error ingress.hosts.api
A name below a public suffix
    ingress.hosts.api: acme.co.uk, tls.covers: [acme.co.uk]
    => silence
A public suffix for user pages
    ingress.hosts.api: github.io, tls.covers: [github.io]
    => error ingress.hosts.api
A single label
    ingress.hosts.api: skillflaw, tls.covers: [skillflaw]
    => error ingress.hosts.api
A name of the cluster DNS
    ingress.hosts.api: skillflaw-backend.skillflaw.svc.cluster.local
    => error ingress.hosts.api
A label of sixty-three letters
    ingress.hosts.api: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.acme.com
    tls.covers: ["*.acme.com"]
    => silence
A label of sixty-four letters
    ingress.hosts.api: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.acme.com
    => refused ingress.hosts.api
A label too long only once converted
    ingress.hosts.api: üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü.acme.com
    => refused ingress.hosts.api
A Gateway without a name
    ingress.gateway.name: ""
    => error ingress.gateway.name
No Gateway where none is asked for
    on traefik
    => silence
No ingress class for Traefik
    on traefik
    ingress.className: ""
    => error ingress.className
No ingress class for the Gateway API
    ingress.className: ""
    => silence
Network policies without the namespace of the controller
    ingress.controllerNamespace: ""
    => error ingress.controllerNamespace
No network policies and no namespace of the controller
    operations.networkPolicies: false, ingress.controllerNamespace: ""
    => warning operations.networkPolicies
An ingress timeout one second below the flow
    ingress.timeoutSeconds: 299
    => error ingress.timeoutSeconds
An ingress timeout as long as the flow
    ingress.timeoutSeconds: 300
    => silence
A flow longer than the ingress timeout
    scaling.backend.longestFlowSeconds: 400
    => error ingress.timeoutSeconds
An ingress timeout of an hour with MCP
    on mcp
    => silence
An ingress timeout below an hour with MCP, whose route has none
    on mcp
    ingress.timeoutSeconds: 3599
    => silence
An ingress timeout too short for MCP and for the flow is one finding
    on mcp
    ingress.timeoutSeconds: 60
    => error ingress.timeoutSeconds
A body size below the upload limit
    ingress.maxBodySize: 99Mi
    => error ingress.maxBodySize
A body size above the upload limit
    ingress.maxBodySize: 1Gi
    => silence
An upload limit above the body size
    scaling.backend.maxUploadMb: 200
    => error ingress.maxBodySize
A retired controller
    on traefik
    ingress.controller: ingress-nginx, ingress.className: nginx
    ingress.controllerNamespace: ingress-nginx
    => warning ingress.controller
An unknown controller
    on traefik
    ingress.controller: other, ingress.className: acme
    => info ingress.controller
Every address on the allow list
    ingress.allowedCidrs: [0.0.0.0/0]
    => warning ingress.allowedCidrs
One network on the allow list
    on traefik
    tls.challenge: dns01, ingress.allowedCidrs: [203.0.113.0/24]
    => silence
An allow list that an unknown Gateway implementation ignores
    ingress.implementation: other, ingress.controllerNamespace: kong,
    ingress.allowedCidrs: [203.0.113.0/24]
    => warning ingress.allowedCidrs
Docs below the API's name
    on docs
    ingress.hosts.docs: api.skillflaw.acme.com/docs
    => refused ingress.hosts.docs
A name with an underscore
    ingress.hosts.api: api_1.skillflaw.acme.com
    => refused ingress.hosts.api
A Gateway without the namespace
    ingress.gateway.namespace: ""
    => error ingress.gateway.namespace
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
