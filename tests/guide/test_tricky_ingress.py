"""Tricky plans about hostnames and the way in, judged from the documents alone."""

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
API and docs on two names that older software takes for one
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
A name with a star
    ingress.hosts.api: "*.skillflaw.acme.com"
    => error ingress.hosts.api
An address for a name
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
A name that is all suffix
    ingress.hosts.api: co.uk, tls.covers: [co.uk]
    => error ingress.hosts.api
A name below that suffix
    ingress.hosts.api: acme.co.uk, tls.covers: [acme.co.uk]
    => silence
A suffix of people's pages
    ingress.hosts.api: github.io, tls.covers: [github.io]
    => error ingress.hosts.api
A single word
    ingress.hosts.api: skillflaw, tls.covers: [skillflaw]
    => error ingress.hosts.api
A name of the cluster
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
No class for a controller that asks for one
    on traefik
    ingress.className: ""
    => error ingress.className
No class for a Gateway
    ingress.className: ""
    => silence
The traffic comes from nowhere
    ingress.controllerNamespace: ""
    => error ingress.controllerNamespace
The traffic may come from anywhere
    operations.networkPolicies: false, ingress.controllerNamespace: ""
    => warning operations.networkPolicies
The edge gives up a second early
    ingress.timeoutSeconds: 299
    => error ingress.timeoutSeconds
The edge waits as long as the flow
    ingress.timeoutSeconds: 300
    => silence
A longer flow that the edge does not know of
    scaling.backend.longestFlowSeconds: 400
    => error ingress.timeoutSeconds
A stream of MCP an hour long
    on mcp
    => silence
A stream of MCP almost an hour long
    on mcp
    ingress.timeoutSeconds: 3599
    => warning ingress.timeoutSeconds
A stream of MCP shorter than a flow is one mistake
    on mcp
    ingress.timeoutSeconds: 60
    => error ingress.timeoutSeconds
The edge takes less than the application
    ingress.maxBodySize: 99Mi
    => error ingress.maxBodySize
The edge takes more than the application
    ingress.maxBodySize: 1Gi
    => silence
An upload that the edge does not know of
    scaling.backend.maxUploadMb: 200
    => error ingress.maxBodySize
A controller that nobody mends any more
    on traefik
    ingress.controller: ingress-nginx, ingress.className: nginx
    ingress.controllerNamespace: ingress-nginx
    => warning ingress.controller
A controller nobody knows
    on traefik
    ingress.controller: other, ingress.className: acme
    => info ingress.controller
Everybody on the list of the few
    ingress.allowedCidrs: [0.0.0.0/0]
    => warning ingress.allowedCidrs
The few on their list
    on traefik
    tls.challenge: dns01, ingress.allowedCidrs: [203.0.113.0/24]
    => silence
A list that a Gateway of unknown make ignores
    ingress.implementation: other, ingress.allowedCidrs: [203.0.113.0/24]
    => warning ingress.allowedCidrs
Docs below the API's name
    on docs
    ingress.hosts.docs: api.skillflaw.acme.com/docs
    => refused ingress.hosts.docs
A name with an underscore
    ingress.hosts.api: api_1.skillflaw.acme.com
    => refused ingress.hosts.api
A Gateway that is only half named
    ingress.gateway.namespace: ""
    => error ingress.gateway.namespace
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
