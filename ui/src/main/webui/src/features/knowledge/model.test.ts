import { expect, it } from "vitest";
import { addressOf, type Dispute, disputesOf, isBuild, mayBeBuild, publishable, queryOf, type Reviewed } from "./model";

it("shows what was read and what is marked as reasoning, never what was recalled", () => {
  const ids = publishable([{ id: "a", status: "CONFIRMED" as const }, { id: "b", status: "RECALLED" as const }, { id: "c", status: "REASONED" as const }]).map((item) => item.id);
  expect(ids).toEqual(["a", "c"]);
});

it("takes an unknown status for no foundation", () => {
  expect(publishable([{ status: "GUESSED" as never }])).toEqual([]);
});

it.each([
  [{ kind: "product", page: "vbr", id: "vbr 12.1" }, "/knowledge/products#vbr%2012.1"],
  [{ kind: "port", page: "vbr.kb2140-range", id: "vbr.kb2140-range" }, "/knowledge/ports#vbr.kb2140-range"],
  [{ kind: "error", page: "winsock-10054", id: "winsock-10054.error" }, "/knowledge/errors#winsock-10054"],
  [{ kind: "error", page: "winsock-10054", id: "winsock-10054.alternative-1" }, "/knowledge/errors#winsock-10054.alternative-1"],
  [{ kind: "vendor", page: "fortinet", id: "fortinet.log" }, "/knowledge/vendors/fortinet#fortinet.log"],
  [{ kind: "article", page: "kb2140", id: "kb2140.range" }, "/knowledge/articles/kb2140#kb2140.range"],
  [{ kind: "guidance", page: "healthy", id: "healthy.other" }, "/knowledge/advice#healthy.other"],
  [{ kind: "recipe", page: "pktmon", id: "pktmon" }, "/knowledge/advice#pktmon"],
] as const)("knows where %o stands", (statement, address) => {
  expect(addressOf(statement)).toBe(address);
});

it.each(["12.1", "12.1.2.172", "9.5.4.2866", "12.0.0.1420-P20230412", "v12.1", "12.1.2.172 ", "11.0.1.1261 P20240304"])("takes %s for a build or version", (text) => expect(isBuild(text)).toBe(true));

it.each(["", "12", "12.1.2.172.3", "10054", "port 12.1"])("does not take “%s” for one", (text) => expect(isBuild(text)).toBe(false));

it("tells each contradiction once", () => {
  const dispute = (id: string) => ({ id }) as Dispute;
  const told = (...ids: string[]) => ({ contradictions: ids.map(dispute) }) as Reviewed;
  expect(disputesOf([told("port"), told(), told("range", "port")]).map((found) => found.id)).toEqual(["port", "range"]);
});

it("asks only for what was chosen", () => {
  expect(queryOf({ product: "vbr", version: "", from: null, bulk: "true", to: undefined })).toBe("product=vbr&bulk=true");
  expect(queryOf({ q: "10054 & 分割" })).toBe("q=10054+%26+%E5%88%86%E5%89%B2");
});

it.each(["12", "11a", "9.5 U4", "Build 12.1.2.172", "１２.１"])("asks the service for the build “%s”", (text) => expect(mayBeBuild(text)).toBe(true));
it.each(["", "x", "1".repeat(101)])("does not ask for “%s”", (text) => expect(mayBeBuild(text)).toBe(false));
