import {
  Breadcrumb, BreadcrumbItem, Button, Card, CardBody, CardTitle, Form, FormGroup, Label, Modal, ModalBody, ModalFooter, ModalHeader, MultipleFileUpload,
  MultipleFileUploadMain, TextInput, Title,
} from "@patternfly/react-core";
import { UploadIcon } from "@patternfly/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useBeforeUnload, useBlocker, useNavigate, useParams } from "react-router";
import { get, post, ProblemError, type SessionInfo } from "../../api";
import { bytes, number, percent } from "../../i18n";
import { Failure } from "../../shell/States";
import { useTitle } from "../../shell/title";
import { artifactsOf } from "../case/artifacts";
import type { CaseView, Diagnosis } from "../case/model";
import { TenantChoice } from "../tenants/TenantChoice";
import { CaptureRecipe } from "./CaptureRecipe";
import { FileRow } from "./FileRow";
import { createUploads, type Room, type Upload } from "./uploads";

interface Quota { usedBytes: number; limitBytes: number; maxFileBytes: number }

/** A new case, or, under a case's own address, more files for it. */
export function NewCase({ session }: { session: SessionInfo }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { caseId } = useParams();
  const isProvider = session.organization?.kind === "provider";
  const [tenant, setTenant] = useState(isProvider ? "" : (session.organization?.id ?? ""));
  const quota = useQuery({ queryKey: ["quota", tenant], queryFn: () => get<Quota>(`/ingest/v1/quota?tenant=${tenant}`), enabled: tenant !== "" });
  const [title, setTitle] = useState("");
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [opened, setOpened] = useState<{ id: string } | null>(caseId ? { id: caseId } : null);
  const [isStarted, setStarted] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  // One key for one wish: an answer that got lost opens no second case, other words are another case.
  const wish = `${tenant} ${title.trim()}`;
  const keys = useRef(new Map<string, string>());
  const engine = useMemo(() => createUploads(setUploads), []);
  useEffect(() => engine.watch(), [engine]);

  const progress = useQuery({
    queryKey: ["case", opened?.id],
    queryFn: () => get<CaseView>(`/analysis/v1/cases/${opened!.id}`),
    enabled: opened !== null, refetchInterval: isStarted ? 1000 : false, retry: caseId ? false : 5,
  });
  useTitle(caseId ? progress.data && `${progress.data.number} ${t("newcase.add")}` : t("nav.newCase"));
  const owner = progress.data?.tenant.id;
  useEffect(() => { if (caseId && owner) setTenant(owner); }, [caseId, owner]);
  // The analysis that was there before: the verdict is out again only when there is another one.
  const analysis = progress.data?.analysis?.id;
  const earlier = useRef<string | undefined>(undefined);
  useEffect(() => { if (!isStarted) earlier.current = analysis; }, [isStarted, analysis]);
  const artifacts = useQuery({
    queryKey: ["artifacts", opened?.id],
    queryFn: () => artifactsOf(opened!.id),
    enabled: opened !== null && isStarted, refetchInterval: 1000,
  });

  const isUploading = uploads.some((upload) => upload.state === "uploading" || upload.state === "paused");
  const leaving = useBlocker(isUploading);
  useBeforeUnload((event) => { if (isUploading) event.preventDefault(); });
  const sent = uploads.reduce((sum, upload) => sum + upload.sent, 0);
  const total = uploads.reduce((sum, upload) => sum + upload.bytes, 0);
  const quarter = total === 0 ? 0 : Math.floor((sent / total) * 4) * 25;
  useEffect(() => { if (opened && total > 0) setSaid(t("newcase.said", { percent: quarter })); }, [opened, quarter, total, t]);

  // All files have met their fate and the verdict is there: on to the case.
  const isJudged = (progress.data?.status === "judged" || progress.data?.status === "failed") && analysis !== earlier.current;
  const diagnosis = useQuery({
    queryKey: ["diagnosis", opened?.id, progress.data?.updatedAt],
    queryFn: () => get<Diagnosis>(`/analysis/v1/cases/${opened!.id}/diagnosis`),
    enabled: opened !== null && isJudged,
  });
  const fates = (artifacts.data ?? []).filter((fate) => uploads.some((upload) => upload.artifactId === fate.id));
  const isAllGood = uploads.length > 0 && uploads.every((upload) => upload.state === "sent") && fates.length >= uploads.length && fates.every((fate) => fate.state === "ready" && !fate.reason);
  useEffect(() => { if (opened && isJudged && isAllGood) void navigate(`/cases/${opened.id}`); }, [opened, isJudged, isAllGood, navigate]);

  const start = async () => {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      const target = opened ?? (await post<{ id: string }>("/ingest/v1/cases", { title, tenantId: tenant }, { "Idempotency-Key": keyOf(keys.current, wish) }));
      setOpened(target);
      setStarted(true);
      void engine.start(target.id);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  const room: Room | undefined = quota.data && { maxFileBytes: quota.data.maxFileBytes, freeBytes: quota.data.limitBytes - quota.data.usedBytes };
  const { freeBytes, maxFileBytes } = room ?? {};
  useEffect(() => { if (freeBytes !== undefined && maxFileBytes !== undefined) engine.fit({ freeBytes, maxFileBytes }); }, [engine, freeBytes, maxFileBytes]);
  const isReady = (caseId !== undefined || title.trim() !== "") && tenant !== "" && uploads.some((upload) => upload.state === "waiting");
  if (caseId && progress.isError && !progress.data) return <Failure isPage error={progress.error} retry={() => void progress.refetch()} />;
  return (
    <>
      <Breadcrumb>
        <BreadcrumbItem><Link to="/cases">{t("nav.cases")}</Link></BreadcrumbItem>
        {caseId && <BreadcrumbItem><Link to={`/cases/${caseId}`}>{progress.data?.number ?? "…"}</Link></BreadcrumbItem>}
        <BreadcrumbItem isActive>{t(caseId ? "newcase.add" : "nav.newCase")}</BreadcrumbItem>
      </Breadcrumb>
      <Title headingLevel="h1">{caseId ? (progress.data?.title ?? t("newcase.add")) : t("nav.newCase")}</Title>
      <p className="fw-quiet">{t(caseId ? "newcase.add.intro" : "newcase.intro")}</p>
      <div className="fw-columns">
        <Form className="fw-main" onSubmit={(event) => { event.preventDefault(); void start(); }}>
          {!caseId && <Card>
            <CardBody className="fw-fields">
              <FormGroup label={t("newcase.title")} isRequired fieldId="title">
                <TextInput id="title" value={title} maxLength={200} isDisabled={opened !== null} onChange={(_event, value) => setTitle(value)} placeholder={t("newcase.title.example")} />
              </FormGroup>
              {isProvider && (
                <FormGroup label={t("newcase.tenant")} isRequired fieldId="tenant">
                  <TenantChoice id="tenant" label={t("newcase.tenant")} value={tenant} none={t("newcase.tenant.choose")} isDisabled={opened !== null} onChoose={setTenant} />
                </FormGroup>
              )}
            </CardBody>
          </Card>}
          <Card>
            <CardTitle component="h2">{t("files.title")}</CardTitle>
            <CardBody>
              <MultipleFileUpload onFileDrop={(_event, files) => engine.add(files, room)} dropzoneProps={{ accept: {} }}>
                <MultipleFileUploadMain
                  titleIcon={<UploadIcon />} titleText={t("newcase.drop")} titleTextSeparator={t("newcase.or")} browseButtonText={t("newcase.choose")}
                  infoText={
                    <span className="fw-zone-facts">
                      <span><b>{t("newcase.takes")}</b>{t("newcase.kinds")}</span>
                      <span><b>{t("newcase.limit")}</b>{quota.data ? t("newcase.limits", { file: bytes(quota.data.maxFileBytes), free: bytes(quota.data.limitBytes - quota.data.usedBytes) }) : t(tenant === "" ? "newcase.limit.tenant" : "state.loading")}</span>
                      <span><b>{t("newcase.private")}</b>{t(isProvider ? "newcase.privacy.provider" : "newcase.privacy")}</span>
                    </span>
                  }
                />
              </MultipleFileUpload>
              {opened && isStarted && (
                <div className="fw-summary">
                  <strong>{t("newcase.summary", { done: number(fates.filter((fate) => fate.state !== "uploading" && fate.state !== "inspecting").length), of: number(uploads.length) })}</strong>
                  <p className="fw-quiet">{!isUploading && uploads.every((upload) => upload.state === "sent") ? t("newcase.safe") : t("newcase.stay")}</p>
                </div>
              )}
              {uploads.length > 0 && (
                <ul className="fw-files">
                  {uploads.map((upload) => <FileRow key={upload.id} upload={upload} artifact={fates.find((fate) => fate.id === upload.artifactId)} item={progress.data} diagnosis={diagnosis.data} engine={engine} />)}
                </ul>
              )}
              {failure !== null && <Failure error={failure instanceof Error ? failure : new ProblemError({ status: 0, code: "offline", title: "offline" })} retry={() => void start()} />}
              <div className="fw-actions">
                <Button type="submit" isDisabled={!isReady || isBusy} isLoading={isBusy || isUploading}>{opened ? t("newcase.addMore") : t("newcase.start")}</Button>
                {uploads.some((upload) => upload.state === "paused") && <Button variant="secondary" onClick={() => engine.resume()}>{t("newcase.resume")}</Button>}
              </div>
              <div className="pf-v6-screen-reader" role="status" aria-live="polite">{said}</div>
            </CardBody>
          </Card>
          {opened && isStarted && <SoFar item={progress.data} id={opened.id} isFinal={isJudged && !isUploading} />}
        </Form>
        <CaptureRecipe />
      </div>
      {leaving.state === "blocked" && (
        <Modal isOpen variant="small" aria-labelledby="leave-title" onClose={() => leaving.reset()}>
          <ModalHeader title={t("newcase.leave.title")} labelId="leave-title" />
          <ModalBody>{t("newcase.leave.detail")}</ModalBody>
          <ModalFooter>
            <Button onClick={() => leaving.reset()}>{t("newcase.leave.stay")}</Button>
            <Button variant="link" onClick={() => leaving.proceed()}>{t("newcase.leave.go")}</Button>
          </ModalFooter>
        </Modal>
      )}
    </>
  );
}

/** The key of a wish: the same one whenever the same is wished again on this page. */
function keyOf(keys: Map<string, string>, wish: string): string {
  const key = keys.get(wish) ?? crypto.randomUUID();
  keys.set(wish, key);
  return key;
}

/** A first verdict as soon as one file allows it; the others may change it. */
function SoFar({ item, id, isFinal }: { item?: CaseView; id: string; isFinal: boolean }) {
  const { t } = useTranslation();
  const verdict = item?.verdict;
  const isSure = verdict && verdict.class !== "insufficient";
  return (
    <Card>
      <CardBody className="fw-heading">
        <div>
          {verdict && <Label isCompact status="info">{t(isFinal ? "status.judged" : "case.soFar")}</Label>}
          <p>{verdict ? `${t(`class.${verdict.class}`)}${isSure ? ` ${percent(verdict.confidence)}` : ""}` : t("newcase.noVerdict")}</p>
        </div>
        <Link to={`/cases/${id}`}>{t("newcase.goto")}</Link>
      </CardBody>
    </Card>
  );
}
