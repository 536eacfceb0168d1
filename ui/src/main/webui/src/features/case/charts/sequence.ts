import type { TFunction } from "i18next";
import { number } from "../../../i18n";
import type { Series } from "../model";

const ROWS_AROUND_CUT = 120;

/** The RST that ended the connection. In a rotated recording packets are counted in each file anew, so of equal numbers the one at the cut counts. */
export function cutting(data: Series): Series["resets"][number] | undefined {
  const byTime = [...data.resets].sort((left, right) => Math.abs(left.t) - Math.abs(right.t));
  return byTime.find((reset) => reset.packet === data.zero.packet) ?? data.resets[0];
}

/** The packets around the cut in the order of time. One that carries data and acknowledges is one row; equal numbers of two files are two. */
export function rows(data: Series, t: TFunction) {
  const all = [
    ...data.segments.map((segment) => ({ packet: segment.packet, t: segment.t, ttl: segment.ttl, what: t(segment.retransmission ? "sequence.row.again" : "sequence.row.data", { from: number(segment.from), to: number(segment.to) }) })),
    ...data.acks.map((ack) => ({ packet: ack.packet, t: ack.t, ttl: ack.ttl, what: t("sequence.row.ack", { ack: number(ack.ack) }) })),
    ...data.resets.map((reset) => ({ packet: reset.packet, t: reset.t, ttl: reset.ttl, what: "RST" })),
  ].map((row) => ({ ...row, key: `${row.t} ${row.packet}` }));
  const near = [...all].sort((left, right) => Math.abs(left.t) - Math.abs(right.t)).slice(0, ROWS_AROUND_CUT);
  const unique = [...new Map(near.map((row) => [row.key, row])).values()];
  return unique.sort((left, right) => left.t - right.t || left.packet - right.packet);
}
