import { Button, Card, CardBody, CardTitle, ClipboardCopy, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { list, number, say } from "../../i18n";
import type { VerdictClass } from "../cases/model";
import { type Connection, type Diagnosis, type Evidence, filesOf, weighed } from "./model";

type Side = "all" | "for" | "against";

/**
 * What speaks for the verdict and what against it, with the weight and a command that shows the same. `chosen`: a connection that the
 * reader asked for; its own verdict is then what is weighed.
 */
export function EvidenceList({ diagnosis, lead, chosen }: { diagnosis: Diagnosis; lead?: Connection; chosen?: Connection }) {
  const { t } = useTranslation();
  const [side, setSide] = useState<Side>("all");
  const verdict = (chosen ?? diagnosis).verdict.class;
  const of = chosen ?? lead;
  const all = weighed([...(chosen ? [] : diagnosis.evidence), ...(of?.evidence ?? [])], verdict);
  if (all.length === 0) return null;
  const speaksFor = (item: Evidence) => (item.logOdds >= 0) === (item.for === verdict);
  const isShown = (item: Evidence) => side === "all" || (side === "for") === speaksFor(item);
  const count = (wanted: Side) => all.filter((item) => wanted === "all" || (wanted === "for") === speaksFor(item)).length;
  // A packet's or a line's number says nothing while there is more than one file that it could be of.
  const isOneFile = diagnosis.artifacts.length === 1;
  const files = (item: Evidence) => filesOf(item, diagnosis).filter((name) => !isOneFile || name !== diagnosis.artifacts[0].name);
  return (
    <Card component="section">
      <CardTitle component="h2">{t("evidence.title")}</CardTitle>
      <CardBody>
        <div className="fw-heading">
          <p className="fw-quiet">{t("evidence.explain")}{of && ` ${t("evidence.of", { connection: `${of.client.address}:${of.client.port} → ${of.server.address}:${of.server.port}` })}`}</p>
          <ToggleGroup aria-label={t("evidence.title")}>
            {(["all", "for", "against"] as const).map((option) => (
              <ToggleGroupItem key={option} buttonId={`evidence-${option}`} isSelected={side === option} onChange={() => setSide(option)} text={t(`evidence.${option}`, { count: number(count(option)) })} />
            ))}
          </ToggleGroup>
        </div>
        <ul className={`fw-evidence fw-class-${verdict}`}>{all.map((item) => <Item key={item.id} item={item} isShown={isShown(item)} isFor={speaksFor(item)} about={item.for === verdict ? null : item.for} files={files(item)} />)}</ul>
      </CardBody>
    </Card>
  );
}

/**
 * What weighs on another class is shown by what it does to this verdict: a class ruled out speaks for it. Paper holds every item with its
 * command, whatever the screen shows: a print of one side would be taken for all there is.
 */
function Item({ item, isShown, isFor, about, files }: { item: Evidence; isShown: boolean; isFor: boolean; about: VerdictClass | null; files: string[] }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={isShown ? undefined : "fw-print-only"}>
      <span className={isFor ? "fw-for" : "fw-against"} role="img" aria-label={isFor ? t("evidence.sideFor") : t("evidence.sideAgainst")}>{isFor ? "▲" : "▼"}</span>
      <div>
        <p>{say(item.text, item.statement)}</p>
        <p className="fw-quiet">
          <code>{item.rule} v{item.ruleVersion}</code>{" "}
          {about && <span className="fw-about">{t(isFor ? "evidence.rulesOut" : "evidence.speaksFor", { class: t(`class.${about}`) })} </span>}
          {item.packets.length > 0 && t("evidence.packets", { packets: item.packets.slice(0, 5).map((packet) => `#${number(packet)}`).join(", ") })}
          {item.lines.length > 0 && t("evidence.lines", { lines: item.lines.slice(0, 5).map((line) => number(line)).join(", ") })}{" "}
          {files.length > 0 && <span>{t("evidence.in", { files: list(files.length > 3 ? [...files.slice(0, 3), "…"] : files) })} </span>}
          {item.reproduce && <Button variant="link" isInline aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{isOpen ? t("evidence.hideCommand") : t("evidence.showCommand")}</Button>}
        </p>
        {item.reproduce && <pre className="fw-print-only">{item.reproduce}</pre>}
        {isOpen && item.reproduce && <ClipboardCopy className="fw-screen-only" isReadOnly isCode hoverTip={t("action.copy")} clickTip={t("action.copied")} textAriaLabel={t("evidence.showCommand")}>{item.reproduce}</ClipboardCopy>}
      </div>
      {item.logOdds === 0 ? <span className="fw-weight fw-quiet">{t("evidence.noWeight")}</span> : <span className={isFor ? "fw-weight" : "fw-weight fw-weight-against"}><meter min={0} max={3} value={Math.abs(item.logOdds)} aria-label={t("evidence.weight")} /> {isFor ? "+" : "−"}{number(Math.abs(item.logOdds), 1)}</span>}
    </li>
  );
}
