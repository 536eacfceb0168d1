import { beforeEach, expect, it } from "vitest";
import { asked, fromQuery, remember, remembered, toQuery, type Topology, UNKNOWN } from "./topology";

/** The browser's storage keeps texts by key; so does this one. */
class Kept extends Map<string, string> {
  getItem(key: string) { return this.get(key) ?? null; }
  setItem(key: string, text: string) { this.set(key, text); }
}
const fortinet: Topology = { vendor: "fortinet", product: "vcc", version: "12.3" };
let storage: Storage;
beforeEach(() => { storage = new Kept() as unknown as Storage; });

it("remembers the choice of each case", () => {
  remember("a", fortinet, storage);
  remember("b", { ...UNKNOWN, vendor: "sophos" }, storage);
  expect(remembered("a", storage)).toEqual(fortinet);
  expect(remembered("b", storage)).toEqual({ vendor: "sophos", product: null, version: null });
  expect(remembered("c", storage)).toEqual(UNKNOWN);
});

it("forgets a choice that was taken back", () => {
  remember("a", fortinet, storage);
  remember("a", UNKNOWN, storage);
  expect(remembered("a", storage)).toEqual(UNKNOWN);
  expect(storage.getItem("firewitness.topology")).toBe("[]");
});

it("keeps the latest hundred cases", () => {
  for (let number = 0; number < 101; number++) remember(`case ${number}`, fortinet, storage);
  expect(remembered("case 0", storage)).toEqual(UNKNOWN);
  expect(remembered("case 1", storage)).toEqual(fortinet);
  expect(remembered("case 100", storage)).toEqual(fortinet);
});

it.each(["", "{", "null", '{"a":1}', "[1,[2],null]"])("takes a storage that holds “%s” for empty", (text) => {
  storage.setItem("firewitness.topology", text);
  expect(remembered("a", storage)).toEqual(UNKNOWN);
  remember("a", fortinet, storage);
  expect(remembered("a", storage)).toEqual(fortinet);
});

it("reads the address, and says where it is silent", () => {
  expect(fromQuery(new URLSearchParams("vendor=fortinet"))).toEqual({ vendor: "fortinet", product: null, version: null });
  expect(fromQuery(new URLSearchParams("packet=7"))).toBeNull();
  // A version belongs to a product.
  expect(fromQuery(new URLSearchParams("vendor=fortinet&version=13"))).toEqual({ vendor: "fortinet", product: null, version: null });
});

it("changes only its own part of the address", () => {
  expect(toQuery({ ...UNKNOWN, product: "vbr" }, new URLSearchParams("packet=7&vendor=sophos")).toString()).toBe("packet=7&product=vbr");
});

it("asks only with what is known", () => {
  expect(asked({ ...UNKNOWN, product: "vcc" })).toEqual({ product: "vcc" });
  expect(asked(UNKNOWN)).toEqual({});
});
