import type { TextTable } from "../../tables/text";

/** What backs a statement of the knowledge-service; `date` is the day of its last review. */
export interface Source { id?: string; title: string; url: string | null; date: string }

/** Traffic to exempt, as the knowledge-service gives it: one row of its plan, in the language that was asked for. */
export interface Exclusion {
  from: string;
  /** What the reader knows the address to be, in words; absent for unknown. */
  fromRole?: string;
  to: string;
  toRole?: string;
  protocol: string;
  ports: string;
  why: string;
  product: string;
  versions: string;
  source: Source;
}

/** Whether the provider's own entry is the reason for something, and no published statement. */
export const isOwn = (source: Source) => source.id === "own";

/** Words of a row's source where it has a page that was read: takes the place of `{title}` and `{date}`. */
export type ReadWords = (source: Source) => string;

/** The columns of the service's own CSV, in its order; their words are the messages `guidance.*`. */
export const COLUMNS = ["from", "to", "protocol", "ports", "why", "product", "versions", "source"] as const;

/** All that a row says, as text: what a spreadsheet or a ticket gets, more than fits the panel. */
export function exclusionTable(exclusions: Exclusion[], words: (column: (typeof COLUMNS)[number]) => string, read: ReadWords): TextTable {
  const source = (of: Source) => (of.url ? `${read(of)} ${of.url}` : of.title);
  return {
    header: COLUMNS.map(words),
    rows: exclusions.map((row) => [row.from, row.to, row.protocol, row.ports, row.why, row.product, row.versions, source(row.source)]),
  };
}
