"""Say in one line what is missing before a virtual environment can be made.

Runs on whatever Python the machine has, so it must stay readable for an old one.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Python 3.11 or newer is needed, this is %d.%d: try make PYTHON=python3.12 ..."
        % sys.version_info[:2]
    )

# An older Python would fail at this line instead of at the one that explains.
import importlib.util

if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
    sys.exit("Python's venv module is missing: apt-get install python3-venv")
