import { expect, it } from "vitest";
import { addressesOf, empty, isComplete, type OwnState, titleOf } from "./model";

it.each([
  ["203.0.113.1", ["203.0.113.1"]],
  ["203.0.113.1\n2001:db8::/32", ["203.0.113.1", "2001:db8::/32"]],
  [" 203.0.113.1, 203.0.113.0/24、198.51.100.7 ", ["203.0.113.1", "203.0.113.0/24", "198.51.100.7"]],
  ["  \n", []],
])("reads addresses out of “%s”", (text, addresses) => expect(addressesOf(text)).toEqual(addresses));

const device = (name: string): OwnState => ({ ...empty("device"), fact: { kind: "device", name, vendor: null, addresses: [], note: null } });
const override = (tenantId: string | null, vendor: string | null, version: string | null = null): OwnState =>
  ({ tenantId, shared: false, fact: { kind: "override", product: null, version, vendor, gatewayAddress: null, gatewayPort: null, note: null } });

it.each([
  [empty("note"), false],
  [device("  "), false],
  [device("edge"), true],
  // An override without a tenant would be a default, and one without a difference says nothing.
  [override(null, "fortinet"), false],
  [override("t", null), false],
  [override("t", "fortinet"), true],
  [override("t", null, "12.1"), true],
])("%o is complete: %s", (state, complete) => expect(isComplete(state)).toBe(complete));

it("is named by its first line", () => {
  expect(titleOf({ kind: "note", text: "Ask Ken first\nHe knows.", verdictClass: null }, "")).toBe("Ask Ken first");
  expect(titleOf(device("FortiGate 600F").fact, "")).toBe("FortiGate 600F");
  expect(titleOf(override("t", null).fact, "Different")).toBe("Different");
});
