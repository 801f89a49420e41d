#!/bin/sh
# Creates the Secrets that this bundle needs and that are not there yet. Values are
# generated or asked for; they go to kubectl through a pipe, never to a file or a
# command line.
# Usage: sh scripts/create-secrets.sh
set -eu

namespace=skillflaw

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

# Leaves 32 random bytes, as URL-safe base64 without a newline, in $made.
generate() {
  made=$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')
  [ "${#made}" -eq 43 ] || fail 'there are no random bytes to be had'
}

# Asks until there is an answer, and leaves it in $answer.
ask() {
  answer=
  while [ -z "$answer" ]; do
    printf '  %s: ' "$1" >&2
    IFS= read -r answer || fail 'nobody answers'
  done
}

# The same, without showing what is typed.
ask_hidden() {
  [ ! -t 0 ] || stty -echo
  trap '[ ! -t 0 ] || stty echo' EXIT
  trap 'exit 130' INT TERM
  ask "$1"
  [ ! -t 0 ] || stty echo
  trap - EXIT INT TERM
  say ''
}

# Asks for a file that can be read, and leaves its path in $answer.
ask_file() {
  ask "$1"
  until [ -f "$answer" ] && [ -r "$answer" ]; do
    say "  $answer cannot be read"
    ask "$1"
  done
}

# Prints a value as a URL takes it, each byte escaped.
encode() {
  printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g'
}

# Prints what comes in as base64 on one line.
coded() {
  base64 | tr -d '\n'
}

# Adds a key, with its value in base64.
add() {
  data="${data:+$data,}\"$1\":\"$2\""
}

# Prints the Secret with the keys that were added.
manifest() {
  printf '{"apiVersion":"v1","kind":"Secret","type":"%s","metadata":{"name":"%s",' "$2" "$1"
  printf '"namespace":"%s","labels":{"app.kubernetes.io/part-of":"skillflaw"}},' "$namespace"
  printf '"data":{%s}}\n' "$data"
}

# Creates the Secret whose manifest comes in, unless it is there.
deliver() {
  kubectl create --namespace "$namespace" -f -
}

present() {
  found=$(kubectl get secret "$1" --namespace "$namespace" --ignore-not-found -o name) ||
    fail "the Secrets of the namespace $namespace cannot be read"
  [ -n "$found" ]
}

command -v kubectl >/dev/null || fail 'kubectl is not installed'
context=$(kubectl config current-context)
say "Secrets are created in the namespace $namespace of the context $context."
if [ -z "$(kubectl get namespace "$namespace" --ignore-not-found -o name)" ]; then
  kubectl apply -f "$(dirname "$0")/../overlays/production/namespace.yaml"
fi

if present skillflaw-secret-key; then
  say 'skillflaw-secret-key is there already.'
else
  say 'skillflaw-secret-key: All backends encrypt stored credentials with this one key, mounted as a file.'
  data=
  generate
  add secret_key "$(printf '%s' "$made" | coded)"
  manifest skillflaw-secret-key Opaque | deliver skillflaw-secret-key
fi

if present skillflaw-superuser; then
  say 'skillflaw-superuser is there already.'
else
  say 'skillflaw-superuser: The first account; without it a well-known default login may work.'
  data=
  generate
  password=$made
  ask 'user name for skillflaw-superuser'
  user=$answer
  add username "$(printf '%s' "$user" | coded)"
  add password "$(printf '%s' "$password" | coded)"
  manifest skillflaw-superuser Opaque | deliver skillflaw-superuser
fi

if present postgres-backup; then
  say 'postgres-backup is there already.'
else
  say 'postgres-backup: PostgreSQL'"'"'s sidecar writes backups and its write-ahead log with it.'
  data=
  ask_hidden 'the access key'"'"'s id'
  add ACCESS_KEY_ID "$(printf '%s' "$answer" | coded)"
  ask_hidden 'the access key'
  add SECRET_ACCESS_KEY "$(printf '%s' "$answer" | coded)"
  manifest postgres-backup Opaque | deliver postgres-backup
fi

if present skillflaw-cache; then
  say 'skillflaw-cache is there already.'
else
  say 'skillflaw-cache: The backend reads its Redis URL from it.'
  data=
  ask 'user name for skillflaw-cache'
  user=$answer
  ask_hidden 'password for skillflaw-cache'
  password=$answer
  add SKILLFLAW_REDIS_URL "$(printf '%s' 'rediss://'"$(encode "$user")"':'"$(encode "$password")"'@skillflaw.x1y2z3.ng.0001.euw1.cache.amazonaws.com:6379/0' | coded)"
  manifest skillflaw-cache Opaque | deliver skillflaw-cache
fi

if present skillflaw-cache-monitoring; then
  say 'skillflaw-cache-monitoring is there already.'
else
  say 'skillflaw-cache-monitoring: The exporter reads Redis'"'"' memory, evictions and availability with it.'
  data=
  ask_hidden 'password for skillflaw-cache-monitoring'
  password=$answer
  add exporter.json "$(printf '%s' '{"rediss://skillflaw.x1y2z3.ng.0001.euw1.cache.amazonaws.com:6379": "'"$password"'"}' | coded)"
  manifest skillflaw-cache-monitoring Opaque | deliver skillflaw-cache-monitoring
fi

say "Keep a copy of the key in the Secret skillflaw-secret-key in a safe place."
say "The first password, once the Secret is in the cluster:"
say "  kubectl get secret skillflaw-superuser --namespace $namespace -o go-template='{{index .data \"password\" | base64decode}}'"
