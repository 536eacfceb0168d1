import { expect, it } from "vitest";
import { type Connection, type Diagnosis, type Evidence, leading, weighed } from "./model";

const connection = (id: string, verdict: string, confidence: number) => ({ id, verdict: { class: verdict, confidence } }) as unknown as Connection;

it("leads with the surest connection of the case's own class", () => {
  const diagnosis = {
    verdict: { class: "host-abort" },
    connections: [connection("a", "healthy", 0.99), connection("b", "host-abort", 0.9), connection("c", "host-abort", 0.97)],
  } as unknown as Diagnosis;
  expect(leading(diagnosis)?.id).toBe("c");
});

it("has nothing to lead with where there is no connection", () => {
  expect(leading({ verdict: { class: "insufficient" }, connections: [] } as unknown as Diagnosis)).toBeUndefined();
});

it("puts evidence about the verdict before evidence about other classes, the weightiest first, whichever way it speaks", () => {
  const evidence = [["healthy", -3], ["host-abort", 0.3], ["host-abort", -2], ["healthy", 1]]
    .map(([about, logOdds], index) => ({ id: String(index), for: about, logOdds }) as Evidence);
  expect(weighed(evidence, "host-abort").map((item) => item.logOdds)).toEqual([-2, 0.3, -3, 1]);
});
