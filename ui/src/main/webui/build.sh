#!/usr/bin/env bash
# Builds the React application into $1/webui. Does nothing where neither sources, messages nor dependencies changed.
set -euo pipefail
target=$1
messages=../../../../diagnosis-engine/src/main/resources/io/firewitness/engine/messages
mkdir -p "$target"
fingerprint() { cat "$@" | sha256sum | cut -d' ' -f1; }
lock=$(fingerprint package-lock.json)
if [ ! -d node_modules ] || [ "$(cat node_modules/.lock-fingerprint 2>/dev/null)" != "$lock" ]; then
  npm ci --no-progress --no-audit --no-fund
  echo "$lock" > node_modules/.lock-fingerprint
fi
sources=$(find src public scripts index.html package.json package-lock.json tsconfig.json vite.config.ts "$messages" -type f 2>/dev/null | LC_ALL=C sort)
state=$(fingerprint $sources)
if [ "$(cat "$target/webui.fingerprint" 2>/dev/null)" = "$state" ] && [ -f "$target/webui/index.html" ]; then
  exit 0
fi
npm run --silent build -- --outDir "$target/webui" --emptyOutDir
node scripts/check-size.mjs "$target/webui"
echo "$state" > "$target/webui.fingerprint"
