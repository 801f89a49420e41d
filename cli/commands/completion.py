"""``completion SHELL``: a script that lets a shell complete commands, options and files."""

from __future__ import annotations

from argparse import ArgumentParser
from argparse import Namespace
from importlib import import_module

from cli import completion
from cli import console
from cli.commands import PROGRAM
from cli.commands import SUMMARIES
from cli.console import Console

HELP = SUMMARIES["completion"]
WRITERS = {"bash": completion.bash, "zsh": completion.zsh, "fish": completion.fish}
EPILOG = """\
Examples:
  source <(skillflaw-configurator completion bash)
  skillflaw-configurator completion zsh > ~/.zfunc/_skillflaw-configurator
  skillflaw-configurator completion fish > ~/.config/fish/completions/skillflaw-configurator.fish

For zsh, ~/.zfunc is a folder of fpath, named in ~/.zshrc before compinit runs:
  fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("shell", choices=tuple(WRITERS), help="the shell to write a script for")
    parser.epilog = EPILOG


def run(options: Namespace, terminal: Console) -> int:
    """Print the script of a shell, and return the exit code."""
    terminal.write(WRITERS[options.shell](PROGRAM, tuple(map(_described, SUMMARIES))))
    return console.DONE


def _described(name: str) -> completion.Command:
    parser = ArgumentParser()
    import_module(f"cli.commands.{name}").add_arguments(parser)
    return completion.described(name, SUMMARIES[name], parser)
