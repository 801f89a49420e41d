"""Variables of the backend that come from Secrets."""

from __future__ import annotations

from pydantic import model_validator

from generators.plan.choice import choice
from generators.plan.entry import Entry
from generators.plan.scalars import DnsSubdomain
from generators.plan.scalars import OptionalSecretKey
from generators.plan.scalars import OptionalSettingName


class EnvironmentSource(Entry):
    """One variable from a key of a Secret, or a variable for each key where only it is named."""

    name: OptionalSettingName = choice("", "Variable", "The name of the environment variable.")
    secret: DnsSubdomain = choice(..., "Secret", "The name of the Secret.")
    key: OptionalSecretKey = choice("", "Key", "The key in that Secret.")

    @model_validator(mode="after")
    def _name_and_key(self) -> EnvironmentSource:
        if bool(self.name) != bool(self.key):
            missing = "key" if self.name else "name"
            raise ValueError(
                f"{missing} is missing. Write name, secret and key for one variable, or only "
                "secret for every key of it."
            )
        return self

    @property
    def whole(self) -> bool:
        """Whether every key of the Secret becomes a variable."""
        return not self.name
