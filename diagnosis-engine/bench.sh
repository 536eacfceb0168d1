#!/usr/bin/env bash
# Measures the engine beside other readers of captures and of logs, page cache warm. Captures: all as whole processes on the same
# file in one run. Logs: see LogBench.
# usage: ./firewitness bench [MEGABYTES]     size of the capture and of the log, default 512; the temporary directory needs as
#                                            much free space and a quarter more
#        ./firewitness bench parts           nanoseconds and allocated bytes per packet, part by part (JMH)
set -euo pipefail
if [ "${1:-}" = parts ]; then
  engine=diagnosis-engine/target
  exec "$JAVA_HOME/bin/java" -cp "$engine/classes:$engine/test-classes:$(echo "$engine"/lib/*.jar "$engine"/bench-lib/*.jar | tr ' ' ':')" \
    org.openjdk.jmh.Main CapturePartsBenchmark -prof gc
fi
megabytes=${1:-512}
case "$megabytes" in *[!0-9]* | "") echo "usage: ./firewitness bench [MEGABYTES]" >&2; exit 2 ;; esac
engine=diagnosis-engine/target
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
file=$work/bench.pcap
jars=$(echo "$engine"/diagnosis-engine-*-SNAPSHOT.jar "$engine"/lib/*.jar | tr ' ' ':')

echo "writing $megabytes MiB ..." >&2
packets=$("$JAVA_HOME/bin/java" -cp "$engine/test-classes" io.firewitness.engine.bench.CaptureGenerator "$file" "$megabytes")
cat "$file" >/dev/null

# Prints seconds, packets per second and how many times faster the engine was. $1: name; then the command.
engine_seconds=
measure() {
  local name=$1 start end seconds
  shift
  start=$(date +%s.%N)
  "$@" >/dev/null 2>"$work/err" || { printf '%-44s failed: %s\n' "$name" "$(head -1 "$work/err")"; return; }
  end=$(date +%s.%N)
  seconds=$(echo "$end $start" | awk '{printf "%.3f", $1-$2}')
  engine_seconds=${engine_seconds:-$seconds}
  echo "$seconds $packets $engine_seconds" | awk -v name="$name" '{printf "%-44s %9.3f s %12.0f packets/s %9.2f x\n", name, $1, $2/$1, $1/$3}'
}

printf '%d packets, %d MiB; the last column is its time over that of the engine\n' "$packets" "$megabytes"
# Started as ./firewitness diagnose starts it, with a cache of loaded classes.
java=("$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:AOTCache="$work/engine.aot" -XX:AOTMode=auto)
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:AOTCacheOutput="$work/engine.aot" -cp "$jars" io.firewitness.engine.cli.Diagnose samples/dying-backup.pcap >/dev/null 2>&1 || true
measure "firewitness, all evidence, JSON" "${java[@]}" -cp "$jars" io.firewitness.engine.cli.Diagnose --format json "$file"
one_core=()
if command -v taskset >/dev/null && [ "$(nproc)" -gt 1 ]; then
  one_core=(taskset -c 0)
  measure "firewitness on one core" "${one_core[@]}" "${java[@]}" -cp "$jars" io.firewitness.engine.cli.Diagnose --format json "$file"
fi
measure "plain reading (cat)" cat "$file"
have() { command -v "$1" >/dev/null || { printf '%-44s not installed\n' "$1"; return 1; }; }
have capinfos && measure "capinfos -c" capinfos -c "$file"
have tcpdump && measure "tcpdump, BPF filter for RST" tcpdump -nr "$file" 'tcp[13]&4!=0'
have tcptrace && measure "tcptrace" tcptrace -n "$file"
have tshark && measure "tshark, RST filter with fields" tshark -nr "$file" -Y tcp.flags.reset==1 -T fields -e frame.number -e ip.src -e ip.ttl
for cores in "${one_core[*]}" ""; do
  $cores "$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp "$engine/classes:$engine/test-classes:$(echo "$engine"/lib/*.jar | tr ' ' ':')" \
    io.firewitness.engine.capture.CaptureBench "$file"
  [ -n "$cores" ] || break
done
rm -f "$file"

echo
"$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -cp "$engine/classes:$engine/test-classes:$(echo "$engine"/lib/*.jar | tr ' ' ':')" \
  io.firewitness.engine.bench.LogBench "$megabytes" "$work"
