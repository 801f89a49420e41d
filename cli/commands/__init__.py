"""One module for each command: HELP, ``add_arguments`` and ``run``.

What ``--help`` of the program prints stands here, so that it imports no command.
"""

from __future__ import annotations

PROGRAM = "skillflaw-configurator"
SUMMARIES = {
    "validate": "Check a plan file against the production guide.",
    "generate": "Generate the bundle of a plan file, as a folder or as a zip.",
    "explain": "Explain why each line of the bundle is there.",
    "promote": "Give an environment the release of another one.",
    "verify": "Check the files of a bundle: its checksums, and an approval record.",
    "rules": "List every rule.",
    "schema": "Print the JSON Schema of a plan file.",
    "completion": "Print the completion script of a shell.",
}
