#!/bin/sh
# Tests a running SkillFlaw after a rollout, as the production guide asks. It checks the content of
# responses, because status 200 alone does not prove success. Prints one line for each check. The
# exit code is 1 if a check failed. It needs a POSIX shell and curl.
#
# Environment variables. A check whose variable is empty is skipped, and the table gives the reason:
#   API_URL       the URL of the API, such as https://api.example.com; required
#   BACKEND_URL   the URL of the backend's Service inside the cluster
#   UI_URL        the URL of the UI
#   DOCS_URL      the URL of the docs
#   FLOW          id or alias of the flow to run, preferably one that calls a model
#   MESSAGE       the input of the flow
#   API_KEY       an API key that may run that flow
#   UI_USER       the name of an account that may sign in to the UI
#   UI_PASSWORD   its password
#   SECRETS       a directory with the last three as files: api-key, username, password
#   RESPONSES     true: clients use /api/v1/responses
#   MCP           true: MCP tools are exposed
#   PUBLIC        true: API_URL is the ingress, so check that private paths are not public
#   REDIRECT      true: plain HTTP has to redirect to HTTPS
#   HSTS          true: responses need the header Strict-Transport-Security
#   CA_FILE       the CA that signed the ingress certificate, if it is not a public CA
#   TIMEOUT       timeout of a flow in seconds; default 300
set -u

API_URL=${API_URL:-}
UI_URL=${UI_URL:-}
DOCS_URL=${DOCS_URL:-}
API_URL=${API_URL%/}
UI_URL=${UI_URL%/}
DOCS_URL=${DOCS_URL%/}
BACKEND_URL=${BACKEND_URL:-}
FLOW=${FLOW:-}
MESSAGE=${MESSAGE:-Say hello.}

# given VALUE FILE: the value, or the content of the file in SECRETS, without a newline at the end,
# which is not allowed in a header.
given() {
  if [ -z "$1" ] && [ -r "${SECRETS:-/nowhere}/$2" ]; then
    set -- "$(cat "$SECRETS/$2")"
  fi
  printf '%s' "$1"
}
API_KEY=$(given "${API_KEY:-}" api-key)
UI_USER=$(given "${UI_USER:-}" username)
UI_PASSWORD=$(given "${UI_PASSWORD:-}" password)
TIMEOUT=${TIMEOUT:-300}
CA_FILE=${CA_FILE:-}

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
umask 077
: >"$work/table"
failed=0

# curl reads keys and passwords from files, because other users can list its arguments.
printf 'x-api-key: %s\n' "$API_KEY" >"$work/key"
printf 'x-api-key: %s\n' 'not-a-key' >"$work/wrong-key"
printf 'x-none:\n' >"$work/no-key"

row() { printf '%-44s %-5s %s\n' "$1" "$2" "$3" | tee -a "$work/table"; }
pass() { row "$1" pass "${2:-}"; }
skip() { row "$1" skip "$2"; }
fail() {
  row "$1" FAIL "$2"
  failed=$((failed + 1))
}

# ask URL [curl options]: leaves the status in $status, the body in $work/body, the headers in
# $work/headers, and in $timing the seconds to the first and to the last byte.
ask() {
  url=$1
  shift
  if [ -n "$CA_FILE" ] && [ -r "$CA_FILE" ]; then
    set -- --cacert "$CA_FILE" "$@"
  fi
  : >"$work/body"
  : >"$work/headers"
  timing=$(curl --silent --show-error --max-time "$TIMEOUT" --output "$work/body" \
    --dump-header "$work/headers" --write-out '%{http_code} %{time_starttransfer} %{time_total}' \
    "$@" "$url" 2>"$work/error")
  status=${timing%% *}
  timing=${timing#* }
  [ "$status" != 000 ] || status="none ($(tr -d '\n' <"$work/error" | cut -c 1-120))"
}

body_is_html() { tr -d ' \t\r\n' <"$work/body" | head -c 1 | grep -q '<'; }
body_is_json() { tr -d ' \t\r\n' <"$work/body" | head -c 1 | grep -q '[[{]'; }
body_has() { tr '\r\n' '  ' <"$work/body" | grep -Eq "$1"; }
body_start() { tr -cd '[:print:]' <"$work/body" | cut -c 1-160; }
answered() { printf 'status %s: %s' "$status" "$(body_start)"; }

# in_url TEXT: the text with every byte percent-encoded.
in_url() { printf '%s' "$1" | od -An -v -tx1 | tr -d '\n' | sed 's/ /%/g'; }

# in_json TEXT: the text as a JSON string.
in_json() {
  printf '"%s"' "$(printf '%s' "$1" | tr '\n\t\r' '   ' | tr -d '[:cntrl:]' |
    sed 's/\\/\\\\/g; s/"/\\"/g')"
}

