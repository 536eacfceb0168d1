import { expect, it } from "vitest";
import { builtIn, earlier, type Packs } from "./model";

const pack = (version: string, keyId: string | null) => ({ version, keyId, importedAt: null, importedBy: null, isCurrent: false });
const chosen = (version: string | null) => ({ version, chosenAt: "2026-11-26T13:00:00Z", chosenBy: "Pat" });
const packs = (current: string, ...history: (string | null)[]): Packs =>
  ({ current, items: [pack("2026-11-23.1", null), pack("2026-12-01.1", "ops"), pack("2026-12-02.1", "ops")], history: history.map(chosen) });

it("knows the built-in pack by its missing key", () => expect(builtIn(packs("2026-12-01.1"))).toBe("2026-11-23.1"));

it.each([
  ["nothing was ever chosen", packs("2026-11-23.1"), null],
  ["the first choice goes back to the built-in pack", packs("2026-12-01.1", "2026-12-01.1"), "2026-11-23.1"],
  ["a later one to the one before", packs("2026-12-02.1", "2026-12-02.1", "2026-12-01.1"), "2026-12-01.1"],
  ["one rolled back to where it was", packs("2026-11-23.1", null, "2026-12-01.1"), "2026-12-01.1"],
  ["the same pack chosen twice has no earlier one", packs("2026-12-01.1", "2026-12-01.1", "2026-12-01.1"), null],
] as const)("%s", (_name, overview, version) => expect(earlier(overview)).toBe(version));
