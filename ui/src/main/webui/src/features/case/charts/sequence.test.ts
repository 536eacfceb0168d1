// @vitest-environment happy-dom
import type { TFunction } from "i18next";
import { expect, it } from "vitest";
import type { Series } from "../model";
import { cutting, rows } from "./sequence";

const t = ((key: string) => key) as unknown as TFunction;
const segment = (at: number, packet: number) => ({ t: at, dir: "client-to-server", from: 0, to: 1460, packet, retransmission: false, ttl: 128 });
const reset = (at: number, packet: number) => ({ t: at, packet, dir: "server-to-client", ttl: 64, seq: 1 });

/** A connection that was cut at packet 4 of the second file of a rotated recording. */
const rotated: Series = {
  connection: "c1", zero: { time: "2026-11-26T00:00:00Z", streamOffset: 4380, packet: 4 }, drawn: 4, total: 4,
  segments: [segment(-30, 999), segment(-20, 1000), segment(-2, 3), segment(-40, 3)],
  acks: [{ t: -2, dir: "client-to-server", ack: 1460, packet: 3, ttl: 128, duplicate: false }],
  resets: [reset(-4000, 4), reset(0, 4)],
};

it("puts the packets of several files in the order of time, and keeps equal numbers apart", () =>
  expect(rows(rotated, t).map((row) => [row.t, row.packet, row.what])).toEqual([
    [-4000, 4, "RST"], [-40, 3, "sequence.row.data"], [-30, 999, "sequence.row.data"], [-20, 1000, "sequence.row.data"], [-2, 3, "sequence.row.ack"], [0, 4, "RST"],
  ]));

it("takes the RST at the cut for the one that cut, not an equal number of another file", () => expect(cutting(rotated)?.t).toBe(0));

it("takes the first RST where none has the number of the cut", () => expect(cutting({ ...rotated, zero: { ...rotated.zero, packet: 77 } })?.t).toBe(-4000));
