import type { TFunction } from "i18next";
import { ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { get, type ProblemError } from "../../../api";
import { number } from "../../../i18n";
import { Failure } from "../../../shell/States";
import type { Connection, Series } from "../model";
import { ChartFrame, colours } from "./ChartFrame";
import { cutting, rows } from "./sequence";

type Range = "whole" | "second" | "cut";

/** The cut, packet by packet: data sent, what was acknowledged, the reset, and the TTL of every packet below. */
export default function SequenceChart({ caseId, connection, judgedAt }: { caseId: string; connection: Connection; judgedAt: string }) {
  const { t } = useTranslation();
  const [range, setRange] = useState<Range>("cut");
  const series = useQuery({
    // Numbers of connections are those of one diagnosis: the next one may give them to others.
    queryKey: ["series", caseId, connection.id, judgedAt],
    queryFn: () => get<Series>(`/analysis/v1/cases/${caseId}/diagnosis/connections/${encodeURIComponent(connection.id)}/series`),
    retry: false, staleTime: Infinity,
  });
  const direction = connection.kill?.direction;
  const data = useMemo(() => series.data && direction ? ofDirection(series.data, direction) : undefined, [series.data, direction]);
  const option = useCallback(() => (data ? draw(data, range, t) : {}), [data, range, t]);
  if (series.isError && (series.error as ProblemError).problem?.status !== 404) return <Failure error={series.error} retry={() => void series.refetch()} />;
  if (!data || data.segments.length === 0) return null;
  const cut = cutting(data);
  const after = data.acks.filter((ack) => ack.t > 0).length;
  const sentence = cut
    ? t("sequence.reset", { offset: number(data.zero.streamOffset), packet: number(cut.packet), ttl: number(cut.ttl), acks: number(after) })
    : t("sequence.stall", { offset: number(data.zero.streamOffset), packet: number(data.zero.packet) });
  const events = [
    ...data.segments.filter((segment) => segment.retransmission).map((segment) => ({ at: segment.t, text: t("sequence.event.again", { packet: number(segment.packet), ms: number(segment.t), from: number(segment.from) }) })),
    ...data.resets.map((reset) => ({ at: reset.t, text: t("sequence.event.reset", { packet: number(reset.packet), ms: number(reset.t), ttl: number(reset.ttl) }) })),
  ].sort((left, right) => left.at - right.at);
  return (
    <ChartFrame
      title={t("sequence.title")} subtitle={data.drawn === data.total ? t("sequence.all", { total: number(data.total) }) : t("sequence.drawn", { drawn: number(data.drawn), total: number(data.total) })}
      sentence={sentence} option={option} events={events} height={480}
      controls={
        <ToggleGroup aria-label={t("sequence.range")}>
          {(["whole", "second", "cut"] as const).map((name) => <ToggleGroupItem key={name} buttonId={`range-${name}`} text={t(`sequence.range.${name}`)} isSelected={range === name} onChange={() => setRange(name)} />)}
        </ToggleGroup>
      }
      table={
        <Table variant="compact" aria-label={t("sequence.title")}>
          <Thead><Tr><Th>{t("sequence.packet")}</Th><Th>{t("sequence.ms")}</Th><Th>{t("sequence.what")}</Th><Th>TTL</Th></Tr></Thead>
          <Tbody>{rows(data, t).map((row) => <Tr key={row.key}><Td>{number(row.packet)}</Td><Td>{number(row.t)}</Td><Td>{row.what}</Td><Td>{number(row.ttl)}</Td></Tr>)}</Tbody>
        </Table>
      }
    />
  );
}

/** The data of the direction that was hit, and the acknowledgements of that data. */
function ofDirection(series: Series, direction: string): Series {
  return { ...series, segments: series.segments.filter((segment) => segment.dir === direction), acks: series.acks.filter((ack) => ack.dir === direction) };
}

function draw(data: Series, range: Range, t: TFunction) {
  const colour = colours();
  const times = [...data.segments.map((segment) => segment.t), ...data.acks.map((ack) => ack.t), ...data.resets.map((reset) => reset.t)];
  const first = Math.min(...times);
  const last = Math.max(...times, 0.001);
  const near = Math.max(1, Math.min(last - first, 20));
  const [from, to] = range === "whole" ? [first, last] : range === "second" ? [Math.max(first, -1000), Math.min(last, 1000)] : [Math.max(first, -near), Math.min(last, near)];
  const margin = (to - from) * 0.04;
  const [min, max] = [from - margin, to + margin];
  const base = data.zero.streamOffset;
  const visible = data.segments.filter((segment) => segment.t >= min && segment.t <= max);
  const ttls = [...data.segments.map((segment) => [segment.t, segment.ttl]), ...data.acks.map((ack) => [ack.t, ack.ttl])];
  const axis = { axisLine: { onZero: false, lineStyle: { color: colour.quiet } }, axisLabel: { color: colour.quiet, showMinLabel: false, showMaxLabel: false }, nameTextStyle: { color: colour.quiet }, splitLine: { lineStyle: { color: colour.grid } } };
  return {
    grid: [{ left: 88, right: 24, top: 48, height: 254 }, { left: 88, right: 24, top: 336, height: 80 }],
    xAxis: [
      { ...axis, type: "value", min, max, gridIndex: 0, axisLabel: { show: false }, splitLine: { show: false } },
      { ...axis, type: "value", min, max, gridIndex: 1, name: t("sequence.x"), nameLocation: "middle", nameGap: 26, splitLine: { show: false }, axisLabel: { color: colour.quiet, showMinLabel: false, showMaxLabel: false, formatter: (value: number) => number(value) } },
    ],
    yAxis: [
      { ...axis, type: "value", scale: true, gridIndex: 0, name: t("sequence.y"), nameGap: 28, nameTextStyle: { color: colour.quiet, align: "left", padding: [0, 0, 0, -70] }, axisLabel: { color: colour.quiet, formatter: (value: number) => number(value / 1000, 1) } },
      { ...axis, type: "value", scale: true, gridIndex: 1, name: "TTL", minInterval: 1, splitNumber: 2, min: (extent: { min: number; max: number }) => extent.min - Math.max(2, (extent.max - extent.min) / 5), max: (extent: { min: number; max: number }) => extent.max + Math.max(2, (extent.max - extent.min) / 5), axisLabel: { color: colour.quiet, showMinLabel: false, showMaxLabel: false, formatter: (value: number) => number(value, 0) } },
    ],
    series: [
      {
        type: "custom", clip: true, xAxisIndex: 0, yAxisIndex: 0, encode: { x: 0, y: [1, 2] },
        data: visible.map((segment) => [segment.t, segment.from - base, segment.to - base, segment.retransmission ? 1 : 0]),
        renderItem: (_params: unknown, item: { value(dimension: number): number; coord(point: number[]): number[] }) => {
          const from = item.coord([item.value(0), item.value(1)]);
          const to = item.coord([item.value(0), item.value(2)]);
          const isAgain = item.value(3) === 1;
          return { type: "rect", shape: { x: from[0] - (isAgain ? 3 : 1.5), y: to[1], width: isAgain ? 6 : 3, height: Math.max(2, from[1] - to[1]) }, style: { fill: isAgain ? colour.again : colour.data } };
        },
      },
      { type: "line", step: "end", symbol: "none", xAxisIndex: 0, yAxisIndex: 0, data: data.acks.map((ack) => [ack.t, ack.ack - base]), lineStyle: { color: colour.ink, width: 1.5 } },
      {
        type: "scatter", symbol: "diamond", symbolSize: 18, xAxisIndex: 0, yAxisIndex: 0, itemStyle: { color: colour.cut }, data: data.resets.map((reset) => [reset.t, 0]),
        markLine: {
          silent: true, symbol: "none", lineStyle: { color: colour.cut },
          data: [
            { xAxis: 0, lineStyle: { type: "solid" }, label: { color: colour.cut, formatter: data.resets.length > 0 ? t("sequence.rst", { packet: number(data.zero.packet) }) : t("sequence.hole", { packet: number(data.zero.packet) }) } },
            { yAxis: 0, lineStyle: { type: "dashed" }, label: { color: colour.cut, position: "insideStartTop", formatter: t("retries.stream.byte", { offset: number(base) }) } },
          ],
        },
      },
      { type: "scatter", symbolSize: 4, xAxisIndex: 1, yAxisIndex: 1, itemStyle: { color: colour.ink }, data: ttls },
      {
        type: "scatter", symbol: "diamond", symbolSize: 14, xAxisIndex: 1, yAxisIndex: 1, itemStyle: { color: colour.cut }, data: data.resets.map((reset) => ({ value: [reset.t, reset.ttl], label: { position: reset.t > max - (max - min) / 5 ? "left" : "right" } })),
        label: { show: true, color: colour.cut, backgroundColor: colour.ground, padding: 2, fontWeight: "bold", formatter: (point: { value: number[] }) => `RST ${point.value[1]}` },
      },
    ],
  };
}
