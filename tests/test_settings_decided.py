"""Settings that a choice makes cannot be overruled in silence; the others are free on purpose."""

from __future__ import annotations

from generators.guide.settings import decided
from generators.layout.assembly import merged
from generators.layout.assembly import parts_of
from generators.plan import recommended
from generators.plan import revised
from tests.plans import branches

# Sane defaults of ours that stand for no choice: a further setting of the same name replaces them,
# and rules speak where that is a mistake.
FREE = {
    "SKILLFLAW_ALEMBIC_LOG_TO_STDOUT",
    "SKILLFLAW_AUTO_LOGIN",
    "SKILLFLAW_CORS_ORIGINS",
    "SKILLFLAW_DATABASE_CONNECTION_RETRY",
    "SKILLFLAW_ENABLE_SUPERUSER_CLI",
    "SKILLFLAW_EVENT_DELIVERY",
    "SKILLFLAW_KNOWLEDGE_BASES_DIR",
    "SKILLFLAW_LOG_ENV",
    "SKILLFLAW_LOG_LEVEL",
    "SKILLFLAW_WEBHOOK_AUTH_ENABLE",
}


def test_a_setting_is_decided_by_a_choice_or_free_on_purpose() -> None:
    free = {
        name
        for plan in branches().values()
        for name in merged(plan, parts_of(plan)).settings.keys() - decided(plan).keys()
    }

    assert free == FREE


def test_what_only_some_plans_decide_is_free_in_the_others() -> None:
    proxy = revised(recommended(), {"operations.proxy.https": "http://proxy.acme.com:3128"})

    assert decided(proxy)["https_proxy"] == "operations.proxy.https"
    assert "https_proxy" not in decided(recommended())
