// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setLanguage } from "../../i18n";
import { Guidance } from "./Guidance";
import type { Diagnosis } from "./model";

const KB = { id: "kb2140", title: "Veeam KB2140", url: "https://www.veeam.com/kb2140", date: "2026-11-23" };
const ROW = { from: "10.0.1.10", to: "10.0.2.20", protocol: "TCP", ports: "2500-3300", why: "Backup data", product: "VBR", versions: "all", source: KB };
const step = (id: string, kind: string, title: string) => ({ id, kind, title, body: "Do it", actor: "firewall-admin", status: "CONFIRMED", sources: [KB] });
const CLOSED = {
  class: "middlebox-reset", title: "port not reachable", evidence: "closed-port", steps: [step("closed-port.port-rule", "allow", "The port rule")],
  exclusions: [], portRules: [ROW], vendorSteps: [], notes: [], captureRecipes: [],
};
const DIAGNOSIS = {
  verdict: { class: "middlebox-reset", confidence: 0.85, text: { key: "headline.closed-port.device", args: {} } }, connections: [], signatures: [], notEvaluated: [],
} as unknown as Diagnosis;

function shown(plan: object, diagnosis = DIAGNOSIS) {
  vi.stubGlobal("fetch", (address: string) => Promise.resolve(new Response(JSON.stringify(address.includes("/guidance") ? plan : { items: [], next: null, total: 0 }), { headers: { "Content-Type": "application/json" } })));
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter><Guidance diagnosis={diagnosis} caseId="c1" tenantId="t1" caseNumber="FW-2041" /></MemoryRouter>
    </QueryClientProvider>,
  );
}

beforeEach(() => setLanguage("en"));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("names a plan that the evidence chose, and the traffic to allow under no title of exclusions", async () => {
  shown(CLOSED);
  expect(await screen.findByRole("heading", { level: 2, name: "What to do: port not reachable" })).toBeTruthy();
  const rows = [...screen.getByRole("grid", { name: "Traffic to allow" }).querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows).toEqual([["10.0.1.10", "10.0.2.20", "TCP 2500-3300"]]);
  expect(screen.queryByText("Traffic to exempt")).toBeNull();
});

it("asks for product and version where ports are allowed, and for no vendor", async () => {
  shown(CLOSED);
  await screen.findByRole("heading", { level: 2, name: "What to do: port not reachable" });
  expect(screen.getByText("Backup product")).toBeTruthy();
  expect(screen.queryByText("Firewall's vendor")).toBeNull();
});

it("leaves the plan of a class under its plain title", async () => {
  shown({ ...CLOSED, title: "reset by another device", evidence: undefined, portRules: undefined, steps: [step("middlebox.isolation", "prove", "Isolation test")] });
  expect(await screen.findByRole("heading", { level: 3, name: /Isolation test/ })).toBeTruthy();
  expect(screen.getByRole("heading", { level: 2, name: "What to do" })).toBeTruthy();
});

it("names the sources of what it warns of, and what is our own reasoning", async () => {
  const own = { id: "firewitness", title: "Firewitness: own reasoning", url: "", date: "2026-11-27" };
  const blocks = { id: "fg-actions", title: "Fortinet: actions", url: "https://docs.fortinet.com/actions", date: "2026-11-20" };
  shown({ ...CLOSED, notes: [{ id: "n1", text: "Some products block an address", status: "CONFIRMED", sources: [blocks] }, { id: "n2", text: "Allow only the rows", status: "REASONED", sources: [own] }] });
  expect((await screen.findByText(/Some products block/)).textContent).toBe("Some products block an address");
  expect(screen.getByText(/Allow only the rows/).textContent).toBe("Allow only the rows Our reasoning");
  expect(screen.getByRole("link", { name: /Fortinet: actions/ }).getAttribute("href")).toBe("https://docs.fortinet.com/actions");
});
