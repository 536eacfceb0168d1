// Fails the build where the scripts grow over what a reader on 10 Mbit/s waits for: 350 KB (gzip) before any chart, 250 KB for charts.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BEFORE_CHARTS = 350_000;
const CHARTS = 250_000;
const [target] = process.argv.slice(2);
const page = readFileSync(join(target, "index.html"), "utf8");
const sizes = readdirSync(join(target, "assets")).filter((name) => name.endsWith(".js"))
  .map((name) => ({ isFirst: page.includes(`/assets/${name}`), bytes: gzipSync(readFileSync(join(target, "assets", name))).length }));
const sum = (isFirst) => sizes.filter((size) => size.isFirst === isFirst).reduce((total, size) => total + size.bytes, 0);
console.log(`scripts (gzip): ${Math.round(sum(true) / 1000)} KB before charts, ${Math.round(sum(false) / 1000)} KB later`);
if (sum(true) > BEFORE_CHARTS || sum(false) > CHARTS) {
  console.error(`too large: at most ${BEFORE_CHARTS / 1000} KB before charts and ${CHARTS / 1000} KB for charts`);
  process.exit(1);
}
