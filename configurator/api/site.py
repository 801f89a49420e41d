"""The API with its authentication, rate limit and routes, for `urls.py`."""

from __future__ import annotations

from ninja import NinjaAPI

import generators
from configurator.api import environments
from configurator.api import problems
from configurator.api import reads
from configurator.api import writes
from configurator.api.authentication import RateLimit
from configurator.api.authentication import ReadToken
from configurator.api.router import router

# Importing these modules adds their endpoints to the router.
ENDPOINTS = (reads, writes, environments)

api = NinjaAPI(
    title="SkillFlaw configurator",
    version=generators.VERSION,
    description="Configurations, their revisions and bundles, for programs with a token.",
    urls_namespace="api",
    docs_url=None,
    auth=ReadToken(),
    throttle=RateLimit(),
)
api.add_router("", router)
problems.register(api)
