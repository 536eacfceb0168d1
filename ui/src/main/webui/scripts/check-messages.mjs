// Fails the build on a key or placeholder that one language lacks, on a key that nothing uses, and on a blank typed
// beside Japanese (the browser sets that space itself).
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const engine = "../../../../diagnosis-engine/src/main/resources/io/firewitness/engine/messages";
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort().join(",");
const faults = [];

function compare(name, en, ja) {
  for (const key of new Set([...Object.keys(en), ...Object.keys(ja)])) {
    if (!(key in en)) faults.push(`${name}: "${key}" has no English text`);
    else if (!(key in ja)) faults.push(`${name}: "${key}" has no Japanese text`);
    else if (placeholders(en[key]) !== placeholders(ja[key])) faults.push(`${name}: "${key}" has other placeholders in Japanese`);
    if (/[\u3040-\u30ff\u4e00-\u9fff] |[ ][\u3040-\u30ff\u4e00-\u9fff]/.test(ja[key] ?? "")) faults.push(`${name}: "${key}" has a blank beside Japanese`);
  }
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : /\.tsx?$/.test(entry.name) ? [readFileSync(join(folder, entry.name), "utf8")] : []);
}

const own = { en: read("src/messages/en.json"), ja: read("src/messages/ja.json") };
compare("portal", own.en, own.ja);
compare("engine", read(join(engine, "en.json")), read(join(engine, "ja.json")));

const code = sources("src").join("\n");
// A key may be put together from a prefix: t(`status.${status}`).
const prefixes = [...code.matchAll(/`([\w.-]+\.)\$\{/g)].map((found) => found[1]);
for (const key of Object.keys(own.en)) {
  if (!code.includes(`"${key}"`) && !prefixes.some((prefix) => key.startsWith(prefix))) faults.push(`portal: nothing uses "${key}"`);
}
for (const found of code.matchAll(/\bt\("([\w.-]+)"/g)) {
  if (!(found[1] in own.en)) faults.push(`portal: "${found[1]}" is used but has no text`);
}
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
