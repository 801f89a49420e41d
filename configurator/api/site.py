"""The API with its authentication, rate limit and routes, for `urls.py`."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation

import generators
from configurator.api import account
from configurator.api import approval_records
from configurator.api import approval_rules
from configurator.api import audit_log
from configurator.api import catalogue
from configurator.api import comments
from configurator.api import comparisons
from configurator.api import configurations
from configurator.api import deploy_tokens
from configurator.api import draft_environments
from configurator.api import draft_files
from configurator.api import drafts
from configurator.api import environments
from configurator.api import explanations
from configurator.api import inbox
from configurator.api import notifications
from configurator.api import openapi
from configurator.api import pending_reviews
from configurator.api import problems
from configurator.api import reviews
from configurator.api import revisions
from configurator.api import sharing
from configurator.api import suggestions
from configurator.api import teams
from configurator.api import threads
from configurator.api import verification
from configurator.api import viewed
from configurator.api import waivers
from configurator.api import webhooks
from configurator.api.authentication import RateLimit
from configurator.api.authentication import ReadToken

# The modules of the endpoints, in the order of the page about the API.
FEATURES = (
    *(
        catalogue,
        explanations,
        configurations,
        revisions,
        approval_records,
        drafts,
        draft_environments,
        draft_files,
        environments,
    ),
    *(
        comparisons,
        reviews,
        pending_reviews,
        viewed,
        suggestions,
        waivers,
        threads,
        comments,
        sharing,
        deploy_tokens,
        audit_log,
    ),
    verification,
    *(teams, approval_rules, webhooks, inbox, notifications, account),
)


class Api(NinjaAPI):
    """The API, whose description is complete and made once."""

    @cached_property
    def document(self) -> dict[str, Any]:
        """Return the OpenAPI document."""
        return openapi.complete(dict(super().get_openapi_schema(path_prefix="api/v1/")))

    def get_openapi_schema(self, **_: Any) -> Any:
        """Return the OpenAPI document for its own URL."""
        return self.document

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation by its function, which no other module has."""
        return operation.view_func.__name__


api = Api(
    title="SkillFlaw configurator",
    version=generators.VERSION,
    description=openapi.DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    auth=ReadToken(),
    throttle=RateLimit(),
)
for feature in FEATURES:
    api.add_router("", feature.router)
problems.register(api)
