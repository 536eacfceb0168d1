import { Alert, Button, Progress, ProgressStep, ProgressStepper } from "@patternfly/react-core";
import { FileIcon, PauseIcon, PlayIcon, TimesIcon } from "@patternfly/react-icons";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { bytes, duration, number, wordProblem } from "../../i18n";
import { Fate } from "../case/Files";
import { type Artifact, type CaseView, type Diagnosis, resultOf } from "../case/model";
import type { createUploads, Upload } from "./uploads";

type Variant = "success" | "info" | "pending" | "warning";

/** One file on its way: upload, inspection, analysis, then one fate. */
export function FileRow({ upload, artifact, item, diagnosis, engine }: { upload: Upload; artifact?: Artifact; item?: CaseView; diagnosis?: Diagnosis; engine: ReturnType<typeof createUploads> }) {
  const { t } = useTranslation();
  const share = upload.bytes === 0 ? 100 : Math.floor((upload.sent / upload.bytes) * 100);
  const isMoving = upload.state === "uploading" || upload.state === "paused";
  const isOnline = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  const problem = upload.problem ? wordProblem(upload.problem) : { title: t("upload.failed"), detail: t("upload.failed.detail") };
  return (
    <li className="fw-row">
      <FileIcon aria-hidden="true" />
      <div>
        <strong>{upload.name}</strong>
        <p className="fw-quiet">
          {bytes(upload.bytes)}{isMoving && ` · ${number(share)}\u00a0%`}
          {upload.state === "uploading" && isOnline && upload.rate !== null && ` · ${bytes(upload.rate)}/s · ${t("upload.left", { time: duration((upload.bytes - upload.sent) / upload.rate) })}`}
          {upload.state === "uploading" && !isOnline && ` · ${t("upload.offline")}`}
        </p>
        {upload.state === "sent" && (artifact ? <Fate artifact={artifact} diagnosis={diagnosis} /> : <p>{t("upload.inspecting")}</p>)}
      </div>
      <ProgressStepper isCenterAligned aria-label={t("upload.steps", { name: upload.name })}>
        {steps(upload, artifact, item, diagnosis).map(([name, variant], index) => (
          <ProgressStep key={name} id={`${upload.id}-${index}`} titleId={`${upload.id}-${index}-title`} variant={variant} isCurrent={variant === "info"} aria-label={t(`upload.step.${name}`)}>
            {t(`upload.step.${name}`)}
          </ProgressStep>
        ))}
      </ProgressStepper>
      <div>
        {upload.state === "uploading" && <Button variant="plain" icon={<PauseIcon />} aria-label={t("upload.pauseOne", { name: upload.name })} onClick={() => engine.pause(upload.id)} />}
        {upload.state === "paused" && <Button variant="plain" icon={<PlayIcon />} aria-label={t("upload.resumeOne", { name: upload.name })} onClick={() => engine.retry(upload.id)} />}
        {isMoving && <Button variant="plain" icon={<TimesIcon />} aria-label={t("upload.cancelOne", { name: upload.name })} onClick={() => engine.remove(upload.id)} />}
        {(upload.state === "waiting" || upload.state === "failed") && <Button variant="link" isInline onClick={() => engine.remove(upload.id)} aria-label={t("upload.removeOne", { name: upload.name })}>{t("upload.remove")}</Button>}
      </div>
      {isMoving && <Progress className="fw-row-bar" aria-label={upload.name} value={share} size="sm" measureLocation="none" title={upload.state === "paused" ? t("upload.paused", { bytes: number(upload.sent) }) : undefined} />}
      {upload.state === "failed" && (
        <Alert className="fw-row-bar" variant="warning" isInline isPlain title={problem.title} actionLinks={upload.isRefused ? undefined : <Button variant="link" isInline onClick={() => engine.retry(upload.id)}>{t("action.retry")}</Button>}>
          {problem.detail}
        </Alert>
      )}
    </li>
  );
}

function watchNetwork(changed: () => void) {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => { window.removeEventListener("online", changed); window.removeEventListener("offline", changed); };
}

function steps(upload: Upload, artifact: Artifact | undefined, item: CaseView | undefined, diagnosis: Diagnosis | undefined): ["upload" | "inspect" | "analyse", Variant][] {
  const sent: Variant = upload.state === "sent" ? "success" : upload.state === "failed" ? "warning" : upload.state === "waiting" ? "pending" : "info";
  if (sent !== "success") return [["upload", sent], ["inspect", "pending"], ["analyse", "pending"]];
  const isRefused = artifact?.state === "refused" || artifact?.state === "expired";
  const inspected: Variant = isRefused ? "warning" : artifact?.state === "ready" || artifact?.state === "duplicate" ? "success" : "info";
  if (inspected !== "success" || artifact?.state === "duplicate") return [["upload", sent], ["inspect", inspected], ["analyse", "pending"]];
  const isInPart = artifact && (resultOf(artifact, diagnosis)?.status ?? "analysed") !== "analysed";
  const analysed: Variant = isInPart ? "warning" : item?.status === "judged" ? "success" : item?.status === "failed" ? "warning" : "info";
  return [["upload", sent], ["inspect", inspected], ["analyse", analysed]];
}
