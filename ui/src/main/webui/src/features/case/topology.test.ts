import { beforeEach, expect, it } from "vitest";
import { asked, fromQuery, isAddress, remember, remembered, toQuery, type Topology, UNKNOWN } from "./topology";

/** The browser's storage keeps texts by key; so does this one. */
class Kept extends Map<string, string> {
  getItem(key: string) { return this.get(key) ?? null; }
  setItem(key: string, text: string) { this.set(key, text); }
}
const proxy = { address: "10.20.4.31", role: "tenant-proxy", behind: "203.0.113.7" };
const fortinet: Topology = { vendor: "fortinet", product: "vcc", version: "12.3", addresses: [proxy] };
let storage: Storage;
beforeEach(() => { storage = new Kept() as unknown as Storage; });

it("remembers the choice of each case", () => {
  remember("a", fortinet, storage);
  remember("b", { ...UNKNOWN, vendor: "sophos" }, storage);
  expect(remembered("a", storage)).toEqual(fortinet);
  expect(remembered("b", storage)).toEqual({ ...UNKNOWN, vendor: "sophos" });
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
  expect(fromQuery(new URLSearchParams("vendor=fortinet"), UNKNOWN)).toEqual({ ...UNKNOWN, vendor: "fortinet" });
  expect(fromQuery(new URLSearchParams("packet=7"), fortinet)).toBeNull();
  // Hosts stand in no link, so they come from what this browser keeps.
  expect(fromQuery(new URLSearchParams("vendor=sophos"), fortinet)).toEqual({ ...UNKNOWN, vendor: "sophos", addresses: [proxy] });
  // A version belongs to a product.
  expect(fromQuery(new URLSearchParams("vendor=fortinet&version=13"), UNKNOWN)).toEqual({ ...UNKNOWN, vendor: "fortinet" });
});

it("changes only its own part of the address", () => {
  expect(toQuery({ ...UNKNOWN, product: "vbr" }, new URLSearchParams("packet=7&vendor=sophos")).toString()).toBe("packet=7&product=vbr");
});

it("asks only with what is known", () => {
  expect(asked({ ...UNKNOWN, product: "vcc" }, true)).toEqual({ product: "vcc" });
  expect(asked(UNKNOWN, true)).toEqual({});
});

it("asks without ports and vendors where nothing is exempted", () => {
  expect(asked(fortinet, false)).toEqual({ addresses: [proxy] });
});

it("asks only with addresses that are whole", () => {
  const addresses = [proxy, { address: "203.0.113.7", role: "firewall", vendor: "fortinet" }, { address: "10.0.0.1", role: "" }, { address: "gw.example", role: "firewall" },
    { address: "10.0.0.2", role: "repository", vendor: "fortinet", behind: "10.1" }];
  expect(asked({ ...UNKNOWN, addresses }, true)).toEqual({ addresses: [proxy, addresses[1], { address: "10.0.0.2", role: "repository" }] });
});

it("keeps what an older portal kept", () => {
  storage.setItem("firewitness.topology", '[["a",{"vendor":"fortinet","product":null,"version":null}]]');
  expect(remembered("a", storage)).toEqual({ ...UNKNOWN, vendor: "fortinet" });
});

it.each(["10.20.4.31", "0.0.0.0", "255.255.255.255", "2001:db8::1", "::1", "::ffff:10.0.0.1"])("takes %s for an address", (text) => expect(isAddress(text)).toBe(true));
it.each(["", "10.1", "10.0.0.256", "010.0.0.1", "10.0.0.0/8", "fe80::1%eth0", "gw.example", ":::", "10.0.0.1 ", "[::1]"])("takes “%s” for none", (text) => expect(isAddress(text)).toBe(false));
