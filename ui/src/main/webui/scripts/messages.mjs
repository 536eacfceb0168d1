// What can be wrong with the portal's texts. Pure, so that it is tested; check-messages.mjs runs it over the project.

// Which, not how often: where English says "it", Japanese may name the thing again.
const placeholders = (text) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]))].sort().join(",");
// Kana, ideographs, Japanese punctuation and full-width forms. The browser sets the space beside them itself.
const JAPANESE = "[\\u3000-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uff01-\\uff60]";
const TYPED_BLANK = new RegExp(`${JAPANESE}[ \\u00a0]|[ \\u00a0]${JAPANESE}`);
const HALF_WIDTH_KANA = /[\uff61-\uff9f]/;

/** Faults of one pair of message files: texts that one language lacks, other placeholders, Japanese typing. */
export function compare(name, en, ja) {
  const faults = [];
  for (const key of new Set([...Object.keys(en), ...Object.keys(ja)])) {
    if (!(key in en)) faults.push(`${name}: "${key}" has no English text`);
    else if (!(key in ja)) faults.push(`${name}: "${key}" has no Japanese text`);
    else if (placeholders(en[key]) !== placeholders(ja[key])) faults.push(`${name}: "${key}" has other placeholders in Japanese`);
    if (TYPED_BLANK.test(ja[key] ?? "")) faults.push(`${name}: "${key}" has a blank beside Japanese`);
    if (HALF_WIDTH_KANA.test(ja[key] ?? "")) faults.push(`${name}: "${key}" has half-width kana`);
  }
  return faults;
}

/** Faults between texts and code: a text that nothing uses, a key without a text. `others` are keys that have a text elsewhere. */
export function usage(texts, others, code) {
  const faults = [];
  // A key may be put together from a prefix: t(`status.${status}`).
  const prefixes = [...code.matchAll(/`([\w.-]+\.)\$\{/g)].map((found) => found[1]);
  for (const key of Object.keys(texts)) {
    if (!code.includes(`"${key}"`) && !prefixes.some((prefix) => key.startsWith(prefix))) faults.push(`portal: nothing uses "${key}"`);
  }
  for (const call of code.matchAll(/\bt\(([^)]*)/g)) {
    // Not only t("key") but both keys of t(isShort ? "one" : "other").
    for (const found of call[1].split(",")[0].matchAll(/"([\w-]+(?:\.[\w-]+)+)"/g)) {
      if (!(found[1] in texts) && !(found[1] in others)) faults.push(`portal: "${found[1]}" is used but has no text`);
    }
  }
  return faults;
}
