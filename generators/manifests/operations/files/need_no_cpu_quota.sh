# A quota on limits.cpu refuses pods with a container that has no CPU limit.
need_no_cpu_quota() {
  if ! quotas=$(kubectl -n "$NAMESPACE" get resourcequota \
    -o 'jsonpath={range .items[*]}{.metadata.name}{" "}{.spec.hard.limits\.cpu}{"\n"}{end}' \
    2>"$error"); then
    report 'no ResourceQuota on limits.cpu'
  elif printf '%s\n' "$quotas" | grep -q ' [^ ]'; then
    miss 'a ResourceQuota has limits.cpu: turn on scaling.helperLimits'
  else
    ok 'no ResourceQuota on limits.cpu'
  fi
}
