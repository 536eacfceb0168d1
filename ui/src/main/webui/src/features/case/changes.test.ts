import { expect, it } from "vitest";
import type { VerdictClass } from "../cases/model";
import { type ChangedConnection, type Changes, difference, type Judgement } from "./changes";

const judgement = (verdictClass: VerdictClass | null, rulePack = "2026-11-23.1"): Judgement => ({ id: rulePack, at: "2026-11-23T00:14:00Z", rulePack, verdictClass, confidence: 0.9 });
const opinion = (verdictClass: VerdictClass | null) => (verdictClass === null ? null : { verdictClass, confidence: 0.8 });
const connection = (id: string, before: VerdictClass | null, after: VerdictClass | null): ChangedConnection =>
  ({ id, client: "10.20.4.31:50123", server: "10.60.0.12:2501", before: opinion(before), after: opinion(after) });
const changes = (before: Judgement | null, after: Judgement | null, ...connections: ChangedConnection[]): Changes => ({ before, after, changedConnections: connections.length, connections });

it("tells of a verdict that changed, with no connection at all", () => {
  const [before, after] = [judgement("insufficient"), judgement("host-abort")];
  expect(difference(changes(before, after))).toEqual({ before, after, isVerdictChanged: true, connections: [], isPartial: false });
});

it("tells of a connection that changed under a verdict that stands", () => {
  const rejudged = connection("a#1", "middlebox-reset", "host-abort");
  const found = difference(changes(judgement("host-abort"), judgement("host-abort"), rejudged));
  expect(found?.isVerdictChanged).toBe(false);
  expect(found?.connections).toEqual([rejudged]);
});

it("tells nothing where connections only came or went with their file", () => {
  expect(difference(changes(judgement("healthy"), judgement("healthy"), connection("a#1", null, "healthy"), connection("b#1", "healthy", null)))).toBeNull();
});

it("lists no connection that came or went among those judged otherwise", () => {
  const found = difference(changes(judgement("healthy"), judgement("host-abort"), connection("a#1", null, "host-abort"), connection("b#1", "healthy", "host-abort"), connection("c#1", "healthy", null)));
  expect(found?.connections.map((entry) => entry.id)).toEqual(["b#1"]);
});

it("tells nothing where only the rule pack or the certainty differs", () => {
  expect(difference(changes({ ...judgement("healthy"), confidence: 0.7 }, judgement("healthy", "2026-12-01.1"), connection("a#1", "healthy", "healthy")))).toBeNull();
});

it("claims no change against a class that was not kept", () => {
  expect(difference(changes(judgement(null), judgement("healthy")))).toBeNull();
});

it.each([[null, judgement("healthy")], [judgement("healthy"), null], [null, null]])("tells nothing where one side is missing", (before, after) => {
  expect(difference(changes(before, after))).toBeNull();
});

it("knows that the service did not list everything", () => {
  const partial = { ...changes(judgement("healthy"), judgement("healthy"), connection("a#1", "healthy", "host-abort")), changedConnections: 201 };
  expect(difference(partial)?.isPartial).toBe(true);
});
