#!/usr/bin/env bash
# Measures the packaged knowledge-service of a running stack (./firewitness up) with wrk:
#   knowledge-service/bench.sh [--port 8080] [--seconds 15] [--diagnosis FILE] [--cold]
# Guidance is asked for a real diagnosis document, ports for one product and version. Prints requests per second, latencies, and the
# processor time that the service took, which other work on the machine disturbs less than the rest.
# --cold makes every guidance request another one, so that nothing is answered from memory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

port=8080 seconds=15 diagnosis= cold=0
while [ $# -gt 0 ]; do
  case "$1" in
    --port) port=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    --diagnosis) diagnosis=$2; shift 2 ;;
    --cold) cold=1; shift ;;
    *) sed -n '2,6s/^# //p' "$0" >&2; exit 2 ;;
  esac
done
for tool in wrk curl ss; do
  command -v "$tool" >/dev/null || { echo "bench.sh needs $tool" >&2; exit 2; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
service=http://localhost:$((port + 3))
pid=$(ss -ltnpH "sport = :$((port + 3))" | sed -n 's/.*pid=\([0-9]*\).*/\1/p' | head -n 1)
[ -n "$pid" ] || { echo "nothing listens on port $((port + 3)): run ./firewitness up --port $port first" >&2; exit 2; }

if [ -z "$diagnosis" ]; then
  diagnosis=$work/diagnosis.json
  ./firewitness diagnose --format json samples/dying-backup.pcap >"$diagnosis"
fi
{ printf '{"topology": {"product": "vcc", "version": "12.3"}, "diagnosis": '; cat "$diagnosis"; printf '}'; } >"$work/request.json"

token=$(curl -fsS "http://localhost:$((port + 100))/realms/firewitness/protocol/openid-connect/token" \
    -d grant_type=password -d client_id=firewitness-cli --data-urlencode 'scope=openid organization' \
    -d username=mika -d password=firewitness-demo | sed 's/.*"access_token":"\([^"]*\)".*/\1/')

# Think time between the requests of a connection turns wrk into a load of a given rate. A blank more or less in front of the document
# makes it another one to the service, without a word of it being different.
cat >"$work/load.lua" <<'LUA'
local think = tonumber(os.getenv("THINK_MS"))
local cold = os.getenv("COLD") == "1"
local body
local counter = 0
function init(args)
  wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
  if os.getenv("BODY") ~= "" then
    local file = io.open(os.getenv("BODY"), "rb")
    body = file:read("*a")
    file:close()
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    wrk.body = body
  end
  math.randomseed(os.time())
end
if cold then
  function request()
    counter = counter + 1
    return wrk.format(nil, nil, nil, '{"n": ' .. math.random(1e9) .. counter .. "," .. body:sub(2))
  end
end
if think > 0 then
  function delay() return math.random(0, 2 * think) end
end
function done(summary, latency)
  local errors = summary.errors
  print(string.format("  %d requests, %.0f/s; p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, max %.2f ms; %d not 2xx, %d broken",
    summary.requests, summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(90) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
LUA

cpu_ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$pid/stat"; }

# measure NAME CONNECTIONS THINK_MS BODY PATH
measure() {
  local before after output
  echo "$1"
  before=$(cpu_ticks)
  output=$(TOKEN=$token THINK_MS=$3 BODY=$4 COLD=$cold wrk -t1 -c"$2" -d"${seconds}s" -s "$work/load.lua" "$service$5" | grep ' requests, .*p50')
  after=$(cpu_ticks)
  echo "$output"
  echo "$output" | awk -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" '{ printf "  processor time of the service: %.3f ms per request\n", ticks / hz * 1000 / $1 }'
}

guidance=/api/v1/guidance?lang=en
ports='/api/v1/ports?product=vbr&version=12.3&bulk=true&lang=en'
echo "$(nproc) processors, load of the last minute $(cut -d' ' -f1 /proc/loadavg), request $(wc -c <"$work/request.json") bytes, cold=$cold"
measure "warm-up, guidance" 16 0 "$work/request.json" "$guidance"
measure "guidance, as fast as it goes, 16 connections" 16 0 "$work/request.json" "$guidance"
measure "guidance, 64 connections with 64 ms between requests (about 1,000/s)" 64 64 "$work/request.json" "$guidance"
cold=0
measure "warm-up, ports" 16 0 "" "$ports"
measure "ports, as fast as it goes, 16 connections" 16 0 "" "$ports"
