// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { setLanguage, time } from "../../i18n";
import { WhatChanged } from "./ChangesCard";
import type { Difference, Rejudged } from "./changes";

const AT = "2026-11-23T00:14:00Z";
const rejudged = (number: number): Rejudged => ({
  id: `a#${number}`, client: `10.20.4.31:${50_000 + number}`, server: "[2001:db8::5]:2501",
  before: { verdictClass: "middlebox-reset", confidence: 0.811 }, after: { verdictClass: "firewall-signature-reset", confidence: 0.997 },
});
const found: Difference = {
  before: { id: "1", at: "2026-11-22T00:00:00Z", rulePack: "2026-11-23.1", verdictClass: "middlebox-reset", confidence: 0.81 },
  after: { id: "2", at: AT, rulePack: "2026-12-01.1", verdictClass: "firewall-signature-reset", confidence: 0.97 },
  isVerdictChanged: true, connections: [rejudged(1)], isPartial: false,
};
const rows = () => within(screen.getByRole("grid")).getAllByRole("row").slice(1).map((row) => [...row.children].map((cell) => cell.textContent));

beforeEach(() => setLanguage("en"));
afterEach(cleanup);

it("says what the verdict was, until when, what it is, and which rule packs judged", () => {
  render(<WhatChanged found={found} />);
  expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("What changed");
  expect(screen.getByText(`The verdict was “reset by another device” until ${time(AT)}. Now it is “firewall signature reset”.`)).toBeTruthy();
  expect(screen.getByText("Rule pack 2026-11-23.1 before, 2026-12-01.1 now.")).toBeTruthy();
  expect(rows()).toEqual([["10.20.4.31:50001 → [2001:db8::5]:2501", "◆ reset by another device 81\u00a0%", "◆ firewall signature reset 99\u00a0%"]]);
});

it("says so in Japanese", () => {
  setLanguage("ja");
  render(<WhatChanged found={{ ...found, after: { ...found.after, rulePack: found.before.rulePack } }} />);
  expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("変わった点");
  expect(screen.getByText("ルールパックは同じです（2026-11-23.1）。")).toBeTruthy();
  expect(within(screen.getByRole("grid", { name: "判定が変わった接続" })).getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual(["接続", "以前", "現在"]);
});

it("does not say that the verdict changed where it stands", () => {
  render(<WhatChanged found={{ ...found, isVerdictChanged: false }} />);
  expect(screen.getByText(`The verdict on the case stands. Since ${time(AT)}, some connections are judged otherwise.`)).toBeTruthy();
  expect(screen.queryByText(/The verdict was/)).toBeNull();
});

it("shows no table where no connection is judged otherwise", () => {
  render(<WhatChanged found={{ ...found, connections: [] }} />);
  expect(screen.queryByRole("grid")).toBeNull();
});

it("shows ten connections, then all of them, and says how many there are", () => {
  render(<WhatChanged found={{ ...found, connections: Array.from({ length: 12 }, (_none, index) => rejudged(index + 1)), isPartial: true }} />);
  expect(rows().length).toBe(10);
  expect(screen.getByText("10 of 12")).toBeTruthy();
  expect(screen.getByText("More connections differ than can be listed here.")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(rows().length).toBe(12);
  expect(rows().at(-1)?.[0]).toBe("10.20.4.31:50012 → [2001:db8::5]:2501");
  expect(screen.queryByRole("button")).toBeNull();
});
