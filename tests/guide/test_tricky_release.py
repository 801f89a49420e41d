"""Tricky plans about tags, digests and the rollback, judged from the documents alone."""

from __future__ import annotations

from tests.guide.cases import Case
from tests.guide.cases import cases

TABLE = """
No tag and no digest
    on no-digests
    release.backend.tag: ""
    => error release.backend.tag
A digest and no tag
    release.backend.tag: ""
    => silence
The tag latest
    on no-digests
    release.backend.tag: latest
    => error release.backend.tag
The tag main
    on no-digests
    release.backend.tag: main
    => error release.backend.tag
The tag stable
    on no-digests
    release.backend.tag: stable
    => error release.backend.tag
The tag Nightly, in capitals
    on no-digests
    release.backend.tag: Nightly
    => error release.backend.tag
Latest inside a longer tag that names a version
    on no-digests
    release.backend.tag: 1.8.2-latest-certificates
    => info release.backend.digest
A branch with the commit behind it
    on no-digests
    release.backend.tag: main-3f8a1c5
    => info release.backend.digest
A release candidate
    on no-digests
    release.backend.tag: 1.8.2-rc1
    => info release.backend.digest
A release with a letter before it
    on no-digests
    release.backend.tag: v1.8.2
    => info release.backend.digest
A tag that is a date
    on no-digests
    release.backend.tag: "2026-11-01"
    => info release.backend.digest
A tag that is a date without dashes
    on no-digests
    release.backend.tag: "20261101"
    => info release.backend.digest
A tag that is a calendar version
    on no-digests
    release.backend.tag: 2026.11.1
    => info release.backend.digest
A tag that is a short commit of digits alone
    on no-digests
    release.backend.tag: "4419302"
    => info release.backend.digest
A tag that is a commit
    on no-digests
    release.backend.tag: 3f8a1c5e7b904d263f8a1c5e7b904d263f8a1c5e
    => info release.backend.digest
A series with a letter before it
    on no-digests
    release.backend.tag: v1.4
    => warning release.backend.tag
A series of a major version
    on no-digests
    release.backend.tag: "1"
    => warning release.backend.tag
A series of a variant
    on no-digests
    release.backend.tag: 1.8-slim
    => warning release.backend.tag
A release of a variant
    on no-digests
    release.backend.tag: 1.8.2-slim
    => info release.backend.digest
A series held by a digest
    release.backend.tag: "1.8"
    => silence
A floating tag of a part that does not run
    release.frontend.tag: latest
    => no release.frontend.tag
A floating tag of the frontend
    on web
    release.frontend.tag: edge
    => error release.frontend.tag
A digest in capitals
    release.backend.digest:
      "sha256:3F8A1C5E7B904D263F8A1C5E7B904D263F8A1C5E7B904D263F8A1C5E7B904D26"
    => error release.backend.digest
A digest one character short
    release.backend.digest: "sha256:3f8a1c5e7b904d263f8a1c5e7b904d263f8a1c5e7b904d263f8a1c5e7b904d2"
    => error release.backend.digest
A digest without its algorithm
    release.backend.digest: 3f8a1c5e7b904d263f8a1c5e7b904d263f8a1c5e7b904d263f8a1c5e7b904d26
    => error release.backend.digest
A digest of the wrong algorithm
    release.backend.digest: "md5:3f8a1c5e7b904d263f8a1c5e7b904d26"
    => error release.backend.digest
A broken digest of a part that does not run
    release.docs.digest: "sha256:abc"
    => no release.docs.digest
One digest for two images
    on web same-digest
    => error release.frontend.digest
One digest for an image that runs and one that does not
    on same-digest
    => silence
A tag with a digest appended to it
    release.backend.tag: "1.8.2@sha256:abc"
    => error release.backend.tag
A tag of 129 characters
    on tag-of-129
    => error release.backend.tag
A tag inside the image's name
    release.backend.image: "ghcr.io/cwinux/skillflaw_backend:1.8.2"
    => refused release.backend.image
An image in capitals
    release.backend.image: ghcr.io/Cwinux/skillflaw_backend
    => refused release.backend.image
No rollback target
    release.previousBackendTag: ""
    => error release.previousBackendTag
No rollback target at the first installation
    release.previousBackendTag: "", release.firstInstall: true
    => silence
A first install that names an older tag
    release.firstInstall: true
    => silence
The rollback target is the new tag
    release.previousBackendTag: 1.8.2
    => error release.previousBackendTag
The rollback target is a release candidate of the new tag
    release.previousBackendTag: 1.8.2-rc1
    => silence
The rollback target is latest
    release.previousBackendTag: latest
    => warning release.previousBackendTag
A migration not assessed
    release.schemaMigration: unknown
    => warning release.schemaMigration
A migration not assessed, at the first installation
    release.schemaMigration: unknown, release.firstInstall: true, release.previousBackendTag: ""
    => silence
A breaking migration
    release.schemaMigration: breaking
    => info release.schemaMigration
The frontend's rollback not decided
    on web
    release.rollback.frontend: ""
    => error release.rollback.frontend
The docs' rollback not decided
    on docs
    release.rollback.docs: ""
    => error release.rollback.docs
The frontend's rollback not decided where none runs
    release.rollback.frontend: ""
    => silence
No release note
    release.change: ""
    => info release.change
The cluster's own namespace
    release.namespace: kube-system
    => error release.namespace
A namespace that only sounds like the cluster's own
    release.namespace: kubeflow-skillflaw
    => silence
The namespace default called dedicated
    release.namespace: default
    => error release.namespace
The namespace default called dedicated, in a rehearsal
    on rehearsal
    release.namespace: default
    => warning release.namespace
The namespace default called shared
    release.namespace: default, release.namespaceDedicated: false
    => warning release.namespace
A cluster too old
    release.kubernetes: "1.26"
    => refused release.kubernetes
The oldest cluster
    release.kubernetes: "1.27"
    => silence
The staging host in production
    ingress.hosts.api: api.staging.acme.com, tls.covers: ["*.staging.acme.com"]
    => warning ingress.hosts.api
The staging host in staging
    release.environment: staging
    ingress.hosts.api: api.staging.acme.com, tls.covers: ["*.staging.acme.com"]
    => silence
A host that only contains the word
    ingress.hosts.api: contest-devices.skillflaw.acme.com
    => silence
A developers' portal is no development host
    ingress.hosts.api: developers.skillflaw.acme.com
    => silence
The production database in a rehearsal
    on rehearsal
    database.host: prod-db.acme.com
    => warning database.host
The rollback target is a series
    release.previousBackendTag: "1.7"
    => warning release.previousBackendTag
The rollback target is no tag
    release.previousBackendTag: "1.8.1@sha256:3f8a"
    => error release.previousBackendTag
A registry with a port is no tag
    release.backend.image: "registry.acme.com:5000/mirror/skillflaw_backend"
    => silence
The version of the cluster as YAML reads it
    release.kubernetes: 1.30
    => refused release.kubernetes
"""


@cases(TABLE)
def test_the_mistake_is_found_once_and_its_near_miss_is_not(case: Case) -> None:
    assert case.mismatch() == []
