#!/bin/sh
# Checks the prerequisites of the bundle in the current cluster context, and changes nothing. Prints
# one line for each check, never a Secret value. The exit code is 1 if a prerequisite is missing.
set -u

command -v kubectl >/dev/null || {
  echo 'kubectl is not on the PATH.' >&2
  exit 2
}
error=$(mktemp) || exit 2
trap 'rm -f "$error"' EXIT
trap 'exit 2' HUP INT TERM
missing=0
absent=0

row() { printf '%-4s %s\n' "$1" "$2"; }
ok() { row ok "$1"; }
miss() {
  row MISS "$1"
  missing=$((missing + 1))
}

# Reports an object that could not be read: it does not exist, or kubectl failed with this error.
report() {
  if grep -q 'NotFound\|not found\|have a resource type' "$error"; then
    miss "$1"
  else
    miss "$1: cannot check: $(tr '\n' ' ' <"$error" | cut -c 1-160)"
  fi
}

need_cluster() {
  if kubectl version >"$error" 2>&1; then
    ok "cluster: context $(kubectl config current-context 2>/dev/null)"
  else
    miss "cluster: no response in context $(kubectl config current-context 2>/dev/null)"
    exit 1
  fi
  minor=$(sed -n 's/^Server Version:[^0-9]*1\.\([0-9]*\).*/\1/p' "$error")
  if [ "${minor:-0}" -lt "$1" ]; then
    miss "Kubernetes 1.$1: the cluster has 1.${minor:-?} (release.kubernetes)"
  else
    ok "Kubernetes 1.$1: the cluster has 1.$minor"
  fi
}

# need KIND NAME [kubectl options]
need() {
  what="$1 $2"
  if kubectl get "$@" -o name >/dev/null 2>"$error"; then ok "$what"; else report "$what"; fi
}

need_api() {
  if kubectl api-resources --api-group="$1" -o name 2>"$error" | grep -q .; then
    ok "API $1"
  else
    miss "API $1: not served; install the operator or controller that serves it"
  fi
}

# metrics-server serves this API, so it can be registered and still not respond.
need_metrics() {
  if kubectl get --raw /apis/metrics.k8s.io/v1beta1 >/dev/null 2>"$error"; then
    ok 'API metrics.k8s.io, for the autoscaler'
  else
    miss 'API metrics.k8s.io, for the autoscaler: install metrics-server'
  fi
}

# need_class NAME DRIVER: another driver may not support shared volumes.
need_class() {
  what="StorageClass $1, provisioner $2"
  if driver=$(kubectl get storageclass "$1" -o 'jsonpath={.provisioner}' 2>"$error"); then
    if [ "$driver" = "$2" ]; then ok "$what"; else miss "$what: its provisioner is $driver"; fi
  else
    report "$what"
  fi
}

need_default_class() {
  if kubectl get storageclass -o yaml 2>"$error" |
    grep -q 'storageclass.kubernetes.io/is-default-class: "true"'; then
    ok 'a default StorageClass'
  else
    miss 'a default StorageClass: mark one as default, or set the class in the plan'
  fi
}

# need_claim NAME MODE
need_claim() {
  if modes=$(kubectl -n "$NAMESPACE" get persistentvolumeclaim "$1" \
    -o 'jsonpath={.spec.accessModes[*]}' 2>"$error"); then
    case " $modes " in
    *" $2 "*) ok "PersistentVolumeClaim $1, $2" ;;
    *) miss "PersistentVolumeClaim $1: it has $modes, not $2" ;;
    esac
  else
    report "PersistentVolumeClaim $1"
  fi
}

# later NAME MAKER KEY...: a Secret that is made after the first apply; checked once it exists.
later() {
  if kubectl -n "$NAMESPACE" get secret "$1" -o name >/dev/null 2>"$error"; then
    name=$1
    shift 2
    need_secret "$name" "$@"
  else
    row '-' "Secret $1: does not exist yet; made by $2"
    absent=$((absent + 1))
  fi
}

# need_secret NAME KEY...: the template tests whether a value exists and does not print it.
need_secret() {
  secret=$1
  shift
  if ! kubectl -n "$NAMESPACE" get secret "$secret" -o name >/dev/null 2>"$error"; then
    report "Secret $secret"
    return
  fi
  for key in "$@"; do
    there=$(kubectl -n "$NAMESPACE" get secret "$secret" \
      -o "go-template={{if index .data \"$key\"}}yes{{end}}" 2>"$error")
    if [ "$there" = yes ]; then
      ok "Secret $secret, key $key"
    else
      miss "Secret $secret, key $key: missing or empty"
    fi
  done
}

# need_key_format SECRET KEY: 32 bytes as URL-safe base64, which are 43 or 44 characters, and no
# newline at the end. The backend starts with a wrong key and fails at the first stored credential.
need_key_format() {
  what="Secret $1, key $2: the format of the key file"
  kubectl -n "$NAMESPACE" get secret "$1" -o name >/dev/null 2>&1 || return
  kubectl -n "$NAMESPACE" get secret "$1" -o "go-template={{index .data \"$2\"}}" 2>"$error" |
    base64 -d 2>>"$error" | tr -d 'A-Za-z0-9_+/=-' | wc -c | grep -q '^ *0$' || {
    miss "$what: a newline at its end, or characters that are not base64"
    return
  }
  size=$(kubectl -n "$NAMESPACE" get secret "$1" -o "go-template={{index .data \"$2\"}}" |
    base64 -d 2>>"$error" | wc -c)
  if [ "$size" -eq 43 ] || [ "$size" -eq 44 ]; then
    ok "$what"
  else
    miss "$what: it is not 32 bytes of URL-safe base64"
  fi
}

finish() {
  if [ "$missing" -gt 0 ]; then
    printf '\n%s prerequisites are missing.\n' "$missing"
    exit 1
  fi
  if [ "$absent" -gt 0 ]; then
    printf '\nNothing is missing before the first apply. Secrets that do not exist yet: %s.\n' "$absent"
    printf 'Run this script again after the apply.\n'
    exit 0
  fi
  printf '\nAll prerequisites exist.\n'
}

