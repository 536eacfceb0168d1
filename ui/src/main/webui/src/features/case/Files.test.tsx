// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it } from "vitest";
import { setLanguage } from "../../i18n";
import { Fate, NotUnderstood } from "./Files";
import type { Artifact, Diagnosis } from "./model";

const FILE = { id: "a1", name: "bundle.zip" } as Artifact;
const entry = (id: string, notUnderstood: number) => ({
  id, name: `bundle.zip/${id}`, log: { notUnderstood, samples: [{ line: 7, text: `words of ${id}` }] },
});
const diagnosis = (...artifacts: ReturnType<typeof entry>[]) => ({ artifacts } as unknown as Diagnosis);

afterEach(cleanup);

it("counts the lines of all logs of a bundle that were not understood, and shows the first of each", async () => {
  await setLanguage("en");
  render(<NotUnderstood artifact={FILE} diagnosis={diagnosis(entry("a1/New.log", 1200), entry("a1/Old.log", 0), entry("a10/Other.log", 5), entry("a1/Odd.log", 34))} />);
  expect(screen.getByText("Lines not understood: 1,234")).toBeDefined();
  expect(screen.getByText("7: words of a1/New.log")).toBeDefined();
  expect(screen.getByText("7: words of a1/Odd.log")).toBeDefined();
  expect(screen.queryByText(/Old|Other/)).toBeNull();
});

it("says nothing where all was understood", () => {
  const { container } = render(<NotUnderstood artifact={FILE} diagnosis={diagnosis(entry("a1/Old.log", 0))} />);
  expect(container.textContent).toBe("");
});

it("tells captures of both ends apart that have one name", async () => {
  await setLanguage("en");
  const result = (id: string, packets: number) => ({ id, name: "trace.pcap", status: "analysed", packets, lines: null, reason: null, reasonText: null });
  render(<MemoryRouter><Fate artifact={{ id: "a2", name: "trace.pcap", state: "ready", reason: null, duplicateOf: null } as Artifact} diagnosis={{ artifacts: [result("a1", 10), result("a2", 20)] } as unknown as Diagnosis} /></MemoryRouter>);
  expect(screen.getByText(/Packets: 20/)).toBeDefined();
});