# question: the request body of /api/v1/run.
question() {
  printf '{"input_value":%s,"input_type":"chat","output_type":"chat"}' "$(in_json "$MESSAGE")"
}

refused() {
  case $status in
  401 | 403) ! body_is_html ;;
  *) false ;;
  esac
}

# post PATH FILE-WITH-KEY JSON [curl options]
post() {
  path=$1
  key=$2
  printf '%s' "$3" >"$work/question"
  shift 3
  ask "$API_URL$path" --request POST --header "@$key" --header 'Content-Type: application/json' \
    --data-binary "@$work/question" "$@"
}

need_flow() {
  if [ -z "$FLOW" ]; then
    skip "$1" 'no flow: set FLOW (operations.smokeFlow in the plan)'
  elif [ -z "$API_KEY" ]; then
    skip "$1" 'no API key: set API_KEY (Secret skillflaw-smoke-test, key api-key)'
  else
    return 0
  fi
  return 1
}

backend_is_healthy() {
  name='backend: /health'
  [ -n "$BACKEND_URL" ] || {
    skip "$name" 'the Service is reachable only inside the cluster: set BACKEND_URL'
    return
  }
  ask "$BACKEND_URL/health" --retry 12 --retry-delay 5 --retry-all-errors --max-time 10
  if [ "$status" = 200 ] && body_has '"status" *: *"ok"'; then
    pass "$name"
  else
    fail "$name" "$(answered)"
  fi
}

# The API has to answer an unknown path itself; the page of the UI is wrong.
api_answers_for_itself() {
  name="$1: a missing API path is a JSON 404"
  ask "$2/api/v1/no-such-path-smoke-test" --retry 6 --retry-delay 5 --retry-all-errors
  if [ "$status" = 404 ] && body_is_json; then
    pass "$name"
  elif body_is_html; then
    fail "$name" "status $status with an HTML page: /api does not reach the backend"
  else
    fail "$name" "$(answered)"
  fi
}

automatic_login_is_off() {
  name='api: automatic login is off'
  ask "$API_URL/api/v1/auto_login"
  case $status in
  400 | 401 | 403 | 404)
    if body_is_html; then fail "$name" "$(answered)"; else pass "$name" "status $status"; fi
    ;;
  200)
    if body_is_html; then
      fail "$name" 'status 200 with an HTML page: /api does not reach the backend'
    else
      fail "$name" 'every visitor is signed in: set SKILLFLAW_AUTO_LOGIN to false'
    fi
    ;;
  *) fail "$name" "$(answered)" ;;
  esac
}

strangers_are_refused() {
  name='api: a run without a key is refused'
  if [ -n "$FLOW" ]; then
    # SkillFlaw looks up the flow before it checks the key: an unknown flow returns 404 in any case.
    question=$(question)
    path=/api/v1/run/$(in_url "$FLOW")
  else
    question='{"model":"no-such-flow","input":"Say hello."}'
    path=/api/v1/responses
  fi
  for key in no-key wrong-key; do
    post "$path" "$work/$key" "$question"
    if refused; then
      pass "$name" "status $status"
    elif [ "$status" = 404 ]; then
      fail "$name" 'status 404: the flow does not exist, so the check proves nothing'
    else
      fail "$name" "$(answered)"
    fi
    name='api: a run with a wrong key is refused'
  done
}

flow_runs() {
  name='api: the flow runs'
  need_flow "$name" || return
  post "/api/v1/run/$(in_url "$FLOW")" "$work/key" "$(question)"
  if [ "$status" = 200 ] && body_is_json && body_has '"outputs" *: *\[ *[^] ]' &&
    ! body_has '"outputs" *: *\[ *\]'; then
    pass "$name"
  elif [ "$status" = 200 ]; then
    fail "$name" "status 200 without an output: $(body_start)"
  else
    fail "$name" "$(answered)"
  fi
}

