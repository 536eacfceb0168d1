import { Card, CardBody, CardTitle, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { DataZoomComponent, GridComponent, MarkLineComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

use([CustomChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, DataZoomComponent, CanvasRenderer]);

/** The portal's colours for charts, read from the page so that they follow the theme. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return { data: of("--fw-data"), cut: of("--fw-cut"), ink: of("--fw-ink"), grid: of("--fw-grid"), quiet: of("--fw-quiet"), again: of("--fw-again"), ground: of("--pf-t--global--background--color--primary--default") };
}

/** One thing that happened, for the keyboard: arrows step through these. */
export interface ChartEvent { text: string }

/**
 * A picture with its heading, a sentence that says the same, and a table. The canvas itself cannot be read by a screen
 * reader or worked by keyboard, so the frame offers the events as text: arrows step, the live region speaks.
 */
export function ChartFrame({ title, subtitle, sentence, option, events, table, height = 320, controls }: {
  title: string; subtitle?: string; sentence: string; option: () => EChartsCoreOption; events: ChartEvent[]; table: ReactNode; height?: number; controls?: ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const [isTable, setTable] = useState(false);
  const [at, setAt] = useState(-1);
  const canvas = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (isTable || !canvas.current) return;
    const chart = init(canvas.current);
    const draw = () => chart.setOption({ animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }, ...option() }, true);
    draw();
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(canvas.current);
    const themed = new MutationObserver(draw);
    themed.observe(document.documentElement, { attributeFilter: ["class"] });
    return () => { resized.disconnect(); themed.disconnect(); chart.dispose(); };
  }, [isTable, option, i18n.language]);
  const step = (event: React.KeyboardEvent) => {
    const move = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (move === 0 || events.length === 0) return;
    event.preventDefault();
    setAt((present) => Math.max(0, Math.min(events.length - 1, present + move)));
  };
  return (
    <Card component="figure" className="fw-figure" aria-labelledby={id}>
      <CardTitle component="h2" id={id}>{title}</CardTitle>
      <CardBody>
        <div className="fw-heading">
          <p className="fw-quiet">{subtitle}</p>
          <div className="fw-actions">
            {!isTable && controls}
            <ToggleGroup aria-label={t("chart.view")}>
              <ToggleGroupItem buttonId={`${id}-chart`} text={t("chart.chart")} isSelected={!isTable} onChange={() => setTable(false)} />
              <ToggleGroupItem buttonId={`${id}-table`} text={t("chart.table")} isSelected={isTable} onChange={() => setTable(true)} />
            </ToggleGroup>
          </div>
        </div>
        {isTable ? <div className="fw-scroll" role="region" aria-label={title} tabIndex={0}>{table}</div> : (
          <div ref={canvas} className={height > 320 ? "fw-chart fw-chart-tall" : "fw-chart"} role="img" aria-label={sentence} tabIndex={0} onKeyDown={step} />
        )}
        <p className="fw-quiet">{sentence}</p>
        <p className="fw-quiet" role="status" aria-live="polite">{at >= 0 ? events[at]?.text : ""}</p>
      </CardBody>
    </Card>
  );
}
