// Fails the build on a text that one language lacks, a key that nothing uses, a blank typed beside Japanese, half-width kana.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compare, usage } from "./messages.mjs";

const engine = "../../../../diagnosis-engine/src/main/resources/io/firewitness/engine/messages";
const read = (file) => JSON.parse(readFileSync(file, "utf8"));

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : /(?<!\.test)\.tsx?$/.test(entry.name) ? [readFileSync(join(folder, entry.name), "utf8")] : []);
}

const own = { en: read("src/messages/en.json"), ja: read("src/messages/ja.json") };
const engines = { en: read(join(engine, "en.json")), ja: read(join(engine, "ja.json")) };
const faults = [...compare("portal", own.en, own.ja), ...compare("engine", engines.en, engines.ja), ...usage(own.en, engines.en, sources("src").join("\n"))];
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
