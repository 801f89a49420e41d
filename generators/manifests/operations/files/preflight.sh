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

# need_platform NAME: OpenShift serves this API, and no other distribution does.
need_platform() {
  if kubectl api-resources --api-group=config.openshift.io -o name 2>"$error" | grep -q .; then
    found=openshift
  else
    found=kubernetes
  fi
  if [ "$found" = "$1" ]; then
    ok "platform: $1"
  else
    miss "platform: the cluster is $found, and the plan says $1 (release.platform)"
  fi
}

# need_family IPv4|IPv6: the Service of the API server has the first family of the cluster.
need_family() {
  what="Services with $1 addresses"
  if found=$(kubectl -n default get service kubernetes -o 'jsonpath={.spec.ipFamilies[*]}' \
    2>"$error"); then
    case $found in
    '' | *"$1"*) ok "$what" ;;
    *) miss "$what: the cluster has $found (release.ipFamilies)" ;;
    esac
  else
    report "$what"
  fi
}

# need_mesh none|istio-sidecar|istio-ambient: the labels that put the namespace into a mesh. The
# bundle sets them on a namespace of its own, so a namespace that does not exist yet is no matter.
need_mesh() {
  labels=$(kubectl get namespace "$NAMESPACE" -o 'jsonpath={.metadata.labels}' 2>/dev/null) ||
    return
  case $labels in
  *'"istio-injection":"enabled"'* | *'"istio.io/rev"'*) found=istio-sidecar ;;
  *'"istio.io/dataplane-mode":"ambient"'*) found=istio-ambient ;;
  *'"linkerd.io/inject"'*) found=linkerd ;;
  *) found=none ;;
  esac
  if [ "$found" = "$1" ]; then
    ok "service mesh of the namespace: $1"
  elif [ "$found" = none ]; then
    later "service mesh of the namespace: $1 in the plan, and the namespace has no label for it yet"
  else
    miss "service mesh of the namespace: it is labelled for $found, the plan says $1 (release.mesh)"
  fi
}

# need_dns kube-dns|node-local|openshift
need_dns() {
  what="DNS: $1"
  cached=$(kubectl -n kube-system get daemonset -l k8s-app=node-local-dns -o name 2>/dev/null)
  case $1 in
  openshift)
    found=$(kubectl -n openshift-dns get pods \
      -l dns.operator.openshift.io/daemonset-dns=default -o name 2>"$error") ;;
  node-local) found=$cached ;;
  *) found=$(kubectl -n kube-system get pods -l k8s-app=kube-dns -o name 2>"$error") ;;
  esac
  if [ -z "$found" ]; then
    miss "$what: there are no such pods; see where names are resolved, and set operations.dns"
  elif [ "$1" = kube-dns ] && [ -n "$cached" ]; then
    miss "$what: NodeLocal DNSCache runs here; set operations.dns to node-local"
  else
    ok "$what"
  fi
}

# need_listeners GATEWAY NAMESPACE ROUTES_FROM NAME...: a route to another name attaches to nothing.
need_listeners() {
  gateway=$1 where=$2 from=$3
  shift 3
  if ! listed=$(kubectl -n "$where" get gateway.gateway.networking.k8s.io "$gateway" -o \
    'jsonpath={range .spec.listeners[*]}{.name}={.allowedRoutes.namespaces.from}{" "}{end}' \
    2>"$error"); then
    report "listeners of the Gateway $gateway"
    return
  fi
  for listener in "$@"; do
    what="listener $listener of the Gateway $gateway"
    case " $listed" in
    *" $listener=Same "* | *" $listener= "*)
      if [ "$from" = "$where" ]; then
        ok "$what"
      else
        miss "$what: it accepts routes of $where only; the platform has to allow $from"
      fi
      ;;
    *" $listener="*) ok "$what" ;;
    *)
      names=$(printf '%s' "$listed" | sed 's/=[A-Za-z]*//g')
      miss "$what: it has ${names:-no listener}(ingress.gateway.listeners)"
      ;;
    esac
  done
}

# need_controller GATEWAY NAMESPACE CONTROLLER IMPLEMENTATION
need_controller() {
  what="implementation of the Gateway $1: $4"
  class=$(kubectl -n "$2" get gateway.gateway.networking.k8s.io "$1" \
    -o 'jsonpath={.spec.gatewayClassName}' 2>/dev/null)
  [ -n "$class" ] || return
  found=$(kubectl get gatewayclass.gateway.networking.k8s.io "$class" \
    -o 'jsonpath={.spec.controllerName}' 2>/dev/null)
  case $found in
  '') later "$what: cannot read the GatewayClass $class" ;;
  "$3"*) ok "$what" ;;
  *) miss "$what: the GatewayClass $class is of $found (ingress.implementation)" ;;
  esac
}

# need_selected [NAME=VALUE...]: one Prometheus asks rules, monitors and probes for no other labels.
need_selected() {
  what="labels that Prometheus selects by${1:+: $*}"
  # shellcheck disable=SC2016 # kubectl fills the template in
  if ! kubectl get prometheuses.monitoring.coreos.com -A -o 'go-template={{range .items}}{{
range $k, $v := .spec.ruleSelector.matchLabels}}{{$k}}={{$v}} {{end}}{{
range $k, $v := .spec.podMonitorSelector.matchLabels}}{{$k}}={{$v}} {{end}}{{
range $k, $v := .spec.probeSelector.matchLabels}}{{$k}}={{$v}} {{end}}{{"\n"}}{{end}}' \
    >"$error" 2>/dev/null; then
    later "$what: cannot read the Prometheus objects"
    return
  fi
  wanted=
  while read -r asked; do
    lacking=
    for label in $asked; do
      case " $* " in *" $label "*) ;; *) lacking="$lacking $label" ;; esac
    done
    if [ -z "$lacking" ]; then
      ok "$what"
      return
    fi
    wanted=$lacking
  done <"$error"
  miss "$what: Prometheus asks for${wanted:- nothing: there is none} (operations.monitorLabels)"
}

# Cilium knows the API server as an entity, and no address in a NetworkPolicy matches it.
need_api_server_by_address() {
  what='API server, which PostgreSQL reaches by its address'
  if kubectl api-resources --api-group=cilium.io -o name 2>"$error" | grep -q .; then
    if kubectl -n "$NAMESPACE" get ciliumnetworkpolicies.cilium.io -o yaml 2>/dev/null |
      grep -q kube-apiserver; then
      ok "$what: a CiliumNetworkPolicy allows it"
    else
      miss "$what: Cilium does not match it; add a CiliumNetworkPolicy to the entity kube-apiserver"
    fi
  else
    ok "$what"
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

