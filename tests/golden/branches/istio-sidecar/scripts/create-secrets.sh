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

command -v openssl >/dev/null || fail 'openssl is not installed'
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
  say 'skillflaw-database: PostgreSQL creates its roles with these passwords when its volume is empty. The backend reads the URL.'
  data=
  generate
  password=$made
  generate
  superuser_password=$made
  generate
  monitoring_password=$made
  add SKILLFLAW_DATABASE_URL "$(printf '%s' 'postgresql://skillflaw:'"$password"'@postgres:5432/skillflaw?sslmode=verify-full&sslrootcert=/run/secrets/database-ca/ca.crt' | coded)"
  add password "$(printf '%s' "$password" | coded)"
  add superuser-password "$(printf '%s' "$superuser_password" | coded)"
  add monitoring-password "$(printf '%s' "$monitoring_password" | coded)"
  manifest skillflaw-database Opaque | deliver skillflaw-database
fi

if present postgres-tls; then
  say 'postgres-tls exists already.'
else
  say 'postgres-tls: PostgreSQL serves this certificate, and the backend trusts no other.'
  data=
  pem=$(openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1825 -subj /CN=postgres -addext subjectAltName=DNS:postgres,DNS:postgres.skillflaw,DNS:postgres.skillflaw.svc -keyout - -out -)
  add tls.crt "$(printf '%s\n' "$pem" | openssl x509 | coded)"
  add tls.key "$(printf '%s\n' "$pem" | openssl pkey | coded)"
  manifest postgres-tls kubernetes.io/tls | deliver postgres-tls
fi

if present skillflaw-cache; then
  say 'skillflaw-cache exists already.'
else
  say 'skillflaw-cache: Redis reads its ACL users from it, and the backend reads the Redis URL from it.'
  data=
  generate
  password=$made
  generate
  exporter_password=$made
  add SKILLFLAW_REDIS_URL "$(printf '%s' 'redis://skillflaw:'"$password"'@cache:6379/0' | coded)"
  add users.acl "$(printf '%s' 'user default on nopass resetchannels -@all +ping
user skillflaw on >'"$password"' ~* &* +@all -@admin
user exporter on >'"$exporter_password"' resetchannels -@all +ping +info +client|setname +slowlog|len +slowlog|get +latency|latest +latency|histogram
' | coded)"
  add exporter.json "$(printf '%s' '{"redis://exporter@127.0.0.1:6379": "'"$exporter_password"'"}' | coded)"
  manifest skillflaw-cache Opaque | deliver skillflaw-cache
fi

say "Store a copy of the key in the Secret skillflaw-secret-key in a safe place."
say "To print the first password from the cluster:"
say "  kubectl get secret skillflaw-superuser --namespace $namespace -o go-template='{{index .data \"password\" | base64decode}}'"
