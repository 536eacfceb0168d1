import { Button, Card, CardBody, CardTitle, Label } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { post } from "../../api";
import { language } from "../../i18n";
import { Failure, Loading } from "../../shell/States";
import { blamesFirewall } from "../cases/model";
import type { Diagnosis } from "./model";

interface Source { title: string; url: string | null; date: string }
interface Exclusion { from: string; to: string; protocol: string; ports: string; why: string; source: Source }
interface Plan { steps: { id: string; kind: string; title: string; body: string; actor: string; sources: Source[] }[]; exclusions: Exclusion[]; warnings: string[] }

/** What to do, in order, for exactly this case; an innocent verdict never shows an exclusion. */
export function Guidance({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t, i18n } = useTranslation();
  const [said, setSaid] = useState("");
  const plan = useQuery({
    queryKey: ["guidance", i18n.language, diagnosis],
    queryFn: () => post<Plan>(`/knowledge/v1/guidance?lang=${language()}`, { diagnosis: excerpt(diagnosis) }),
    staleTime: Infinity,
  });
  if (plan.isPending) return <Card><CardTitle component="h2">{t("guidance.title")}</CardTitle><CardBody><Loading /></CardBody></Card>;
  if (plan.isError) return <Card><CardTitle component="h2">{t("guidance.title")}</CardTitle><CardBody><Failure error={plan.error} retry={() => void plan.refetch()} /></CardBody></Card>;
  const { steps, exclusions, warnings } = plan.data;
  const sources = [...new Map(steps.flatMap((step) => step.sources).map((source) => [source.title, source])).values()];
  const header = [t("guidance.from"), t("guidance.to"), t("guidance.protocol"), t("guidance.ports"), t("guidance.why")];
  const rows = exclusions.map((row) => [row.from, row.to, row.protocol, row.ports, row.why]);
  const copy = async () => {
    await navigator.clipboard.writeText([header, ...rows].map((row) => row.join("\t")).join("\n"));
    setSaid(t("action.copied"));
  };
  const csv = () => {
    const text = [header, ...rows].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n");
    const link = document.createElement("a");
    // The mark makes Excel read the file as UTF-8.
    link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
    link.download = "exclusions.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Card component="section">
      <CardTitle component="h2">{t("guidance.title")}</CardTitle>
      <CardBody>
        <ol className="fw-steps">
          {steps.map((step) => (
            <li key={step.id}>
              <h3 className="fw-small-heading">{step.title} <Label isCompact>{t(`actor.${step.actor}`)}</Label></h3>
              <p>{step.body}</p>
              {step.kind === "exempt" && blamesFirewall(diagnosis.verdict.class) && exclusions.length > 0 && (
                <>
                  <div className="fw-scroll" role="region" aria-label={t("guidance.exclusions")} tabIndex={0}>
                    <Table aria-label={t("guidance.exclusions")} variant="compact" gridBreakPoint="">
                      <Thead><Tr><Th>{t("guidance.from")}</Th><Th>{t("guidance.to")}</Th><Th>{t("guidance.ports")}</Th></Tr></Thead>
                      <Tbody>{exclusions.map((row, index) => <Tr key={index}><Td><code>{row.from}</code></Td><Td><code>{row.to}</code></Td><Td><code className="fw-port">{row.protocol} {row.ports}</code></Td></Tr>)}</Tbody>
                    </Table>
                  </div>
                  <div className="fw-actions">
                    <Button variant="secondary" size="sm" onClick={() => void copy()}>{t("action.copy")}</Button>
                    <Button variant="secondary" size="sm" onClick={csv}>CSV</Button>
                    <span role="status" aria-live="polite" className="fw-quiet">{said}</span>
                  </div>
                </>
              )}
            </li>
          ))}
        </ol>
        {warnings.map((warning) => <p key={warning} className="fw-quiet">{warning}</p>)}
        <p className="fw-quiet">{t("guidance.sources")} {sources.map((source, index) => <span key={source.title}>{index > 0 && ", "}{source.url ? <a href={source.url} rel="noreferrer" target="_blank">{source.title}</a> : source.title} ({source.date})</span>)}</p>
      </CardBody>
    </Card>
  );
}

/** What guidance depends on; the whole document may be large. */
function excerpt(diagnosis: Diagnosis) {
  const cut = diagnosis.connections.filter((connection) => connection.kill !== null).slice(0, 200);
  return {
    schema: "firewitness.diagnosis/1",
    verdict: { class: diagnosis.verdict.class, confidence: diagnosis.verdict.confidence },
    connections: cut.map(({ client, server, transport, serviceClass, verdict, kill }) => ({ client, server, transport, serviceClass, verdict: { class: verdict.class, confidence: verdict.confidence }, kill })),
    notEvaluated: diagnosis.notEvaluated,
  };
}
