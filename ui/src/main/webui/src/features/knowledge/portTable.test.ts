import { expect, it } from "vitest";
import type { Port } from "./model";
import { boundsOf, portTable, type PortWords } from "./portTable";

const kb2140 = { id: "kb2140", title: "Veeam KB2140", url: "https://www.veeam.com/kb2140", date: "2026-11-23" };
const gateway: Port = {
  id: "vcc.kb2140-gateway", status: "CONFIRMED", products: ["vcc"], from: "tenant-backup-server", fromName: "Tenant's backup server", to: "cloud-gateway", toName: "Cloud gateway",
  protocol: "TCP + UDP", ports: "6180", bulk: true, purpose: "Tenant data", sources: [kb2140, { ...kb2140, id: "own", title: "Firewitness", url: null }],
};
const words: PortWords = {
  column: (column) => column.toUpperCase(), bulk: (isBulk) => (isBulk ? "bulk" : "–"), product: (id) => id.toUpperCase(), versions: boundsOf,
  status: (port) => port.status.toLowerCase(), source: ({ title, date }) => `${title} (read ${date})`,
};

it("writes every column of a row, sources with their address", () => {
  expect(portTable([gateway], words)).toEqual({
    header: ["FROM", "TO", "PROTOCOL", "PORTS", "BULK", "PRODUCTS", "VERSIONS", "PURPOSE", "STATUS", "SOURCE"],
    rows: [["Tenant's backup server", "Cloud gateway", "TCP + UDP", "6180", "bulk", "VCC", "all", "Tenant data", "confirmed", "Veeam KB2140 (read 2026-11-23) https://www.veeam.com/kb2140; Firewitness"]],
  });
});

it("takes nothing along that nobody has read", () => {
  expect(portTable([{ ...gateway, status: "RECALLED" }], words).rows).toEqual([]);
});

it.each([
  [{}, "all"],
  [{ since: "13" }, "since"],
  [{ until: "9.5" }, "until"],
  [{ since: "10", until: "12.3" }, "between"],
] as const)("words the bounds %o as %s", (bounds, key) => expect(boundsOf(bounds)).toBe(key));
