#!/usr/bin/env bash
# Holds the local stack against its promises: nothing is left behind however it ends, and a second start finds the data.
#   e2e/stack.sh STATE PORT COMMAND...      COMMAND starts the stack and takes --state, --port and --ready-file
# STATE holds the data of an earlier run with the sample case. Used by ./firewitness test.
set -euo pipefail
state=$1 port=$2
shift 2
ready=$state/ready
out=$state/stack.out
stack=
trap '[ -z "$stack" ] || kill "$stack" 2>/dev/null || true' EXIT

fail() { printf 'stack: %s\n' "$1" >&2; tail -n 20 "$out" >&2; exit 1; }

start() {
  rm -f "$ready"
  # A background process of a script ignores SIGINT, and so would the stack: it gets the default back, as at a terminal.
  env --default-signal=INT "$@" --state "$state" --port "$port" --ready-file "$ready" >"$out" 2>&1 &
  stack=$!
}

await_ready() {
  while [ ! -f "$ready" ]; do
    kill -0 "$stack" 2>/dev/null || fail "it did not come up"
    sleep 0.5
  done
}

# Ends with the exit code of the stack, and only where none of its processes is left.
await_end() {
  local code=0
  wait "$stack" || code=$?
  left=$(pgrep -af -- "$state|http-port=$((port + 100))" | grep -v -- "stack.sh" || true)
  [ -z "$left" ] || fail "left behind: $left"
  return $code
}

say() { printf '  ok  %s\n' "$1"; }

start "$@"
sleep $((RANDOM % 8)).$((RANDOM % 10))
kill -TERM "$stack"
await_end || true
say "ended in the middle of its start, it leaves nothing"

start "$@"
await_ready
! grep -q 'sample case' "$out" || fail "it made the sample case again"
grep -q '^Memory: PostgreSQL [0-9]* MiB, .*keycloak [0-9]* MiB, .*; all [0-9]* MiB$' "$out" || fail "it does not say what it occupies"
form='grant_type=password&client_id=firewitness-cli&scope=openid+organization&username=aiko&password=firewitness-demo'
token=$(curl -sf -d "$form" "http://localhost:$((port + 100))/realms/firewitness/protocol/openid-connect/token" | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
curl -sf -H "Authorization: Bearer $token" "http://localhost:$((port + 2))/api/v1/cases?q=File+server+backup" | grep -q '"status":"judged"' || fail "the sample case is gone"
say "started again, it finds the data: $(grep '^Memory' "$out")"

code=0
"$@" --state "$state-other" --port "$port" >"$out.second" 2>&1 || code=$?
[ $code = 1 ] && grep -q "^Port $port (the portal) is in use.*--port" "$out.second" || fail "a port in use is not named: $(cat "$out.second")"
rm -rf "$state-other" "$out.second"
say "a port in use is named with the way out"

code=0
env --default-signal=INT "$@" --state "$state" --port $((port + 1000)) >"$out.second" 2>&1 || code=$?
[ $code = 1 ] && grep -q "^Firewitness runs on $state already" "$out.second" || fail "a second start on the same data is not refused: $(cat "$out.second")"
rm -f "$out.second"
say "a second start on the same data is refused"

kill -INT "$stack"
await_end || true
grep -q '^Stopped. The data is kept' "$out" || fail "it does not say that it has stopped"
say "stopped by Ctrl-C, it leaves nothing"

start "$@"
await_ready
kill -KILL "$stack"
wait "$stack" 2>/dev/null || true
start "$@"
await_ready
grep -q 'ended what an earlier, killed run had left: PostgreSQL, .*ui' "$out" || fail "it does not say what a killed run had left"
say "killed itself, its processes are ended by the next start"

pkill -KILL -P "$stack" -f 'knowledge-service/target'
code=0
await_end || code=$?
[ $code = 1 ] && grep -q '^knowledge-service ended unexpectedly; stopping. Its log: ' "$out" || fail "the death of a service is not said"
stack=
say "with a service dead it stops, says which, and leaves nothing"