flow_streams() {
  name='api: the flow streams'
  need_flow "$name" || return
  post "/api/v1/run/$(in_url "$FLOW")?stream=true" "$work/key" "$(question)" --no-buffer
  if [ "$status" != 200 ] || body_is_html || ! body_has '"event" *:'; then
    fail "$name" "$(answered)"
  elif body_has '"event" *: *"error"'; then
    fail "$name" "status 200 with an error event: $(body_start)"
  elif echo "$timing" | awk '{ exit !($2 > 3 && $1 > 0.8 * $2) }'; then
    fail "$name" "first and last byte after $timing s: a proxy buffers the stream"
  elif echo "$timing" | awk '{ exit !($2 > 3) }'; then
    pass "$name" "first and last byte after $timing s"
  else
    pass "$name" "first and last byte after $timing s: too short to show whether a proxy buffers"
  fi
}

responses_answer() {
  name='api: the OpenAI-compatible responses'
  [ "${RESPONSES:-}" = true ] || {
    skip "$name" 'no client uses them (topology.responsesApi)'
    return
  }
  need_flow "$name" || return
  post /api/v1/responses "$work/key" \
    "$(printf '{"model":%s,"input":%s}' "$(in_json "$FLOW")" "$(in_json "$MESSAGE")")"
  if [ "$status" = 200 ] && body_has '"error" *: *[{"]'; then
    fail "$name" "status 200 with an error: $(body_start)"
  elif [ "$status" = 200 ] && body_is_json && body_has '"output" *: *\[ *[^] ]'; then
    pass "$name"
  else
    fail "$name" "$(answered)"
  fi
}

mcp_post() {
  post /api/v1/mcp/streamable "$work/$1" "$2" \
    --header 'Accept: application/json, text/event-stream' --max-time 60
}

# mcp_is_closed NAME URL: the backend always serves MCP, so the route has to refuse it. An open
# route answers HEAD with 200 without a key, and initialize with one.
mcp_is_closed() {
  name="$1: MCP is not exposed"
  ask "$2/api/v1/mcp/streamable" --head --max-time 30
  if [ "$status" = 200 ]; then
    fail "$name" 'HEAD /api/v1/mcp/streamable answers 200: the route does not refuse MCP'
    return
  fi
  ask "$2/api/v1/mcp/streamable" --request POST --header "@$work/key" --max-time 30 \
    --header 'Content-Type: application/json' --data-binary "$start" \
    --header 'Accept: application/json, text/event-stream'
  case $status in
  200) fail "$name" "initialize answers 200: the route does not refuse MCP" ;;
  none*) fail "$name" "$(answered)" ;;
  *) pass "$name" "status $status" ;;
  esac
}

mcp_answers() {
  start='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26",'
  start=$start'"capabilities":{},"clientInfo":{"name":"smoke-test","version":"1"}}}'
  if [ "${MCP:-}" != true ]; then
    if [ "${PUBLIC:-}" != true ]; then
      skip 'mcp: MCP is not exposed' 'API_URL is not the ingress'
      return
    fi
    mcp_is_closed api "$API_URL"
    if [ -n "$UI_URL" ] && [ "$UI_URL" != "$API_URL" ]; then mcp_is_closed ui "$UI_URL"; fi
    return
  fi
  mcp_post no-key "$start"
  if refused; then
    pass 'mcp: a request without a key is refused' "status $status"
  else
    fail 'mcp: a request without a key is refused' "$(answered)"
  fi
  [ -n "$API_KEY" ] || {
    skip 'mcp: initialize and tools/list' 'no API key: set API_KEY'
    return
  }
  mcp_post key "$start"
  if [ "$status" != 200 ] || ! body_has '"protocolVersion"' || body_has '"error" *: *\{'; then
    fail 'mcp: initialize' "$(answered)"
    return
  fi
  pass 'mcp: initialize'
  cp "$work/key" "$work/session"
  grep -i '^mcp-session-id:' "$work/headers" | tr -d '\r' >>"$work/session"
  mcp_post session '{"jsonrpc":"2.0","method":"notifications/initialized"}'
  mcp_post session '{"jsonrpc":"2.0","id":2,"method":"tools/list"}'
  if [ "$status" = 200 ] && body_has '"tools" *: *\['; then
    pass 'mcp: tools/list'
  else
    fail 'mcp: tools/list' "$(answered)"
  fi
}

# nothing_private WHERE URL: private paths must not reach the backend.
nothing_private() {
  for private in /logs /logs-stream /openapi.json /metrics; do
    name="$1: $private is not public"
    ask "$2$private" --max-time 10
    if grep -qi '^content-type: *text/event-stream' "$work/headers" || body_is_json; then
      fail "$name" "the backend answers there: $(answered)"
    elif [ "$status" = 200 ] && ! body_is_html; then
      fail "$name" "$(answered)"
    else
      pass "$name" "status $status"
    fi
  done
}

