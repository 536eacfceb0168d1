// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setLanguage } from "../../i18n";
import { ConnectionTable } from "./ConnectionTable";
import type { Connection, Diagnosis } from "./model";

// Answers as the service gives them: the same address, other connections after another diagnosis.
const connection = (verdict: string, confidence: number, isCut: boolean) => ({
  id: "a#1", artifact: "prx01.pcapng", client: { address: "10.20.4.31", port: 50123 }, server: { address: "10.60.0.12", port: 2501 }, serviceClass: "data-mover",
  payloadBytes: { clientToServer: 176_400, serverToClient: 35 }, verdict: { class: verdict, confidence }, kill: isCut ? { packet: 1234 } : null,
}) as unknown as Connection;
const diagnosis = { connections: [connection("middlebox-reset", 0.8, true)], counts: { byClass: { "middlebox-reset": 1 } } } as unknown as Diagnosis;
let answer: Connection;
const asked: string[] = [];

beforeEach(() => {
  setLanguage("en");
  asked.length = 0;
  vi.stubGlobal("fetch", (address: string) => { asked.push(address); return Promise.resolve(new Response(JSON.stringify({ items: [answer], next: null, total: 1 }))); });
});
afterEach(() => { cleanup(); vi.unstubAllGlobals(); });

const page = (queries: QueryClient, judgedAt: string, address = "/cases/1") => (
  <MemoryRouter initialEntries={[address]}><QueryClientProvider client={queries}><ConnectionTable caseId="1" judgedAt={judgedAt} diagnosis={diagnosis} /></QueryClientProvider></MemoryRouter>
);

it("shows the connections of the newest diagnosis, though their number has not changed", async () => {
  const queries = new QueryClient();
  answer = connection("middlebox-reset", 0.8, true);
  const shown = render(page(queries, "2026-11-23T00:14:00Z"));
  expect(await screen.findByText(/reset by another device/)).toBeTruthy();
  answer = connection("firewall-signature-reset", 0.97, true);
  shown.rerender(page(queries, "2026-11-23T09:14:00Z"));
  expect(await screen.findByText(/firewall signature reset/)).toBeTruthy();
  expect(screen.queryByText(/reset by another device/)).toBeNull();
});

it("asks the service for what the address says, and leads to each cut", async () => {
  answer = connection("middlebox-reset", 0.8, true);
  render(page(new QueryClient(), "1", "/cases/1?outcome=middlebox-reset&find=10.20"));
  const link = await screen.findByRole("link", { name: "Show the cut of 10.20.4.31:50123" });
  expect(link.getAttribute("href")).toBe("/cases/1?outcome=middlebox-reset&find=10.20&connection=a%231#evidence");
  expect(asked).toEqual(["/api/analysis/v1/cases/1/diagnosis/connections?limit=20&class=middlebox-reset&q=10.20"]);
});

it("says no certainty of what it cannot tell, and leads nowhere where nothing was cut", async () => {
  answer = connection("insufficient", 0.7, false);
  render(page(new QueryClient(), "1"));
  const row = within(await screen.findByRole("grid")).getAllByRole("row")[1];
  expect([...row.children].map((cell) => cell.textContent)).toEqual(["10.20.4.31:50123 → 10.60.0.12:2501", "data-mover", "176.4 kB / 35 bytes", "? cannot tell "]);
  expect(screen.queryByRole("link")).toBeNull();
});
