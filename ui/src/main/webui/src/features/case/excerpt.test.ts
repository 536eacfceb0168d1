import { expect, it } from "vitest";
import { excerpt, isAboutPort } from "./excerpt";
import type { Connection, Diagnosis, Evidence } from "./model";

const verdict = (key: string) => ({ class: "host-abort", confidence: 0.9, statement: "said", text: { key, args: { port: "2500" } }, who: null, why: null, next: null }) as Diagnosis["verdict"];
const seen = (rule: string) => ({ id: `${rule}/1`, rule, text: { key: `evidence.${rule}.host`, args: { port: "2500" } } }) as unknown as Evidence;
const connection = (port: number, kill: Connection["kill"], ...rules: string[]) => ({
  id: `c${port}`, client: { address: "10.0.1.10", port: 50_000 }, server: { address: "10.0.2.20", port }, transport: "tcp", serviceClass: "data-mover",
  verdict: verdict("headline.closed-port.host"), kill, evidence: rules.map(seen),
}) as unknown as Connection;
const diagnosis = (key: string, ...connections: Connection[]) =>
  ({ verdict: verdict(key), connections, signatures: [{ id: "winsock-10061" }, { id: "winsock-10061" }], notEvaluated: [] }) as unknown as Diagnosis;
const CUT = { direction: "client-to-server", streamOffset: 0, packet: 7 } as const;

it("asks with what was cut, then with what never began, and leaves out the rest", () => {
  const asked = excerpt(diagnosis("headline.closed-port.host", connection(2500, null, "bulk", "closed-port"), connection(443, null, "bulk"), connection(2501, CUT, "rst-ttl")));
  expect(asked.connections.map(({ server, kill, evidence }) => [server.port, kill?.packet, evidence])).toEqual([
    [2501, 7, undefined],
    [2500, undefined, [{ rule: "closed-port", text: { key: "evidence.closed-port.host" } }]],
  ]);
  expect(asked.verdict.text).toEqual({ key: "headline.closed-port.host" });
  expect(asked.connections[1].verdict.text).toEqual({ key: "headline.closed-port.host" });
  expect(asked.signatures).toEqual([{ id: "winsock-10061" }]);
});

it("keeps what was cut where there is more than may be asked with", () => {
  const closed = Array.from({ length: 250 }, (_, index) => connection(2500 + index, null, "closed-port"));
  const asked = excerpt(diagnosis("verdict.host-abort.high", ...closed, connection(6180, CUT)));
  expect(asked.connections).toHaveLength(200);
  expect(asked.connections[0].server.port).toBe(6180);
});

it("knows a case that is about a port by its own sentence", () => {
  expect(isAboutPort(diagnosis("headline.closed-port.silent"))).toBe(true);
  expect(isAboutPort(diagnosis("verdict.host-abort.high", connection(2500, null, "closed-port")))).toBe(false);
});
