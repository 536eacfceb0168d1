import {
  Alert, Button, Card, CardBody, CardTitle, ClipboardCopy, Form, FormGroup, FormSelect, FormSelectOption, MultipleFileUpload, MultipleFileUploadMain, Progress,
  TextInput, Title,
} from "@patternfly/react-core";
import { UploadIcon } from "@patternfly/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useBeforeUnload, useNavigate } from "react-router";
import { get, post, ProblemError, type SessionInfo } from "../../api";
import { bytes, number } from "../../i18n";
import { Failure } from "../../shell/States";
import type { CaseItem } from "../cases/model";
import type { Artifact } from "../case/model";
import { Fate } from "../case/Files";
import { createUploads, type Upload } from "./uploads";

interface Quota { usedBytes: number; limitBytes: number; maxFileBytes: number }

export function NewCase({ session }: { session: SessionInfo }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isProvider = session.organization?.kind === "provider";
  const tenants = useQuery({ queryKey: ["tenants"], queryFn: () => get<{ items: { id: string; name: string }[] }>("/ingest/v1/tenants"), enabled: isProvider });
  const [tenant, setTenant] = useState(isProvider ? "" : (session.organization?.id ?? ""));
  const quota = useQuery({ queryKey: ["quota", tenant], queryFn: () => get<Quota>(`/ingest/v1/quota?tenant=${tenant}`), enabled: tenant !== "" });
  const [title, setTitle] = useState("");
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [opened, setOpened] = useState<{ id: string } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const key = useRef(crypto.randomUUID());
  const engine = useMemo(() => createUploads(setUploads), []);
  useEffect(() => { document.title = `${t("nav.newCase")} – Firewitness`; }, [t]);

  const progress = useQuery({
    queryKey: ["case", opened?.id],
    queryFn: () => get<CaseItem>(`/analysis/v1/cases/${opened!.id}`),
    enabled: opened !== null, refetchInterval: 1000, retry: 5,
  });
  const artifacts = useQuery({
    queryKey: ["artifacts", opened?.id],
    queryFn: () => get<{ items: Artifact[] }>(`/ingest/v1/cases/${opened!.id}/artifacts`),
    enabled: opened !== null, refetchInterval: 1000,
  });

  const isUploading = uploads.some((upload) => upload.state === "uploading" || upload.state === "paused");
  useBeforeUnload((event) => { if (isUploading) event.preventDefault(); });
  const sent = uploads.reduce((sum, upload) => sum + upload.sent, 0);
  const total = uploads.reduce((sum, upload) => sum + upload.bytes, 0);
  const quarter = total === 0 ? 0 : Math.floor((sent / total) * 4) * 25;
  useEffect(() => { if (opened && total > 0) setSaid(t("newcase.said", { percent: quarter })); }, [opened, quarter, total, t]);

  // All files have met their fate and the verdict is there: on to the case.
  const isJudged = progress.data?.status === "judged" || progress.data?.status === "failed";
  const fates = artifacts.data?.items ?? [];
  const isAllGood = uploads.length > 0 && uploads.every((upload) => upload.state === "sent") && fates.length >= uploads.length && fates.every((fate) => fate.state === "ready" && !fate.reason);
  useEffect(() => { if (opened && isJudged && isAllGood) void navigate(`/cases/${opened.id}`); }, [opened, isJudged, isAllGood, navigate]);

  const start = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const target = opened ?? (await post<{ id: string }>("/ingest/v1/cases", { title, tenantId: tenant }, { "Idempotency-Key": key.current }));
      setOpened(target);
      await engine.start(target.id);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Title headingLevel="h1">{t("nav.newCase")}</Title>
      <div className="fw-columns">
        <Card>
          <CardBody>
            <Form onSubmit={(event) => { event.preventDefault(); void start(); }}>
              <FormGroup label={t("newcase.title")} isRequired fieldId="title">
                <TextInput id="title" value={title} maxLength={200} isDisabled={opened !== null} onChange={(_event, value) => setTitle(value)} placeholder={t("newcase.title.example")} />
              </FormGroup>
              {isProvider && (
                <FormGroup label={t("newcase.tenant")} isRequired fieldId="tenant">
                  <FormSelect id="tenant" value={tenant} isDisabled={opened !== null} onChange={(_event, value) => setTenant(value)}>
                    <FormSelectOption value="" label={t("newcase.tenant.choose")} isPlaceholder />
                    {tenants.data?.items.map((item) => <FormSelectOption key={item.id} value={item.id} label={item.name} />)}
                  </FormSelect>
                </FormGroup>
              )}
              <MultipleFileUpload onFileDrop={(_event, files) => engine.add(files)} dropzoneProps={{ accept: {} }}>
                <MultipleFileUploadMain
                  titleIcon={<UploadIcon />} titleText={t("newcase.drop")} titleTextSeparator={t("newcase.or")} browseButtonText={t("newcase.choose")}
                  infoText={
                    <>
                      {t("newcase.kinds")}
                      {quota.data && <><br />{t("newcase.limits", { file: bytes(quota.data.maxFileBytes), free: bytes(quota.data.limitBytes - quota.data.usedBytes) })}</>}
                      <br />{t("newcase.privacy")}
                    </>
                  }
                />
              </MultipleFileUpload>
              {uploads.length > 0 && (
                <ul className="fw-files">
                  {uploads.map((upload) => <Row key={upload.id} upload={upload} artifact={fates.find((fate) => fate.id === upload.artifactId)} item={progress.data} engine={engine} />)}
                </ul>
              )}
              {failure !== null && <Failure error={failure instanceof Error ? failure : new ProblemError({ status: 0, code: "offline", title: "offline" })} retry={() => void start()} />}
              <div className="fw-actions">
                <Button type="submit" isDisabled={title.trim() === "" || tenant === "" || !uploads.some((upload) => upload.state === "waiting")} isLoading={isBusy || isUploading}>
                  {opened ? t("newcase.addMore") : t("newcase.start")}
                </Button>
                {opened && <Link to={`/cases/${opened.id}`}>{t("newcase.goto")}</Link>}
                {uploads.some((upload) => upload.state === "paused") && <Button variant="secondary" onClick={() => engine.resume()}>{t("newcase.resume")}</Button>}
              </div>
              {opened && !isUploading && uploads.every((upload) => upload.state === "sent") && <p className="fw-quiet">{t("newcase.safe")}</p>}
              <div className="pf-v6-screen-reader" role="status" aria-live="polite">{said}</div>
            </Form>
          </CardBody>
        </Card>
        <CaptureRecipe />
      </div>
    </>
  );
}