page() {
  ask "$2" --location --max-time 30
  if [ "$status" = 200 ] && body_is_html; then
    pass "$1"
  else
    fail "$1" "$(answered)"
  fi
}

ui_serves() {
  [ -n "$UI_URL" ] || {
    skip 'ui: pages and sign-in' 'no UI runs, or it has no hostname'
    return
  }
  page 'ui: / is the app shell' "$UI_URL/"
  page 'ui: /chat has its fallback' "$UI_URL/chat"
  page 'ui: /flow/... has its fallback' "$UI_URL/flow/smoke-test"
  [ "$UI_URL" = "$API_URL" ] || api_answers_for_itself ui "$UI_URL"
}

ui_signs_in() {
  [ -n "$UI_URL" ] || return
  name='ui: a person can sign in'
  if [ -z "$UI_USER" ] || [ -z "$UI_PASSWORD" ]; then
    skip "$name" 'no account: set UI_USER and UI_PASSWORD, and run one flow by hand'
    return
  fi
  printf '%s' "$UI_USER" >"$work/user"
  printf '%s' "$UI_PASSWORD" >"$work/password"
  ask "$UI_URL/api/v1/login" --request POST --data-urlencode "username@$work/user" \
    --data-urlencode "password@$work/password" --max-time 30
  if [ "$status" = 200 ] && body_has '"access_token" *: *"[^"]'; then
    pass "$name" 'also run one flow by hand, in a browser'
  else
    fail "$name" "status $status"
  fi
}

docs_serve() {
  [ -n "$DOCS_URL" ] || {
    skip 'docs: pages' 'no docs run, or they have no hostname'
    return
  }
  page 'docs: / is a page' "$DOCS_URL/"
  ask "$DOCS_URL/openapi.json" --max-time 30
  if body_has '"openapi" *:'; then
    fail 'docs: they are not the API' "the docs hostname serves the OpenAPI document of the backend"
  else
    pass 'docs: they are not the API' "status $status"
  fi
}

# redirects NAME URL PATH: plain HTTP redirects to HTTPS, and responses have the HSTS header.
redirects() {
  case $2 in
  https://*) ;;
  *) return ;;
  esac
  if [ "${REDIRECT:-}" = true ]; then
    name="$1: plain HTTP redirects"
    ask "http://${2#https://}$3" --max-time 30
    case $status in
    301 | 302 | 303 | 307 | 308)
      if grep -Eqi '^location: *https://' "$work/headers"; then
        pass "$name" "status $status"
      else
        fail "$name" "status $status, but not to HTTPS"
      fi
      ;;
    *) fail "$name" "$(answered)" ;;
    esac
  fi
  if [ "${HSTS:-}" = true ]; then
    name="$1: HSTS header"
    ask "$2$3" --max-time 30
    if grep -qi '^strict-transport-security: *max-age=[1-9]' "$work/headers"; then
      pass "$name"
    else
      fail "$name" 'no Strict-Transport-Security'
    fi
  fi
}

if [ -z "$API_URL" ]; then
  echo 'API_URL is not set.' >&2
  exit 2
fi
printf '%-44s %-5s %s\n' CHECK '' DETAILS
backend_is_healthy
api_answers_for_itself api "$API_URL"
automatic_login_is_off
strangers_are_refused
flow_runs
flow_streams
responses_answer
mcp_answers
ui_serves
ui_signs_in
docs_serve
if [ "${PUBLIC:-}" = true ]; then
  nothing_private api "$API_URL"
  if [ -n "$UI_URL" ] && [ "$UI_URL" != "$API_URL" ]; then nothing_private ui "$UI_URL"; fi
  redirects api "$API_URL" /api/v1/no-such-path-smoke-test
  if [ "$UI_URL" != "$API_URL" ]; then redirects ui "$UI_URL" /; fi
  redirects docs "$DOCS_URL" /
else
  skip 'ingress: private paths are not public' 'API_URL is not the ingress'
fi

skipped=$(grep -c ' skip ' "$work/table")
printf '\n%s of %s checks failed, %s skipped.\n' "$failed" \
  "$(grep -Ec ' (pass|FAIL) ' "$work/table")" "$skipped"
if ! grep -q '^api: the flow runs *pass' "$work/table"; then
  echo 'INCOMPLETE: no flow ran, so this test does not show that SkillFlaw works.'
fi
[ "$failed" = 0 ]
