// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, it } from "vitest";
import { setLanguage } from "../../i18n";
import { KeptElsewhere } from "./KeptElsewhere";

beforeEach(() => setLanguage("en"));
afterEach(cleanup);

function shown(...files: { name: string; duplicateOf: { caseId: string; artifactId: string } | null }[]) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  queries.setQueryData(["artifacts", "here"], files);
  return render(<QueryClientProvider client={queries}><MemoryRouter><KeptElsewhere caseId="here" /></MemoryRouter></QueryClientProvider>);
}

it("says which files of the case are judged in another one, and leads there", () => {
  const there = { caseId: "there", artifactId: "1" };
  shown({ name: "sender.pcap", duplicateOf: there }, { name: "job.log", duplicateOf: there }, { name: "receiver.pcap", duplicateOf: null });
  expect(screen.getByText("sender.pcap, job.log", { exact: false })).toBeTruthy();
  expect(screen.getByRole("link").getAttribute("href")).toBe("/cases/there");
});

it("says nothing of a file that this case has twice", () => {
  const { container } = shown({ name: "sender.pcap", duplicateOf: { caseId: "here", artifactId: "1" } });
  expect(container.textContent).toBe("");
});
