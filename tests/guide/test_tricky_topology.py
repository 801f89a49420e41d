"""Tricky plans about which parts run and how they are made, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
A UI hostname where no UI runs
    ingress.hosts.ui: app.skillflaw.acme.com
    => error ingress.hosts.ui
A docs hostname where no docs run
    ingress.hosts.docs: docs.skillflaw.acme.com
    => error ingress.hosts.docs
A UI without a hostname
    on web
    ingress.hosts.ui: ""
    => error ingress.hosts.ui
Public docs without a hostname
    on docs
    ingress.hosts.docs: ""
    => error ingress.hosts.docs
Docs from somebody's web server
    on docs
    release.docs.image: docker.io/library/nginx, release.docs.tag: 1.29.3
    => error release.docs.image
Docs from a mirror of the docs image
    on docs
    release.docs.image: "registry.acme.com:5000/mirror/skillflaw_docs"
    => silence
Somebody's web server named where no docs run
    release.docs.image: docker.io/library/nginx
    => silence
The backend image for the docs
    on docs
    release.docs.image: ghcr.io/cwinux/skillflaw_backend
    => error release.docs.image
Source delivery with the published backend
    on source web
    release.backend.image: ghcr.io/cwinux/skillflaw_backend
    release.frontend.image: registry.acme.com/skillflaw/frontend
    => error release.backend.image
Source delivery of all that runs
    on source web
    release.frontend.image: registry.acme.com/skillflaw/frontend
    => silence
Source delivery with a stale UI
    on source web
    release.frontend.image: registry.acme.com/skillflaw/frontend, topology.uiRebuilt: false
    => error topology.uiRebuilt
Image delivery where nobody rebuilds a UI
    on web
    topology.uiRebuilt: false
    => silence
Image delivery from the company's mirror
    release.backend.image: registry.acme.com/mirror/skillflaw_backend
    => silence
Source delivery with the published docs image, which is the supported way
    on source docs
    => silence
Source delivery of an API, with the published frontend left as the default
    on source
    => silence
A UI for nobody in particular
    on web
    topology.audience.ui: ""
    => info topology.audience.ui
A UI sentence where no UI runs
    topology.audience.ui: nobody yet
    => silence
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
