# need_nodes WORKLOAD LABELS
need_nodes() {
  what="a node with the labels $2, for $1"
  if kubectl get nodes -l "$2" -o name 2>"$error" | grep -q .; then
    ok "$what"
  elif [ -s "$error" ]; then
    report "$what"
  else
    miss "$what: no node has them (scaling.$1.nodeSelector)"
  fi
}
