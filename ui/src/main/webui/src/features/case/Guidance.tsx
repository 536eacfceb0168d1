import { Card, CardBody, CardTitle, Label } from "@patternfly/react-core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { post } from "../../api";
import { day, language } from "../../i18n";
import { Failure, Loading } from "../../shell/States";
import { blamesFirewall } from "../cases/model";
import { isOwnReasoning, type Status } from "../knowledge/model";
import { SourceName, StatusLabel } from "../knowledge/Provenance";
import { ExclusionTable } from "./ExclusionTable";
import { excerpt, isAboutPort } from "./excerpt";
import type { Exclusion, Source } from "./exclusions";
import type { Diagnosis } from "./model";
import { type Own, OwnNotice, OwnPart } from "./OwnPart";
import { type CaptureRecipe, RecordMissing } from "./RecordMissing";
import { asked, FIREWALL, fromQuery, remember, remembered, type Topology, toQuery } from "./topology";
import { TopologyChoice } from "./TopologyChoice";
import { type VendorPlan, VendorSteps } from "./VendorSteps";

interface Step { id: string; kind: string; title: string; body: string; actor: string; status: Status; sources: Source[] }
interface Note { id: string; text: string; status: Status; sources: Source[] }
/** `evidence` is the rule that chose the plan where the class did not; `title` says what was found. */
interface Plan { title: string; evidence?: string; steps: Step[]; exclusions: Exclusion[]; portRules?: Exclusion[]; vendorSteps: VendorPlan[]; notes: Note[]; captureRecipes: CaptureRecipe[]; own?: Own }

/** Ends of the case that the reader is asked about; more are added by hand. */
const MOST_SHOWN = 6;

/** What to do, in order, for exactly this case; an innocent verdict never shows an exclusion. */
export function Guidance({ diagnosis, caseId, tenantId, caseNumber }: { diagnosis: Diagnosis; caseId: string; tenantId: string; caseNumber: string }) {
  const { t, i18n } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const [kept, setKept] = useState(() => remembered(caseId));
  const topology = fromQuery(query, kept) ?? kept;
  const choose = (chosen: Topology) => {
    remember(caseId, chosen);
    setKept(chosen);
    setQuery((now) => toQuery(chosen, now), { replace: true, preventScrollReset: true });
  };
  const isExempting = blamesFirewall(diagnosis.verdict.class);
  const isAllowing = isAboutPort(diagnosis);
  const known = asked(topology, isExempting || isAllowing);
  const plan = useQuery({
    queryKey: ["guidance", i18n.language, diagnosis, known, tenantId],
    queryFn: () => post<Plan>(`/knowledge/v1/guidance?lang=${language()}`, { diagnosis: excerpt(diagnosis), topology: known, tenantId }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  if (plan.isPending) return <Card><CardTitle component="h2">{t("guidance.title")}</CardTitle><CardBody><Loading /></CardBody></Card>;
  const seen = [...new Set(excerpt(diagnosis).connections.flatMap(({ client, server }) => [client.address, server.address]))].slice(0, MOST_SHOWN);
  const chooser = (isExempting || isAllowing || (plan.data?.captureRecipes.length ?? 0) > 0) && <TopologyChoice topology={topology} seen={seen} isExempting={isExempting} isAllowing={isAllowing} onChoose={choose} />;
  if (plan.isError) return <Card><CardTitle component="h2">{t("guidance.title")}</CardTitle><CardBody>{chooser}<Failure error={plan.error} retry={() => void plan.refetch()} /></CardBody></Card>;
  const { title, evidence, steps, exclusions, portRules = [], vendorSteps, notes, captureRecipes, own } = plan.data;
  // No packet names a vendor; the reader may, and after the reader what the provider entered for this tenant.
  const firewalls = (known.addresses ?? []).filter(({ role, vendor }) => role === FIREWALL && vendor).map(({ vendor }) => vendor);
  const chosen = [...new Set(topology.vendor ? [topology.vendor] : firewalls.length > 0 ? firewalls : [own?.override?.vendor])];
  const sources = [...new Map([...steps, ...notes].flatMap((statement) => statement.sources).map((source) => [source.title, source])).values()];
  return (
    <Card component="section">
      <CardTitle component="h2">{evidence ? t("guidance.titled", { title }) : t("guidance.title")}</CardTitle>
      <CardBody aria-busy={plan.isPlaceholderData}>
        {chooser}
        {own && <OwnNotice own={own} />}
        <ol className="fw-steps">
          {steps.map((step) => (
            <li key={step.id}>
              <h3 className="fw-small-heading">{step.title} <Label isCompact>{t(`actor.${step.actor}`)}</Label>{step.status === "REASONED" && <> <StatusLabel status={step.status} /></>}</h3>
              <p>{step.body}</p>
              {step.kind === "exempt" && isExempting && exclusions.length > 0 && (
                <ExclusionTable exclusions={exclusions} caseNumber={caseNumber} />
              )}
              {step.kind === "allow" && portRules.length > 0 && <ExclusionTable exclusions={portRules} caseNumber={caseNumber} purpose="portRules" />}
            </li>
          ))}
        </ol>
        {isExempting && !plan.isPlaceholderData && chosen.map((vendor) => vendor && <VendorSteps key={vendor} vendorId={vendor} plans={vendorSteps} />)}
        {captureRecipes.length > 0 && <RecordMissing recipes={captureRecipes} />}
        {own && <OwnPart own={own} />}
        {notes.map((note) => <p key={note.id} className="fw-quiet">{note.text}{note.status === "REASONED" && <> <StatusLabel status={note.status} /></>}</p>)}
        <p className="fw-quiet">{t("guidance.sources")} {sources.map((source, index) => <span key={source.title}>{index > 0 && ", "}<SourceName source={source} />{!isOwnReasoning(source) && <> ({day(source.date)})</>}</span>)}</p>
      </CardBody>
    </Card>
  );
}
