import { Alert, Breadcrumb, BreadcrumbItem, Button, Card, CardBody, CardTitle, Label, Progress, Title } from "@patternfly/react-core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { get, post, type SessionInfo } from "../../api";
import { percent, time } from "../../i18n";
import { Failure, Loading } from "../../shell/States";
import { ConnectionTable } from "./ConnectionTable";
import { EvidenceList } from "./EvidenceList";
import { Files } from "./Files";
import { Guidance } from "./Guidance";
import { type CaseView, type Diagnosis, leading } from "./model";
import { VerdictCard } from "./VerdictCard";

const RetriesChart = lazy(() => import("./charts/RetriesChart"));
const SequenceChart = lazy(() => import("./charts/SequenceChart"));

export function CasePage({ session }: { session: SessionInfo }) {
  const { t } = useTranslation();
  const { caseId = "" } = useParams();
  const queries = useQueryClient();
  const view = useQuery({
    queryKey: ["case", caseId],
    queryFn: () => get<CaseView>(`/analysis/v1/cases/${caseId}`),
    refetchInterval: (state) => (["queued", "analysing", "empty"].includes(state.state.data?.status ?? "") ? 1000 : false),
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
  useEffect(() => { if (view.data) document.title = `${view.data.number} ${view.data.title} – Firewitness`; }, [view.data]);

  if (view.isPending) return <Loading />;
  if (view.isError && !view.data) return <Failure error={view.error} retry={() => void view.refetch()} />;
  const item = view.data;
  const found = diagnosis.data;
  const lead = found && leading(found);
  const isProvider = session.organization?.kind === "provider";
  return (
    <>
      <Breadcrumb>
        <BreadcrumbItem><Link to="/cases">{t("nav.cases")}</Link></BreadcrumbItem>
        {isProvider && <BreadcrumbItem><Link to={`/cases?tenant=${item.tenant.id}`}>{item.tenant.name}</Link></BreadcrumbItem>}
        <BreadcrumbItem isActive>{item.number}</BreadcrumbItem>
      </Breadcrumb>
      <div className="fw-heading">
        <Title headingLevel="h1">{item.title}</Title>
        <Button variant="secondary" isLoading={again.isPending} isDisabled={item.status === "queued" || item.status === "analysing" || item.status === "empty"} onClick={() => again.mutate()}>
          {t("case.again")}
        </Button>
      </div>
      <p className="fw-quiet fw-meta">
        <Label isCompact status={item.status === "failed" ? "warning" : item.status === "judged" ? "success" : "info"}>{t(`status.${item.status}`)}</Label>
        {found && <span>{t("case.rulePack", { version: found.rulePack })}</span>}
        <span>{t("case.openedBy", { name: item.createdBy, time: time(item.createdAt) })}</span>
      </p>
      {again.isError && <Failure error={again.error} />}
      <State item={item} onRetry={() => again.mutate()} />
      {diagnosis.isError && <Failure error={diagnosis.error} retry={() => void diagnosis.refetch()} />}
      {isJudged && !found && !diagnosis.isError && <Loading />}
      {found && <VerdictCard diagnosis={found} lead={lead} isSoFar={item.status !== "judged"} />}
      <div className="fw-case">
        {found && <div className="fw-do"><Guidance diagnosis={found} /></div>}
        <div className="fw-main">
          {found && (
            <Suspense fallback={<Loading />}>
              {found.transfers.filter((transfer) => transfer.attempts.filter((attempt) => attempt.offset !== null).length > 1).slice(0, 3)
                .map((transfer) => <RetriesChart key={transfer.id} transfer={transfer} />)}
              {lead?.kill && <SequenceChart caseId={caseId} connection={lead} />}
            </Suspense>
          )}
          {found && <EvidenceList diagnosis={found} lead={lead} />}
          {found && found.connections.length > 0 && <ConnectionTable caseId={caseId} total={found.connections.length} />}
        </div>
        <div className="fw-side">
          {found && found.notEvaluated.length > 0 && (
            <Card>
              <CardTitle component="h2">{t("missing.title")}</CardTitle>
              <CardBody><NotTested diagnosis={found} /></CardBody>
            </Card>
          )}
          <Files caseId={caseId} diagnosis={found} />
          <Card>
            <CardTitle component="h2">{t("activity.title")}</CardTitle>
            <CardBody>
              <ol className="fw-activity">
                {item.activity.map((entry, index) => (
                  <li key={index}><time dateTime={entry.at}>{time(entry.at)}</time> {t(`activity.${entry.key}`, worded(entry.args, t))}</li>
                ))}
              </ol>
            </CardBody>
          </Card>
        </div>
      </div>
    </>
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

function NotTested({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t } = useTranslation();
  return (
    <>
      {diagnosis.notEvaluated.map((entry) => (
        <p key={entry.rule}><code>{entry.rule}</code><br />{t("missing.needs", { file: entry.text ? t(entry.text.key) : entry.needs })}</p>
      ))}
    </>
  );
}

function worded(args: Record<string, unknown>, t: (key: string) => string): Record<string, unknown> {
  const words: Record<string, unknown> = { ...args };
  if (typeof args.class === "string") words.class = t(`class.${args.class}`);
  if (typeof args.was === "string") words.was = t(`class.${args.was}`);
  if (typeof args.confidence === "number") words.confidence = percent(args.confidence);
  return words;
}
