/** A table as text: what a spreadsheet, a mail or a ticket gets. */
export interface TextTable { header: string[]; rows: string[][] }

// The mark makes Excel read the file as UTF-8.
const BYTE_ORDER_MARK = "\ufeff";
// Excel and LibreOffice take these as the start of a formula, some versions after blanks and in full width too.
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;

/** Addresses and roles come out of uploaded files: a cell that would start a formula is defused, which spreadsheets read as "this is text". */
function safe(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** RFC 4180 with a byte order mark; the same bytes as the service's `?format=csv`. */
export function toCsv(table: TextTable): string {
  const quoted = (cell: string) => (/[",\r\n']/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return BYTE_ORDER_MARK + [table.header, ...table.rows].map((row) => `${row.map((cell) => quoted(safe(cell))).join(",")}\r\n`).join("");
}

/** Lines of cells with tabs between, for pasting as plain text; a tab or line break inside a cell would shift its row. */
export function toTsv(table: TextTable): string {
  return [table.header, ...table.rows].map((row) => row.map((cell) => safe(cell.replace(/[\t\r\n]+/g, " "))).join("\t")).join("\r\n");
}

/** For pasting into a mail, a ticket or a spreadsheet, which take it as a table; it also starts formulas there, so cells are defused. */
export function toHtml(table: TextTable): string {
  const row = (cells: string[], name: "th" | "td") => `<tr>${cells.map((cell) => `<${name}>${escaped(safe(cell))}</${name}>`).join("")}</tr>`;
  return `<table><thead>${row(table.header, "th")}</thead><tbody>${table.rows.map((cells) => row(cells, "td")).join("")}</tbody></table>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
