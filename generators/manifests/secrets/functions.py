"""The shell functions that every script with Secrets begins with. Plain POSIX shell."""

from __future__ import annotations

from generators.manifests.part import PART_OF

FUNCTIONS = f"""\
say() {{
  printf '%s\\n' "$*" >&2
}}

fail() {{
  say "$*"
  exit 1
}}

# Stores 32 random bytes, as URL-safe base64 without a newline, in $made.
generate() {{
  made=$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\\n')
  [ "${{#made}}" -eq 43 ] || fail 'cannot read random bytes'
}}

# Prompts until there is input, and stores it in $answer.
ask() {{
  answer=
  while [ -z "$answer" ]; do
    printf '  %s: ' "$1" >&2
    IFS= read -r answer || fail 'no input'
  done
}}

# The same, without echoing the input.
ask_hidden() {{
  [ ! -t 0 ] || stty -echo
  trap '[ ! -t 0 ] || stty echo' EXIT
  trap 'exit 130' INT TERM
  ask "$1"
  [ ! -t 0 ] || stty echo
  trap - EXIT INT TERM
  say ''
}}

# Prompts for a readable file, and stores its path in $answer.
ask_file() {{
  ask "$1"
  until [ -f "$answer" ] && [ -r "$answer" ]; do
    say "  $answer cannot be read"
    ask "$1"
  done
}}

# Prints a value percent-encoded for a URL.
encode() {{
  printf '%s' "$1" | od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g'
}}

# Prints standard input as base64 on one line.
coded() {{
  base64 | tr -d '\\n'
}}

# Adds a key, with its value in base64.
add() {{
  data="${{data:+$data,}}\\"$1\\":\\"$2\\""
}}

# Prints the manifest of the Secret with the added keys.
manifest() {{
  printf '{{"apiVersion":"v1","kind":"Secret","type":"%s","metadata":{{"name":"%s",' "$2" "$1"
  printf '"namespace":"%s","labels":{{"{PART_OF}":"skillflaw"}}}},' "$namespace"
  printf '"data":{{%s}}}}\\n' "$data"
}}
"""

NEXT_KEY = """\
# Prompts for the name of a key, and stores it in $key; an empty one ends the list.
next_key() {
  printf '  name: ' >&2
  IFS= read -r key || key=
  case $key in
  *[!A-Za-z0-9._-]*) fail "$key is not a valid name" ;;
  esac
  [ -n "$key" ]
}
"""
