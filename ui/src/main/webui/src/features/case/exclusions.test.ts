import { expect, it } from "vitest";
import goldenEn from "../../../../../../../knowledge-service/src/test/resources/io/firewitness/knowledge/golden/gateway.en.csv?raw";
import goldenJa from "../../../../../../../knowledge-service/src/test/resources/io/firewitness/knowledge/golden/gateway.ja.csv?raw";
import { type TextTable, toCsv, toHtml, toTsv } from "../../tables/text";
import { COLUMNS, type Exclusion, exclusionTable } from "./exclusions";

const kb2140 = { title: "Veeam KB2140", url: "https://www.veeam.com/kb2140", date: "2026-11-23" };
const PRODUCTS = ["Veeam Cloud Connect", "Veeam Backup & Replication", "Veeam Agent for Microsoft Windows", "Veeam Agent for Linux"];
const gateway = (protocol: string, why: string, versions: string, separator = ", "): Exclusion =>
  ({ from: "10.20.4.31", to: "10.60.0.12", protocol, ports: "6180", why, product: PRODUCTS.join(separator), versions, source: kb2140 });
const of = (...rows: string[][]): TextTable => ({ header: ["From", "Why"], rows });

// The knowledge-service's own golden files: both write the same table, so a reader may take either.
it("writes the file that the service writes", () => {
  const words = { from: "From", to: "To", protocol: "Protocol", ports: "Ports", why: "Why", product: "Product", versions: "Versions", source: "Source" };
  const why = "Tenant data to the cloud gateway; UDP at partial failover";
  const table = exclusionTable([gateway("TCP", why, "all"), gateway("UDP", why, "all")], (column) => words[column], (source) => `${source.title} (read ${source.date})`);
  expect(toCsv(table)).toBe(goldenEn);
});

it("writes the file that the service writes, in Japanese", () => {
  const words = { from: "送信元", to: "宛先", protocol: "プロトコル", ports: "ポート", why: "理由", product: "製品", versions: "バージョン", source: "出典" };
  const why = "クラウドゲートウェイへのテナントデータ。UDPは部分フェイルオーバー時に使用";
  const table = exclusionTable([gateway("TCP", why, "すべて", "、"), gateway("UDP", why, "すべて", "、")], (column) => words[column], (source) => `${source.title}（${source.date}確認）`);
  expect(toCsv(table)).toBe(goldenJa);
});

it("names a source without a page as it is: nothing of it was read", () => {
  const table = exclusionTable([{ ...gateway("TCP", "", ""), source: { title: "Our reasoning", url: null, date: "2026-11-23" } }], (column) => column, () => "read");
  expect(table.header).toEqual([...COLUMNS]);
  expect(table.rows[0].at(-1)).toBe("Our reasoning");
});

it("quotes commas, quotes, line breaks and apostrophes as RFC 4180 does", () => {
  expect(toCsv(of(["a,b", 'say "no"'], ["one\ntwo", "it's"]))).toBe('\ufeffFrom,Why\r\n"a,b","say ""no"""\r\n"one\ntwo","it\'s"\r\n');
});

it("writes the header alone where there is no row", () => {
  expect(toCsv(of())).toBe("\ufeffFrom,Why\r\n");
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\u200b=1", "\u3000=1", "＝1", "＋1", "－1", "＠a"])("lets %j start no formula, in a file or pasted", (cell) => {
  expect(toCsv(of([cell, ""]))).toBe(`\ufeffFrom,Why\r\n"'${cell}",\r\n`);
  expect(toTsv(of([cell, ""])).split("\r\n")[1]).toBe(`'${cell.replace("\t", " ")}\t`);
  expect(toHtml(of([cell, ""]))).toContain(`<tbody><tr><td>'${cell}</td><td></td></tr></tbody>`);
});

it.each(["10.0.0.1", "2500-3300", "2001:db8::1", "a=b", "–", ""])("leaves %j as it is", (cell) => {
  expect(toCsv(of([cell, ""]))).toBe(`\ufeffFrom,Why\r\n${cell},\r\n`);
});

it("keeps a row of plain text on one line, whatever a cell holds", () => {
  expect(toTsv(of(["a\tb", "one\r\ntwo"], ["c", "d"]))).toBe("From\tWhy\r\na b\tone two\r\nc\td");
});

it("lets no cell become markup", () => {
  expect(toHtml(of(['<img src=x onerror="a()">', "R&D"]))).toBe(
    "<table><thead><tr><th>From</th><th>Why</th></tr></thead><tbody><tr><td>&lt;img src=x onerror=&quot;a()&quot;&gt;</td><td>R&amp;D</td></tr></tbody></table>");
});
