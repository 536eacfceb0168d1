// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import { setLanguage } from "../../i18n";
import { AdvicePage } from "./AdvicePage";

const said = (page: string, id: string, title: string, order: number) => ({
  kind: "guidance", page, id, title, text: `Text of ${id}`, status: "REASONED", reviewed: "2026-11-27", order, sourceChanged: false, contradictions: [],
  references: [{ id: "firewitness", title: "Firewitness: own reasoning", url: null, date: "2026-11-23" }],
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("shows the plan that the evidence chooses after those of the classes, under its own title", async () => {
  setLanguage("en");
  const items = [
    said("closed-port", "closed-port.no-exclusion", "port not reachable", 2),
    said("closed-port", "closed-port.near", "port not reachable: Try from the same network", 1),
    said("host-abort", "host.verify", "closed by the host: Verify", 3),
  ];
  vi.stubGlobal("fetch", (address: string) => Promise.resolve(
    new Response(JSON.stringify({ items: address.includes("kind=guidance") ? items : [], next: null, total: 0, knowledgeVersion: "1" }), { headers: { "Content-Type": "application/json" } }),
  ));
  render(<QueryClientProvider client={new QueryClient()}><MemoryRouter><AdvicePage /></MemoryRouter></QueryClientProvider>);
  const heading = await screen.findByRole("heading", { level: 3, name: "port not reachable" });
  expect(screen.getAllByRole("heading", { level: 3 }).map(({ textContent }) => textContent).slice(0, 2)).toEqual(["closed by the host", "port not reachable"]);
  const statements = within(heading.closest("section")!).getAllByRole("listitem");
  expect(statements.map(({ id }) => id)).toEqual(["closed-port.near", "closed-port.no-exclusion"]);
  expect(within(statements[0]).getByRole("heading", { level: 4 }).textContent).toBe("Try from the same network");
  expect(within(statements[1]).queryByRole("heading")).toBeNull();
});
