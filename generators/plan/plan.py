"""The plan: all that an engineer chose, by topic."""

from __future__ import annotations

from typing import Annotated
from typing import Literal
from typing import Self

from pydantic import AfterValidator
from pydantic import Field
from pydantic import StringConstraints
from pydantic import model_validator

from generators.plan.choice import Topic
from generators.plan.choice import choice
from generators.plan.choice import group
from generators.plan.database import Database
from generators.plan.ingress import Ingress
from generators.plan.operations import Operations
from generators.plan.redis import Redis
from generators.plan.release import Release
from generators.plan.scalars import BundleName
from generators.plan.scalars import IsoDate
from generators.plan.scalars import OptionalDnsLabel
from generators.plan.scalars import Text
from generators.plan.scalars.names import one_line
from generators.plan.scalars.names import text
from generators.plan.scaling import Scaling
from generators.plan.secrets import Secrets
from generators.plan.storage import Storage
from generators.plan.tls import Tls
from generators.plan.topology import Topology

API_VERSION = "skillflaw-configurator/v1"

# Blanks are stripped first, so that a reason of blanks is none.
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(text)]
SaidInALine = Annotated[Said, AfterValidator(one_line)]


class Metadata(Topic):
    name: BundleName = choice(
        ...,
        "Name",
        "The name of the bundle and of its folder: lowercase letters, digits and hyphens.",
        example="acme-production",
    )
    description: Text = choice(
        "", "Description", "Describe in a sentence what this deployment is for.", multiline=True
    )


class Spec(Topic):
    """The topics, in the order in which the wizard asks for them."""

    topology: Topology = group(Topology, "Topology")
    release: Release = group(Release, "Release")
    storage: Storage = group(Storage, "Storage")
    database: Database = group(Database, "Database")
    redis: Redis = group(Redis, "Redis")
    secrets: Secrets = group(Secrets, "Secrets")
    scaling: Scaling = group(Scaling, "Scaling")
    ingress: Ingress = group(Ingress, "Ingress")
    tls: Tls = group(Tls, "TLS")
    operations: Operations = group(Operations, "Operations")

    @model_validator(mode="after")
    def _certificates_at_the_gateway(self) -> Self:
        return self.with_certificates_at_the_gateway()

    @classmethod
    def of_defaults(cls) -> Self:
        return super().of_defaults().with_certificates_at_the_gateway()

    def with_certificates_at_the_gateway(self) -> Self:
        """Let the platform's Gateway hold the certificates where the plan says nothing of them.

        Gateway API and cert-manager, each the default, disagree: a Gateway of another namespace
        reads no Secret of this one. The mode stays unset, so that no file states it.
        """
        if "mode" not in self.tls.model_fields_set and self._platforms_gateway:
            values = {name: getattr(self.tls, name) for name in Tls.model_fields}
            values["mode"] = "at-gateway"
            self.__dict__["tls"] = Tls.model_construct(self.tls.model_fields_set, **values)
        return self

    @property
    def _platforms_gateway(self) -> bool:
        """Whether the routes attach to a Gateway of others, which an issuer here cannot serve."""
        ingress = self.ingress
        foreign = ingress.gateway.namespace not in ("", self.release.namespace)
        ours = ingress.class_name or self.tls.issuer.name
        return ingress.controller == "gateway-api" and (foreign or not ours)


class Waiver(Topic):
    """A warning that the team accepts, until a date."""

    rule: SaidInALine = choice(..., "Rule", "Name (slug) of the rule, as the finding prints it.")
    reason: Said = choice(..., "Reason", "Why the team accepts the warning.")
    owner: SaidInALine = choice(..., "Owner", "Who is responsible for the waiver.")
    expires: IsoDate = choice(..., "Expires", "Last day of the waiver, YYYY-MM-DD.")
    environment: OptionalDnsLabel = choice(
        "", "Environment", "The only environment that the waiver is for; empty: all of them."
    )


class Plan(Topic):
    """A deployment plan. ``plan.redis`` is short for ``plan.spec.redis``, and so on."""

    api_version: Literal["skillflaw-configurator/v1"] = Field(...)
    kind: Literal["DeploymentPlan"] = Field(...)
    metadata: Metadata = Field(...)
    spec: Spec = group(Spec, "Choices")
    waivers: tuple[Waiver, ...] = Field((), description="Warnings that the team accepts.")

    @property
    def name(self) -> str:
        return self.metadata.name

    @property
    def topology(self) -> Topology:
        return self.spec.topology

    @property
    def release(self) -> Release:
        return self.spec.release

    @property
    def scaling(self) -> Scaling:
        return self.spec.scaling

    @property
    def storage(self) -> Storage:
        return self.spec.storage

    @property
    def database(self) -> Database:
        return self.spec.database

    @property
    def redis(self) -> Redis:
        return self.spec.redis

    @property
    def secrets(self) -> Secrets:
        return self.spec.secrets

    @property
    def ingress(self) -> Ingress:
        return self.spec.ingress

    @property
    def tls(self) -> Tls:
        return self.spec.tls

    @property
    def operations(self) -> Operations:
        return self.spec.operations
