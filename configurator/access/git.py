"""The access of programs to the Git repository of a configuration. It only reads."""

from __future__ import annotations

from uuid import UUID

from configurator.access.roles import visible
from configurator.models import ApiToken
from configurator.models import Configuration
from configurator.models import DeployToken


def repository(token: ApiToken | DeployToken, key: UUID) -> Configuration | None:
    """Find a configuration that a token may read.

    It is one query, so that the time of the answer does not tell whether the configuration exists.
    """
    if isinstance(token, DeployToken):
        rows = Configuration.objects.filter(pk=token.configuration_id, deleted=None)
    else:
        rows = visible(token.person)
    return rows.filter(pk=key).first()
