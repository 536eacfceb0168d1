import { Alert, Breadcrumb, BreadcrumbItem, Button, Card, CardBody, CardTitle, Label, Progress, Title } from "@patternfly/react-core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { get, post, type SessionInfo } from "../../api";
import { percent, time } from "../../i18n";
import { Failure, Loading } from "../../shell/States";
import { useTitle } from "../../shell/title";
import { ChangesCard } from "./ChangesCard";
import { ConnectionTable } from "./ConnectionTable";
import { EvidenceList } from "./EvidenceList";
import { Files } from "./Files";
import { Guidance } from "./Guidance";
import { type CaseView, type Connection, type Diagnosis, leading, pictured } from "./model";
import { KeptElsewhere } from "./KeptElsewhere";
import { NotTested } from "./NotTested";
import { VerdictCard } from "./VerdictCard";

const RetriesChart = lazy(() => import("./charts/RetriesChart"));
const SequenceChart = lazy(() => import("./charts/SequenceChart"));

export function CasePage({ session }: { session: SessionInfo }) {
  const { t } = useTranslation();
  const { caseId = "" } = useParams();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const view = useQuery({
    queryKey: ["case", caseId],
    queryFn: () => get<CaseView>(`/analysis/v1/cases/${caseId}`),
    refetchInterval: (state) => (["queued", "analysing", "empty"].includes(state.state.data?.status ?? "") ? 1000 : 15_000),
  });
  const isJudged = view.data?.verdict != null;
  const diagnosis = useQuery({
    queryKey: ["diagnosis", caseId, view.data?.updatedAt],
    queryFn: () => get<Diagnosis>(`/analysis/v1/cases/${caseId}/diagnosis`),
    enabled: isJudged,
    placeholderData: (earlier) => earlier,
  });
  const again = useMutation({
    mutationFn: () => post(`/analysis/v1/cases/${caseId}/analyses`, {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["case", caseId] }),
  });
  useTitle(view.data && `${view.data.number} ${view.data.title}`);

  if (view.isPending) return <Loading />;
  if (view.isError && !view.data) return <Failure isPage error={view.error} retry={() => void view.refetch()} />;
  const item = view.data;
  const found = diagnosis.data;
  const lead = found && leading(found);
  // A connection that the reader asked for by its address; the verdict keeps its own.
  const asked = query.get("connection");
  const chosen = found?.connections.find((connection) => connection.id === asked && connection.id !== lead?.id);
  const shown = chosen ?? lead;
  const isProvider = session.organization?.kind === "provider";
  const judgedAt = item.activity.find((entry) => entry.key === "judged" || entry.key === "verdict-changed")?.at;
  return (
    <>
      <Breadcrumb className="fw-screen-only">
        <BreadcrumbItem><Link to="/cases">{t("nav.cases")}</Link></BreadcrumbItem>
        {isProvider && <BreadcrumbItem><Link to={`/cases?tenant=${item.tenant.id}`}>{item.tenant.name}</Link></BreadcrumbItem>}
        <BreadcrumbItem isActive>{item.number}</BreadcrumbItem>
      </Breadcrumb>
      <p className="fw-print-only fw-number">{item.number} · {item.tenant.name}</p>
      <div className="fw-heading">
        <Title headingLevel="h1">{item.title}</Title>
        <div className="fw-actions">
          <Button variant={item.status === "empty" ? "primary" : "secondary"} onClick={() => void navigate(`/cases/${caseId}/add`)}>{t("case.add")}</Button>
          {found && <Button variant="secondary" onClick={() => window.print()}>{t("action.print")}</Button>}
          <Button variant="secondary" isLoading={again.isPending} isDisabled={item.status === "queued" || item.status === "analysing" || item.status === "empty"} onClick={() => again.mutate()}>
            {t("case.again")}
          </Button>
        </div>
      </div>
      <p className="fw-quiet fw-meta">
        <Label isCompact status={item.status === "failed" ? "warning" : item.status === "judged" ? "success" : "info"}>{t(`status.${item.status}`)}</Label>
        {found && judgedAt && <span>{t("case.judgedAt", { time: time(judgedAt) })}</span>}
        {found && <span>{t("case.rulePack", { version: found.rulePack })}</span>}
        <span>{t("case.openedBy", { name: item.createdBy, time: time(item.createdAt) })}</span>
      </p>
      {again.isError && <Failure error={again.error} />}
      <State item={item} onRetry={() => again.mutate()} />
      <KeptElsewhere caseId={caseId} />
      {diagnosis.isError && <Failure error={diagnosis.error} retry={() => void diagnosis.refetch()} />}
      {isJudged && !found && !diagnosis.isError && <Loading />}
      {found && <VerdictCard diagnosis={found} lead={lead} isSoFar={item.status !== "judged"} />}
      <div className="fw-case">
        {found && <div className="fw-do" id="what-to-do"><Guidance diagnosis={found} caseId={caseId} tenantId={item.tenant.id} caseNumber={item.number} /></div>}
        <div className="fw-main">
          {found && <ChangesCard caseId={caseId} judgedAt={item.updatedAt} />}
          {found && (
            <Suspense fallback={<Loading />}>
              {pictured(found.transfers).map((transfer) => <RetriesChart key={transfer.id} transfer={transfer} />)}
            </Suspense>
          )}
          {chosen && <Chosen connection={chosen} onBack={() => setQuery((present) => { present.delete("connection"); return present; }, { preventScrollReset: true })} />}
          {found && shown?.kill && <Suspense fallback={<Loading />}><SequenceChart key={shown.id} caseId={caseId} connection={shown} judgedAt={item.updatedAt} /></Suspense>}
          {found && <EvidenceList diagnosis={found} lead={lead} chosen={chosen} />}
          {found && found.connections.length > 0 && <ConnectionTable caseId={caseId} judgedAt={item.updatedAt} diagnosis={found} />}
        </div>
        <div className="fw-side">
          {found && found.notEvaluated.length > 0 && (
            <Card>
              <CardTitle component="h2">{t("missing.title")}</CardTitle>
              <CardBody><NotTested diagnosis={found} caseId={caseId} /></CardBody>
            </Card>
          )}
          <Files caseId={caseId} diagnosis={found} />
          <Card className="fw-screen-only">
            <CardTitle component="h2">{t("activity.title")}</CardTitle>
            <CardBody>
              <ol className="fw-activity">
                {item.activity.map((entry, index) => (
                  <li key={index}>{t(activityKey(entry), worded(entry.args, t))}<br /><time className="fw-quiet" dateTime={entry.at}>{time(entry.at)}</time></li>
                ))}
              </ol>
            </CardBody>
          </Card>
        </div>
      </div>
    </>
  );
}

