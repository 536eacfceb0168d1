import { Button, Card, CardBody, CardTitle, Label } from "@patternfly/react-core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { remove } from "../../api";
import { bytes, number, say } from "../../i18n";
import { Failure } from "../../shell/States";
import { artifactsOf } from "./artifacts";
import { type Artifact, type Diagnosis, resultOf } from "./model";

/** The files of a case and what became of each. */
export function Files({ caseId, diagnosis }: { caseId: string; diagnosis?: Diagnosis }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<string | null>(null);
  const files = useQuery({
    queryKey: ["artifacts", caseId],
    queryFn: () => artifactsOf(caseId),
    refetchInterval: (state) => (state.state.data?.some((file) => file.state === "inspecting" || file.state === "uploading") ? 1500 : false),
  });
  const deletion = useMutation({
    mutationFn: (id: string) => remove(`/ingest/v1/cases/${caseId}/artifacts/${id}`),
    onSettled: () => { setAsked(null); void queries.invalidateQueries({ queryKey: ["artifacts", caseId] }); void queries.invalidateQueries({ queryKey: ["case", caseId] }); },
  });
  if (files.isPending) return null;
  return (
    <Card className="fw-screen-only">
      <CardTitle component="h2">{t("files.title")}</CardTitle>
      <CardBody>
        {files.isError && <Failure error={files.error} retry={() => void files.refetch()} />}
        {deletion.isError && <Failure error={deletion.error} />}
        <ul className="fw-files">
          {files.data?.map((file) => (
            <li key={file.id}>
              <div className="fw-file-head"><strong>{file.name}</strong> <span className="fw-quiet">{bytes(file.bytes)}</span></div>
              <Fate artifact={file} diagnosis={diagnosis} />
              <NotUnderstood artifact={file} diagnosis={diagnosis} />
              {asked === file.id ? (
                <p>{t("files.deleteAsk")} <Button variant="link" isInline isDanger isLoading={deletion.isPending} onClick={() => deletion.mutate(file.id)}>{t("files.deleteYes")}</Button> <Button variant="link" isInline onClick={() => setAsked(null)}>{t("action.cancel")}</Button></p>
              ) : (
                <Button variant="link" isInline onClick={() => setAsked(file.id)}>{t("files.delete")}</Button>
              )}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

/** Lines of a file, or of the logs packed in it, whose wording is not known: what a new version of a product prints shows here first. */
export function NotUnderstood({ artifact, diagnosis }: { artifact: Artifact; diagnosis?: Diagnosis }) {
  const { t } = useTranslation();
  const logs = diagnosis?.artifacts.filter((entry) => (entry.id === artifact.id || entry.id.startsWith(`${artifact.id}/`)) && (entry.log?.notUnderstood ?? 0) > 0) ?? [];
  if (logs.length === 0) return null;
  const lines = logs.reduce((sum, entry) => sum + (entry.log?.notUnderstood ?? 0), 0);
  return (
    <details>
      <summary>{t("files.notUnderstood", { count: number(lines) })}</summary>
      <p className="fw-quiet">{t("files.notUnderstoodWhy")}</p>
      {logs.slice(0, 20).map((entry) => (
        <div key={entry.id}>
          <p>{entry.name} · {t("files.lines", { count: number(entry.log?.notUnderstood ?? 0) })}</p>
          <pre>{entry.log?.samples.map((sample) => `${String(sample.line)}: ${sample.text}`).join("\n")}</pre>
        </div>
      ))}
    </details>
  );
}

/** What became of one file: what happened, what was kept, what to do. */
export function Fate({ artifact, diagnosis }: { artifact: Artifact; diagnosis?: Diagnosis }) {
  const { t } = useTranslation();
  const result = resultOf(artifact, diagnosis);
  const state = artifact.state === "ready" && result ? result.status : artifact.state;
  const isGood = state === "ready" || state === "analysed";
  return (
    <p>
      <Label isCompact status={isGood ? "success" : state === "uploading" || state === "inspecting" ? "info" : "warning"}>{t(`fate.${state}`)}</Label>{" "}
      {artifact.reason && say({ key: `reason.${artifact.reason.code}`, args: { name: artifact.name } }, artifact.reason.code)}
      {artifact.state === "uploading" && t("upload.kept", { bytes: number(artifact.receivedBytes) })}
      {result && result.status !== "analysed" && say(result.reasonText, result.reason ?? "")}
      {isGood && result?.packets != null && t("files.packets", { count: number(result.packets) })}
      {isGood && result?.lines != null && t("files.lines", { count: number(result.lines) })}
      {result?.partOf && ` · ${say(result.partOf.text, result.partOf.statement)}`}{" "}
      {artifact.duplicateOf && <Link to={`/cases/${artifact.duplicateOf.caseId}`}>{t("reason.duplicate.open")}</Link>}
    </p>
  );
}
