import type { TextTable } from "../../tables/text";
import { type Port, publishable } from "./model";

/** The columns that are taken along; their words are the messages `knowledge.port.*`. */
export const PORT_COLUMNS = ["from", "to", "protocol", "ports", "bulk", "products", "versions", "purpose", "status", "source"] as const;

export interface PortWords {
  column: (column: (typeof PORT_COLUMNS)[number]) => string;
  bulk: (isBulk: boolean) => string;
  product: (id: string) => string;
  versions: (port: Port) => string;
  status: (port: Port) => string;
  source: (source: Port["sources"][number]) => string;
}

/** The port matrix as text, row by row as it is shown; a source comes with its address, which text cannot link to. */
export function portTable(ports: Port[], words: PortWords): TextTable {
  return {
    header: PORT_COLUMNS.map(words.column),
    rows: publishable(ports).map((port) => [
      port.fromName, port.toName, port.protocol, port.ports, words.bulk(port.bulk), port.products.map(words.product).join(", "), words.versions(port), port.purpose,
      words.status(port), port.sources.map((source) => (source.url ? `${words.source(source)} ${source.url}` : source.title)).join("; "),
    ]),
  };
}

/** The key that words a row's bounds: both ends are included. */
export function boundsOf({ since, until }: Pick<Port, "since" | "until">): "between" | "since" | "until" | "all" {
  if (since && until) return "between";
  return since ? "since" : until ? "until" : "all";
}