/** Says that picture and evidence below are of another connection than the verdict's; comes into view when it is asked for. */
function Chosen({ connection, onBack }: { connection: Connection; onBack: () => void }) {
  const { t } = useTranslation();
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => { here.current?.focus(); here.current?.scrollIntoView(); }, [connection.id]);
  return (
    <div ref={here} tabIndex={-1} id="evidence" className="fw-screen-only">
      <Alert
        isInline variant="info" title={t("connections.chosen", { connection: `${connection.client.address}:${connection.client.port} → ${connection.server.address}:${connection.server.port}`, class: t(`class.${connection.verdict.class}`) })}
        actionLinks={<Button variant="link" isInline onClick={onBack}>{t("connections.back")}</Button>}
      >
        {t("connections.chosen.detail")}
      </Alert>
    </div>
  );
}

/** Where the work stands; nothing where it is done. */
function State({ item, onRetry }: { item: CaseView; onRetry: () => void }) {
  const { t } = useTranslation();
  switch (item.status) {
    case "empty":
      return <Alert isInline variant="info" title={t("case.empty.title")}>{t("case.empty.detail")}</Alert>;
    case "queued":
    case "analysing": {
      const progress = item.analysis?.progress;
      return (
        <Card className="fw-progress"><CardBody>
          <Progress
            value={progress?.percent ?? 0} title={t(`status.${item.status}`)}
            helperText={progress?.artifact ? t("case.reading", { name: progress.artifact }) : t("case.leave")}
          />
        </CardBody></Card>
      );
    }
    case "failed":
      return (
        <Alert isInline variant="warning" title={t("case.failed.title")} actionLinks={<Button variant="link" isInline onClick={onRetry}>{t("action.retry")}</Button>}>
          {t("case.failed.detail")}
        </Alert>
      );
    case "judged":
      return null;
  }
}

/** How sure the files are that they cannot tell is no news. */
function activityKey({ key, args }: CaseView["activity"][number]): string {
  return args.class === "insufficient" && (key === "judged" || key === "verdict-changed") ? `activity.${key}.open` : `activity.${key}`;
}

function worded(args: Record<string, unknown>, t: (key: string) => string): Record<string, unknown> {
  const words: Record<string, unknown> = { ...args };
  if (typeof args.class === "string") words.class = t(`class.${args.class}`);
  if (typeof args.was === "string") words.was = t(`class.${args.was}`);
  if (typeof args.confidence === "number") words.confidence = percent(args.confidence);
  return words;
}
