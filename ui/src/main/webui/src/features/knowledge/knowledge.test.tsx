// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ageOf, day, setLanguage } from "../../i18n";
import { ErrorEntry } from "./ErrorEntry";
import type { KnownError, Source, Statement } from "./model";
import { Provenance } from "./Provenance";
import { Statements } from "./Statements";

const kb2140: Source = { id: "kb2140", title: "Veeam KB2140", url: "https://www.veeam.com/kb2140", date: "2026-11-23" };
const own: Source = { id: "firewitness", title: "Firewitness: own reasoning", url: null, date: "2026-11-20" };
const statement = (status: Statement["status"], text: string, more: Partial<Statement> = {}): Statement => ({ id: text, status, text, sources: [kb2140], ...more });
const shown = (element: React.ReactNode, at = "/") => render(<MemoryRouter initialEntries={[at]}>{element}</MemoryRouter>);

beforeEach(() => setLanguage("en"));
afterEach(cleanup);

it("shows what a statement rests on, and when that was read", () => {
  shown(<Provenance status="CONFIRMED" sources={[kb2140, own]} />);
  expect(screen.getByText("Confirmed")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Veeam KB2140" }).getAttribute("href")).toBe("https://www.veeam.com/kb2140");
  expect(screen.getByText("reviewed 2026/11/23")).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Firewitness: own reasoning" })).toBeNull();
});

it("words our own reasoning in the reader's language, as no other source", () => {
  setLanguage("ja");
  shown(<Provenance sources={[kb2140, own]} />);
  expect(screen.getByText("Firewitnessの見解")).toBeTruthy();
  expect(screen.getByText("Veeam KB2140")).toBeTruthy();
});

it("marks a source that has changed since it was read", () => {
  shown(<Provenance status="REASONED" sources={[{ ...kb2140, changed: "2026-11-25" }]} />);
  expect(screen.getByText("Our reasoning")).toBeTruthy();
  expect(screen.getByText("changed 2026/11/25")).toBeTruthy();
});

it("says nothing that was only recalled", () => {
  shown(<Statements statements={[statement("RECALLED", "from memory"), statement("CONFIRMED", "from the source")]} />);
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
  expect(screen.queryByText("from memory")).toBeNull();
});

it("leaves the parts of a command that are the reader's in angle brackets", () => {
  shown(<Statements statements={[statement("CONFIRMED", "Exempt", { command: "set src-ip {from}\nset dst-ip {to}" })]} />);
  expect(document.querySelector("code")?.textContent).toBe("set src-ip <from>\nset dst-ip <to>");
});

it("marks the statement that the address names", () => {
  shown(<Statements statements={[statement("CONFIRMED", "vbr 12.1"), statement("CONFIRMED", "vbr 12.2")]} />, "/knowledge/products#vbr%2012.1");
  expect([...document.querySelectorAll(".fw-target")].map((item) => item.id)).toEqual(["vbr 12.1"]);
});

it("puts the other language beside each statement", () => {
  shown(<Statements statements={[statement("CONFIRMED", "At random")]} beside={{ language: "ja", texts: new Map([["At random", "不規則に"]]) }} />);
  expect(screen.getByText("不規則に").getAttribute("lang")).toBe("ja");
});

it("names an error, its codes, what else it can be, and the languages of its wordings", () => {
  const error: KnownError = {
    id: "winsock-10054", name: "WSAECONNRESET", codes: ["10054", "0x2746", "WSAECONNRESET"], status: "CONFIRMED", inKb2140: true, meaning: "A reset arrived.",
    wordings: [{ language: "de", text: "Eine vorhandene Verbindung" }, { language: "zh-Hant", text: "遠端主機" }],
    alternatives: [statement("REASONED", "An idle timer"), statement("RECALLED", "a rumour")], sources: [kb2140],
  };
  shown(<ErrorEntry error={error} isLinked />);
  expect(screen.getByRole("link", { name: /WSAECONNRESET 10054 0x2746/ }).getAttribute("href")).toBe("/knowledge/errors#winsock-10054");
  expect(screen.getByText("An idle timer")).toBeTruthy();
  expect(screen.queryByText("a rumour")).toBeNull();
  const wordings = within(document.querySelector("dl") as HTMLElement);
  expect(wordings.getByText("German")).toBeTruthy();
  expect(wordings.getByText("Traditional Chinese")).toBeTruthy();
});

it.each([
  ["2026-11-26", "today"],
  ["2026-11-25", "yesterday"],
  ["2026-10-27", "30 days ago"],
  ["2026-10-20", "last month"],
  ["2026-01-20", "10 months ago"],
  ["2025-11-20", "last year"],
  ["2023-11-20", "3 years ago"],
  ["2026-11-27", "today"],
])("words the age of %s as %s", (date, words) => expect(ageOf(date, Date.parse("2026-11-26T13:00:00Z"))).toBe(words));

it("words ages and days in Japanese", () => {
  setLanguage("ja");
  expect(ageOf("2026-11-23", Date.parse("2026-11-26T13:00:00Z"))).toBe("3 日前");
  expect(day("2026-11-23")).toBe("2026/11/23");
});
