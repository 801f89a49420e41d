#!/bin/sh
# Creates the missing Secrets of this bundle. Values are generated or prompted for.
# They reach kubectl through a pipe, never through a file or a command line.
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

# Stores 32 random bytes, as URL-safe base64 without a newline, in $made.
generate() {
  made=$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')
  [ "${#made}" -eq 43 ] || fail 'cannot read random bytes'
}

# Prompts until there is input, and stores it in $answer.
ask() {
  answer=
  while [ -z "$answer" ]; do
    printf '  %s: ' "$1" >&2
    IFS= read -r answer || fail 'no input'
  done
}

# The same, without echoing the input.
ask_hidden() {
  [ ! -t 0 ] || stty -echo
  trap '[ ! -t 0 ] || stty echo' EXIT
  trap 'exit 130' INT TERM
  ask "$1"
  [ ! -t 0 ] || stty echo
  trap - EXIT INT TERM
  say ''
}

# Prompts for a readable file, and stores its path in $answer.
ask_file() {
  ask "$1"
  until [ -f "$answer" ] && [ -r "$answer" ]; do
    say "  $answer cannot be read"
    ask "$1"
  done
}

# Prints a value percent-encoded for a URL.
encode() {
  printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g'
}

# Prints standard input as base64 on one line.
coded() {
  base64 | tr -d '\n'
}

# Adds a key, with its value in base64.
add() {
  data="${data:+$data,}\"$1\":\"$2\""
}

# Prints the manifest of the Secret with the added keys.
manifest() {
  printf '{"apiVersion":"v1","kind":"Secret","type":"%s","metadata":{"name":"%s",' "$2" "$1"
  printf '"namespace":"%s","labels":{"app.kubernetes.io/part-of":"skillflaw"}},' "$namespace"
  printf '"data":{%s}}\n' "$data"
}

# Creates the Secret from the manifest on standard input.
deliver() {
  kubectl create --namespace "$namespace" -f -
}

present() {
  found=$(kubectl get secret "$1" --namespace "$namespace" --ignore-not-found -o name) ||
    fail "cannot read the Secrets of the namespace $namespace"
  [ -n "$found" ]
}

command -v kubectl >/dev/null || fail 'kubectl is not installed'
context=$(kubectl config current-context)
say "Secrets are created in the namespace $namespace of the context $context."
if [ -z "$(kubectl get namespace "$namespace" --ignore-not-found -o name)" ]; then
  kubectl apply -f "$(dirname "$0")/../overlays/production/namespace.yaml"
fi

if present skillflaw-secret-key; then
  say 'skillflaw-secret-key exists already.'
else
  say 'skillflaw-secret-key: All backend pods encrypt stored credentials with this key, mounted as a file.'
  data=
  generate
  add secret_key "$(printf '%s' "$made" | coded)"
  manifest skillflaw-secret-key Opaque | deliver skillflaw-secret-key
fi

if present skillflaw-superuser; then
  say 'skillflaw-superuser exists already.'
else
  say 'skillflaw-superuser: The first account. Without it a default login may work.'
  data=
  generate
  password=$made
  ask 'user name for skillflaw-superuser'
  user=$answer
  add username "$(printf '%s' "$user" | coded)"
  add password "$(printf '%s' "$password" | coded)"
  manifest skillflaw-superuser Opaque | deliver skillflaw-superuser
fi

if present skillflaw-database; then
  say 'skillflaw-database exists already.'
else
  say 'skillflaw-database: The backend reads its database URL from it. The role has to own the database, because each start of the backend may change the schema.'
  data=
  ask 'user name for skillflaw-database'
  user=$answer
  ask_hidden 'password for skillflaw-database'
  password=$answer
  add SKILLFLAW_DATABASE_URL "$(printf '%s' 'postgresql://'"$(encode "$user")"':'"$(encode "$password")"'@skillflaw.cluster-c1x2y3.eu-west-1.rds.amazonaws.com:5432/skillflaw?sslmode=verify-full&sslrootcert=/run/secrets/database-ca/ca.crt' | coded)"
  manifest skillflaw-database Opaque | deliver skillflaw-database
fi

if present skillflaw-database-ca; then
  say 'skillflaw-database-ca exists already.'
else
  say 'skillflaw-database-ca: The backend verifies the server'"'"'s certificate with it.'
  data=
  ask_file 'file with: the CA certificate that signed the server'"'"'s certificate, as PEM'
  add ca.crt "$(coded <"$answer")"
  manifest skillflaw-database-ca Opaque | deliver skillflaw-database-ca
fi

if present skillflaw-cache; then
  say 'skillflaw-cache exists already.'
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

if present skillflaw-database-monitoring; then
  say 'skillflaw-database-monitoring exists already.'
else
  say 'skillflaw-database-monitoring: The exporter reads PostgreSQL'"'"'s statistics with it.'
  data=
  ask 'user name for skillflaw-database-monitoring'
  user=$answer
  ask_hidden 'password for skillflaw-database-monitoring'
  password=$answer
  add username "$(printf '%s' "$user" | coded)"
  add password "$(printf '%s' "$password" | coded)"
  manifest skillflaw-database-monitoring Opaque | deliver skillflaw-database-monitoring
fi

if present skillflaw-cache-monitoring; then
  say 'skillflaw-cache-monitoring exists already.'
else
  say 'skillflaw-cache-monitoring: The exporter reads Redis'"'"' memory, evictions and availability with it.'
  data=
  ask_hidden 'password for skillflaw-cache-monitoring'
  password=$answer
  add exporter.json "$(printf '%s' '{"rediss://skillflaw.x1y2z3.ng.0001.euw1.cache.amazonaws.com:6379": "'"$password"'"}' | coded)"
  manifest skillflaw-cache-monitoring Opaque | deliver skillflaw-cache-monitoring
fi

if present api-managed-api-tls; then
  say 'api-managed-api-tls exists already.'
else
  say 'api-managed-api-tls: The ingress controller serves HTTPS with it. Update this Secret whenever the certificate is renewed.'
  data=
  ask_file 'file with: the certificate for api.skillflaw.acme.com as PEM, its issuers'"'"' after it'
  add tls.crt "$(coded <"$answer")"
  ask_file 'file with: the certificate'"'"'s private key as PEM'
  add tls.key "$(coded <"$answer")"
  manifest api-managed-api-tls kubernetes.io/tls | deliver api-managed-api-tls
fi

say "Store a copy of the key in the Secret skillflaw-secret-key in a safe place."
say "To print the first password from the cluster:"
say "  kubectl get secret skillflaw-superuser --namespace $namespace -o go-template='{{index .data \"password\" | base64decode}}'"
