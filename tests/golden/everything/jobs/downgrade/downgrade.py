"""Takes the schema back to REVISION with the migrations of the image that this script runs in.

An older image cannot do this: it does not know the newer revisions. Run it while no backend runs.
"""

import importlib.util
import os
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy import text

revision = os.environ["REVISION"]
package = importlib.util.find_spec(os.environ["PACKAGE"])
if package is None or package.origin is None:
    sys.exit(f"The image has no Python package {os.environ['PACKAGE']}. Nothing was changed.")

# SQLAlchemy takes the driver from the scheme, and ConfigParser reads % as its own.
scheme, _, rest = os.environ["SKILLFLAW_DATABASE_URL"].partition("://")
url = f"{scheme.partition('+')[0]}+psycopg://{rest}"
config = Config()
config.set_main_option("script_location", str(Path(package.origin).parent / "alembic"))
config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}


def current() -> str:
    """Read the revision of the schema from the database."""
    with create_engine(url).connect() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


before = current()
print(f"The schema is at {before}. The target is {revision}.", flush=True)
for name in (before, revision):
    if name not in known:
        sys.exit(f"This image has no migration {name}. Nothing was changed.")
command.downgrade(config, revision)
after = current()
print(f"The schema is at {after}.")
sys.exit(0 if after == revision else 1)
