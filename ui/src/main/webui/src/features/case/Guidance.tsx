import { Card, CardBody, CardTitle, Label } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { post } from "../../api";
import { language } from "../../i18n";
import { Failure, Loading } from "../../shell/States";
import { blamesFirewall } from "../cases/model";
import { ExclusionTable } from "./ExclusionTable";
import type { Exclusion, Source } from "./exclusions";
import type { Diagnosis } from "./model";

interface Plan { steps: { id: string; kind: string; title: string; body: string; actor: string; sources: Source[] }[]; exclusions: Exclusion[]; warnings: string[] }

/** What to do, in order, for exactly this case; an innocent verdict never shows an exclusion. */
export function Guidance({ diagnosis, caseNumber }: { diagnosis: Diagnosis; caseNumber: string }) {
  const { t, i18n } = useTranslation();
  const plan = useQuery({
    queryKey: ["guidance", i18n.language, diagnosis],
    queryFn: () => post<Plan>(`/knowledge/v1/guidance?lang=${language()}`, { diagnosis: excerpt(diagnosis) }),
    staleTime: Infinity,
  });
  if (plan.isPending) return <Card><CardTitle component="h2">{t("guidance.title")}</CardTitle><CardBody><Loading /></CardBody></Card>;
  if (plan.isError) return <Card><CardTitle component="h2">{t("guidance.title")}</CardTitle><CardBody><Failure error={plan.error} retry={() => void plan.refetch()} /></CardBody></Card>;
  const { steps, exclusions, warnings } = plan.data;
  const sources = [...new Map(steps.flatMap((step) => step.sources).map((source) => [source.title, source])).values()];
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
                <ExclusionTable exclusions={exclusions} caseNumber={caseNumber} />
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
