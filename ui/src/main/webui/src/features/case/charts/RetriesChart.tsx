import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { bytes, number } from "../../../i18n";
import type { Transfer } from "../model";
import { ChartFrame, colours } from "./ChartFrame";

/** Attempts that all end at one height, whatever time they took: it is the place, not the time. */
export default function RetriesChart({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation();
  const basis = transfer.source === "capture" ? "stream" : "object";
  const attempts = transfer.attempts
    .map((attempt, index) => ({
      name: `#${index + 1}`,
      seconds: attempt.start && attempt.end ? (Date.parse(attempt.end) - Date.parse(attempt.start)) / 1000 : 0,
      offset: attempt.offset,
    }))
    .filter((attempt): attempt is { name: string; seconds: number; offset: number } => attempt.offset !== null);
  const same = transfer.sameOffset?.holds ? transfer.sameOffset : null;
  const offsets = attempts.map((attempt) => attempt.offset);
  // A retry that resumes meets the same bytes at another place of its own stream: then there is no common line to draw.
  const isOneLine = same !== null && Math.max(...offsets) - Math.min(...offsets) <= same.toleranceBytes;
  const isShort = Math.max(...attempts.map((attempt) => attempt.seconds)) < 1;
  const longest = Math.max(...attempts.map((attempt) => attempt.seconds));
  const shared = median(offsets);
  const sentence = same && !isOneLine
    ? t("retries.bytes", { attempts: number(same.attempts), of: number(same.of), seconds: number(longest, longest < 10 ? 3 : 0) })
    : same ? t(`retries.${basis}.same`, { attempts: number(same.attempts), of: number(same.of), offset: number(shared), tolerance: number(same.toleranceBytes), seconds: number(longest, longest < 10 ? 3 : 0) })
    : t("retries.other", { of: number(attempts.length) });
  const option = useCallback(() => {
    const colour = colours();
    return {
      grid: { left: 96, right: 40, top: 36, bottom: 48 },
      xAxis: { type: "value", min: 0, name: t(`retries.${basis}.${isShort ? "ms" : "seconds"}`), nameLocation: "middle", nameGap: 28, axisLabel: { color: colour.quiet, formatter: (value: number) => number(value) }, nameTextStyle: { color: colour.quiet }, splitLine: { show: false } },
      yAxis: { type: "value", min: 0, name: t(`retries.${basis}.y`), axisLabel: { color: colour.quiet, formatter: (value: number) => bytes(value) }, nameTextStyle: { color: colour.quiet, align: "left" }, splitLine: { lineStyle: { color: colour.grid } } },
      series: [
        ...attempts.map((attempt) => ({ type: "line", data: [[0, 0], [attempt.seconds * (isShort ? 1000 : 1), attempt.offset]], symbol: "none", lineStyle: { color: colour.data, width: 2 }, silent: true })),
        {
          type: "scatter", symbol: "diamond", symbolSize: 16, itemStyle: { color: colour.cut }, data: attempts.map((attempt) => [attempt.seconds * (isShort ? 1000 : 1), attempt.offset]),
          label: { show: true, position: "top", color: colour.ink, formatter: (point: { dataIndex: number }) => names(attempts, point.dataIndex) },
          markLine: isOneLine ? { silent: true, symbol: "none", lineStyle: { color: colour.cut, type: "dashed" }, label: { color: colour.cut, position: "insideStartBottom", formatter: t(`retries.${basis}.byte`, { offset: number(shared) }) }, data: [{ yAxis: shared }] } : undefined,
        },
      ],
    };
    // The chart is drawn anew when the transfer or the language changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [transfer, t]);
  return (
    <ChartFrame
      title={isOneLine ? t(basis === "stream" && same.toleranceBytes === 0 ? "retries.stream.title" : "retries.object.title") : same ? t("retries.title.bytes") : t("retries.title.other")} subtitle={transfer.object} sentence={sentence} option={option}
      events={attempts.map((attempt) => ({ text: t("retries.event", { name: attempt.name, offset: number(attempt.offset), seconds: number(attempt.seconds) }) }))}
      table={
        <Table variant="compact" aria-label={t("retries.title.other")}>
          <Thead><Tr><Th>{t("retries.attempt")}</Th><Th>{t(`retries.${basis}.seconds`)}</Th><Th>{t(`retries.${basis}.y`)}</Th></Tr></Thead>
          <Tbody>{attempts.map((attempt) => <Tr key={attempt.name}><Td>{attempt.name}</Td><Td>{number(attempt.seconds)}</Td><Td>{number(attempt.offset)}</Td></Tr>)}</Tbody>
        </Table>
      }
    />
  );
}

/** Attempts that end at one point share a label; the first of them carries it. */
function names(attempts: { name: string; seconds: number; offset: number }[], index: number): string {
  const widest = { seconds: Math.max(...attempts.map((attempt) => attempt.seconds)), offset: Math.max(...attempts.map((attempt) => attempt.offset)) };
  const isNear = (other: { seconds: number; offset: number }) =>
    Math.abs(other.seconds - attempts[index].seconds) <= widest.seconds / 30 && Math.abs(other.offset - attempts[index].offset) <= widest.offset / 20;
  const group = attempts.filter(isNear);
  return group[0] === attempts[index] ? group.map((attempt) => attempt.name).join(" ") : "";
}

function median(values: number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
