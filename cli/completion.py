"""Completion scripts for bash, zsh and fish, from the parsers of the commands."""

from __future__ import annotations

import re
from argparse import Action
from argparse import ArgumentParser
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

# What stands for a path in help: the shell completes names of files there, or of folders alone.
FOLDER = "DIR"
FILES = ("PLAN", "FILE", "BUNDLE")


@dataclass(frozen=True)
class Argument:
    """One argument of a command; ``names`` is empty for one that has its position instead."""

    names: tuple[str, ...]
    help: str
    takes_value: bool
    metavar: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Command:
    """A command of the program with its arguments."""

    name: str
    help: str
    arguments: tuple[Argument, ...]

    @property
    def options(self) -> tuple[Argument, ...]:
        """List the arguments that begin with a dash."""
        return tuple(argument for argument in self.arguments if argument.names)

    @property
    def positional(self) -> tuple[Argument, ...]:
        """List the arguments that have a position."""
        return tuple(argument for argument in self.arguments if not argument.names)


def described(name: str, summary: str, parser: ArgumentParser) -> Command:
    """Describe a command by its parser."""
    actions = parser._actions  # noqa: SLF001 - argparse lists them nowhere else; shtab does the same
    return Command(name, summary, tuple(_argument(action) for action in actions))


def _argument(action: Action) -> Argument:
    return Argument(
        tuple(action.option_strings),
        action.help or "",
        action.nargs != 0,
        str(action.metavar or action.dest.upper()),
        tuple(str(choice) for choice in action.choices or ()),
    )


def bash(program: str, commands: tuple[Command, ...]) -> str:
    """Write a script for bash 4 or newer."""
    values = [line for command in commands for line in _bash_values(command)]
    words = [line for command in commands for line in _bash_words(command)]
    return _filled(
        BASH,
        {
            "program": program,
            "function": _function(program),
            "commands": " ".join([*(command.name for command in commands), "--help --version"]),
            "values": "\n".join(values),
            "words": "\n".join(words),
        },
    )


def _bash_values(command: Command) -> Iterator[str]:
    for option in command.options:
        if not option.takes_value:
            continue
        patterns = " | ".join(f'"{command.name} {name}"' for name in option.names)
        if option.choices:
            answer = f'_words "{" ".join(option.choices)}"'
        elif option.metavar == FOLDER:
            answer = "compopt -o dirnames"
        else:
            answer = ":" if option.metavar in FILES else "compopt +o default"
        yield f"        {patterns}) {answer}; return ;;"


def _bash_words(command: Command) -> Iterator[str]:
    names = " ".join(name for option in command.options for name in option.names)
    choices = " ".join(choice for argument in command.positional for choice in argument.choices)
    files = any(argument.metavar in FILES for argument in command.positional)
    yield f"        {command.name})"
    yield f'            options="{names}" words="{choices}" files="{"yes" if files else ""}" ;;'


def zsh(program: str, commands: tuple[Command, ...]) -> str:
    """Write a script for zsh, to be named _PROGRAM in a folder of fpath."""
    listed = [f"        {_zsh_quoted(f'{command.name}:{command.help}')}" for command in commands]
    cases = [line for command in commands for line in _zsh_case(command)]
    return _filled(
        ZSH,
        {
            "program": program,
            "function": _function(program),
            "commands": "\n".join(listed),
            "cases": "\n".join(cases),
        },
    )


def _zsh_case(command: Command) -> Iterator[str]:
    yield f"        {command.name})"
    yield "            _arguments -s \\"
    specifications = [*_zsh_options(command), *_zsh_positional(command)]
    yield " \\\n".join(f"                {text}" for text in specifications)
    yield "            ;;"


def _zsh_options(command: Command) -> Iterator[str]:
    for option in command.options:
        for name in option.names:
            value = f":{option.metavar}:{_zsh_action(option)}" if option.takes_value else ""
            yield _zsh_quoted(f"{name}[{_zsh_escaped(option.help)}]{value}")


def _zsh_positional(command: Command) -> Iterator[str]:
    for number, argument in enumerate(command.positional, 1):
        yield _zsh_quoted(f"{number}:{argument.metavar}:{_zsh_action(argument)}")


def _zsh_action(argument: Argument) -> str:
    if argument.choices:
        return f"({' '.join(argument.choices)})"
    if argument.metavar == FOLDER:
        return "_files -/"
    return "_files" if argument.metavar in FILES else ""


def _zsh_escaped(text: str) -> str:
    return re.sub(r"[\[\]:\\]", r"\\\g<0>", text)


def _zsh_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def fish(program: str, commands: tuple[Command, ...]) -> str:
    """Write a script for fish."""
    start = f"complete -c {program} -n __fish_use_subcommand"
    lines = [f"complete -c {program} -f", f"{start} -s h -l help", f"{start} -l version"]
    lines += [f"{start} -a {command.name} -d {_fish_quoted(command.help)}" for command in commands]
    for command in commands:
        lines += _fish_command(program, command)
    return "\n".join(lines) + "\n"


def _fish_command(program: str, command: Command) -> Iterator[str]:
    condition = _fish_quoted(f"__fish_seen_subcommand_from {command.name}")
    start = f"complete -c {program} -n {condition}"
    for option in command.options:
        names = " ".join(
            f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
        )
        yield f"{start} {names}{_fish_value(option)} -d {_fish_quoted(option.help)}"
    for argument in command.positional:
        if argument.metavar in FILES:
            yield f"{start} -F"
        if argument.choices:
            yield f"{start} -a {_fish_quoted(' '.join(argument.choices))}"


def _fish_value(option: Argument) -> str:
    if not option.takes_value:
        return ""
    if option.choices:
        return f" -x -a {_fish_quoted(' '.join(option.choices))}"
    if option.metavar == FOLDER:
        return " -x -a '(__fish_complete_directories)'"
    return " -r -F" if option.metavar in FILES else " -x"


def _fish_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _function(program: str) -> str:
    return "_" + program.replace("-", "_")


def _filled(script: str, texts: Mapping[str, str]) -> str:
    for name, text in texts.items():
        script = script.replace(f"@{name}@", text)
    return script


BASH = """\
# bash completion of @program@: source it, or put it into
# ~/.local/share/bash-completion/completions/@program@
@function@() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local options='' words='' files=''
    _words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        compopt +o default
        _words "@commands@"
        return
    fi
    case "${COMP_WORDS[1]} $previous" in
@values@
    esac
    case "${COMP_WORDS[1]}" in
@words@
    esac
    if [[ $current == -* ]]; then
        _words "$options"
    else
        _words "$words"
        [[ $files ]] || compopt +o default
    fi
}
complete -o default -F @function@ @program@
"""

ZSH = """\
#compdef @program@
# zsh completion of @program@: put it as _@program@ into a folder of fpath.
@function@() {
    local -a commands
    commands=(
@commands@
    )
    if ((CURRENT == 2)); then
        _describe -t commands command commands
        return
    fi
    shift words
    ((CURRENT--))
    case $words[1] in
@cases@
    esac
}
if [[ $funcstack[1] == _@program@ ]]; then
    @function@ "$@"
else
    compdef @function@ @program@
fi
"""