function Row({ upload, artifact, item, engine }: { upload: Upload; artifact?: Artifact; item?: CaseItem & { analysis?: { progress: { percent: number } } | null }; engine: ReturnType<typeof createUploads> }) {
  const { t } = useTranslation();
  const analysis = item?.analysis;
  const isAnalysing = artifact?.state === "ready" && (item?.status === "queued" || item?.status === "analysing");
  const share = upload.bytes === 0 ? 100 : Math.floor((upload.sent / upload.bytes) * 100);
  return (
    <li>
      <div className="fw-file-head"><strong>{upload.name}</strong> <span className="fw-quiet">{bytes(upload.bytes)}</span></div>
      {upload.state === "failed" ? (
        <Alert variant="warning" isInline isPlain title={upload.problem?.title ?? t("upload.failed")} actionLinks={<><Button variant="link" isInline onClick={() => engine.retry(upload.id)}>{t("action.retry")}</Button><Button variant="link" isInline onClick={() => engine.remove(upload.id)}>{t("upload.remove")}</Button></>}>
          {upload.problem?.detail ?? t("upload.failed.detail")}
        </Alert>
      ) : upload.state === "sent" ? (
        <>
          {artifact ? <Fate artifact={artifact} /> : t("upload.inspecting")}
          {isAnalysing && <Progress aria-label={t("status.analysing")} value={analysis?.progress.percent ?? 0} size="sm" title={t("status.analysing")} />}
        </>
      ) : (
        <>
          <Progress aria-label={upload.name} value={share} size="sm" title={upload.state === "paused" ? t("upload.paused", { bytes: number(upload.sent) }) : t(`upload.${upload.state}`)} />
          {upload.state === "waiting" && <Button variant="link" isInline onClick={() => engine.remove(upload.id)}>{t("upload.remove")}</Button>}
        </>
      )}
    </li>
  );
}

const PORTS = "tcp portrange 2500-3300 or port 6180 or tcp port 443";

/** How to take a capture that can be judged: headers are enough, a ring of files so that the disk does not fill. */
function CaptureRecipe() {
  const { t } = useTranslation();
  const commands = [
    ["pktmon", "pktmon filter add -t TCP -p 2501 && pktmon start --capture --pkt-size 128 --file-size 1024 && pktmon stop && pktmon etl2pcap PktMon.etl"],
    ["dumpcap", `dumpcap -s 128 -b filesize:1000000 -b files:10 -w backup.pcapng -f "${PORTS}"`],
    ["tcpdump", `tcpdump -i any -s 128 -C 1000 -W 10 -w backup.pcap '${PORTS}'`],
  ];
  return (
    <Card>
      <CardTitle>{t("recipe.title")}</CardTitle>
      <CardBody>
        <p>{t("recipe.where")}</p>
        {commands.map(([tool, command]) => (
          <div key={tool}>
            <h3 className="fw-small-heading">{tool}</h3>
            <ClipboardCopy isReadOnly isCode hoverTip={t("action.copy")} clickTip={t("action.copied")} textAriaLabel={tool} variant="expansion">{command}</ClipboardCopy>
          </div>
        ))}
        <p className="fw-quiet">{t("recipe.why")}</p>
      </CardBody>
    </Card>
  );
}
