// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { setLanguage } from "../../i18n";
import { EvidenceList } from "./EvidenceList";
import type { Diagnosis } from "./model";

afterEach(cleanup);

it("draws no bar for what is told but not weighed, in the tone of the verdict", async () => {
  await setLanguage("en");
  const ending = { id: "e1", rule: "ending", ruleVersion: 1, for: "healthy", logOdds: 0, packets: [7], lines: [], statement: "Both sides finished in the usual way", text: null, reproduce: null };
  const { container } = render(<EvidenceList diagnosis={{ verdict: { class: "healthy" }, artifacts: [{ id: "a1", name: "a.pcap" }], evidence: [ending], connections: [], transfers: [] } as unknown as Diagnosis} />);
  expect(screen.getByText("not weighed")).toBeTruthy();
  expect(container.querySelector("meter")).toBeNull();
  expect(container.querySelector(".fw-evidence")?.className).toContain("fw-class-healthy");
});
