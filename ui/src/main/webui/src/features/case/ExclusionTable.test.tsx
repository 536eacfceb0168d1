// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setLanguage } from "../../i18n";
import { ExclusionTable } from "./ExclusionTable";
import type { Exclusion } from "./exclusions";

const ROW: Exclusion = {
  from: "10.20.4.31", to: "10.60.0.12", protocol: "TCP", ports: "2500-3300", why: "Backup data", product: "VBR", versions: "all",
  source: { title: "Veeam KB2140", url: "https://www.veeam.com/kb2140", date: "2026-11-23" },
};
/** What the browser's clipboard was given, by type. */
let clipboard: Record<string, string>;

/** The browser's own clipboard stands outside of what we build; here it is one that keeps, or one that refuses. */
function browserClipboard(write: (items: ClipboardItem[]) => Promise<void>) {
  vi.stubGlobal("ClipboardItem", class { constructor(readonly forms: Record<string, Blob>) {} });
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: { write } });
}

beforeEach(() => {
  clipboard = {};
  browserClipboard(async ([item]) => {
    for (const [type, form] of Object.entries((item as unknown as { forms: Record<string, Blob> }).forms)) clipboard[type] = await form.text();
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("shows ends and ports of each row", () => {
  setLanguage("en");
  render(<ExclusionTable exclusions={[ROW, { ...ROW, protocol: "UDP", ports: "6180" }]} caseNumber="FW-2041" />);
  const cells = within(screen.getByRole("grid", { name: "Traffic to exempt" })).getAllByRole("row").map((row) => [...row.children].map((cell) => cell.textContent));
  expect(cells).toEqual([["From", "To", "Ports"], ["10.20.4.31", "10.60.0.12", "TCP 2500-3300"], ["10.20.4.31", "10.60.0.12", "UDP 6180"]]);
});

it("copies every column as a table and as plain text, and says so", async () => {
  setLanguage("en");
  render(<ExclusionTable exclusions={[ROW]} caseNumber="FW-2041" />);
  fireEvent.click(screen.getByRole("button", { name: "Copy as table" }));
  expect(await screen.findByText("Copied")).toBe(screen.getByRole("status"));
  const read = "Veeam KB2140 (read 2026-11-23) https://www.veeam.com/kb2140";
  expect(clipboard).toEqual({
    "text/html": "<table><thead><tr><th>From</th><th>To</th><th>Protocol</th><th>Ports</th><th>Why</th><th>Product</th><th>Versions</th><th>Source</th></tr></thead>"
      + `<tbody><tr><td>10.20.4.31</td><td>10.60.0.12</td><td>TCP</td><td>2500-3300</td><td>Backup data</td><td>VBR</td><td>all</td><td>${read}</td></tr></tbody></table>`,
    "text/plain": `From\tTo\tProtocol\tPorts\tWhy\tProduct\tVersions\tSource\r\n10.20.4.31\t10.60.0.12\tTCP\t2500-3300\tBackup data\tVBR\tall\t${read}`,
  });
});

it("copies in the reader's language", async () => {
  setLanguage("ja");
  render(<ExclusionTable exclusions={[ROW]} caseNumber="FW-2041" />);
  fireEvent.click(screen.getByRole("button", { name: "表としてコピー" }));
  await screen.findByText("コピーしました");
  expect(clipboard["text/plain"]).toBe("送信元\t宛先\tプロトコル\tポート\t理由\t製品\tバージョン\t出典\r\n"
    + "10.20.4.31\t10.60.0.12\tTCP\t2500-3300\tBackup data\tVBR\tall\tVeeam KB2140（2026-11-23確認） https://www.veeam.com/kb2140");
});

it("says what to do where the browser lets nothing be copied", async () => {
  setLanguage("en");
  browserClipboard(() => Promise.reject(new DOMException("denied", "NotAllowedError")));
  render(<ExclusionTable exclusions={[ROW]} caseNumber="FW-2041" />);
  fireEvent.click(screen.getByRole("button", { name: "Copy as table" }));
  expect(await screen.findByText("The browser does not allow copying here. Take the CSV file.")).toBe(screen.getByRole("status"));
  expect(clipboard).toEqual({});
});

it("says the same where the browser has no clipboard at all", async () => {
  setLanguage("en");
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined });
  render(<ExclusionTable exclusions={[ROW]} caseNumber="FW-2041" />);
  fireEvent.click(screen.getByRole("button", { name: "Copy as table" }));
  await screen.findByText("The browser does not allow copying here. Take the CSV file.");
});

it("saves a file that is named after the case", async () => {
  setLanguage("en");
  const saved: Blob[] = [];
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => (saved.push(blob as Blob), "blob:one"));
  const names: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) { names.push(this.download); });
  render(<ExclusionTable exclusions={[ROW]} caseNumber="FW-2041" />);
  fireEvent.click(screen.getByRole("button", { name: "Download as CSV" }));
  expect(names).toEqual(["firewitness-exclusions-FW-2041.csv"]);
  expect(saved.map((blob) => blob.type)).toEqual(["text/csv"]);
  expect([...new Uint8Array(await saved[0].arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
});
