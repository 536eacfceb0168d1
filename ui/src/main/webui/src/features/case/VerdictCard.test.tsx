// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { setLanguage } from "../../i18n";
import type { Connection, Diagnosis } from "./model";
import { VerdictCard } from "./VerdictCard";

const node = (role: string, address: string | null) => ({ role, address, hopsFromClient: role === "client" ? 0 : 1, hopsFromServer: role === "server" ? 0 : 5, basis: null, confidence: 0.9 });
const diagnosis = (who: string, verdictClass: "healthy" | "insufficient" | "middlebox-reset") => ({
  verdict: { class: verdictClass, confidence: 0.95, statement: "It is so.", text: { key: "" }, who: { value: who, confidence: 0.95, band: "high", evidence: [] }, why: null, next: null },
  artifacts: [], transfers: [], path: { nodes: [node("client", "10.20.0.17"), node("device", null), node("server", "10.60.0.13")], startTtlAssumed: true },
}) as unknown as Diagnosis;

beforeEach(() => setLanguage("en"));
afterEach(cleanup);

it("draws the box where the verdict says that a device cut", () => {
  render(<VerdictCard diagnosis={diagnosis("device-in-path", "middlebox-reset")} lead={{} as Connection} isSoFar={false} />);
  expect(screen.getByText("the box")).toBeTruthy();
  expect(screen.getByText("One hop from 10.20.0.17.")).toBeTruthy();
});

it("draws no box into a verdict that blames nobody, though another connection has met one", () => {
  render(<VerdictCard diagnosis={diagnosis("nobody", "healthy")} lead={{} as Connection} isSoFar={false} />);
  expect(screen.getByRole("img", { name: "client 10.20.0.17 – server 10.60.0.13" })).toBeTruthy();
  expect(screen.queryByText("the box")).toBeNull();
  expect(screen.queryByText(/One hop from/)).toBeNull();
});

it("draws what cannot be told as open, however sure it is that it cannot", () => {
  const { container } = render(<VerdictCard diagnosis={diagnosis("unknown", "insufficient")} isSoFar={false} />);
  expect(container.querySelector(".fw-verdict")?.className).toContain("fw-drawn-open");
});

it("takes a round trip for a proof only beside a cut, and byte 0 for no place", () => {
  const quiet = { kill: null, ttl: null, rttMs: { min: 3.7 } } as unknown as Connection;
  const { container, rerender } = render(<VerdictCard diagnosis={diagnosis("nobody", "healthy")} lead={quiet} isSoFar={false} />);
  expect(container.querySelector(".fw-tiles")).toBeNull();
  rerender(<VerdictCard diagnosis={diagnosis("device-in-path", "middlebox-reset")} lead={{ ...quiet, kill: { direction: "client-to-server", streamOffset: 0, packet: 7 } } as Connection} isSoFar={false} />);
  expect([...container.querySelectorAll(".fw-tiles strong")].map((tile) => tile.textContent)).toEqual(["3.7 ms"]);
});
