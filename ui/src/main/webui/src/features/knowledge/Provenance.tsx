import { Label } from "@patternfly/react-core";
import { CheckCircleIcon, LightbulbIcon, ExclamationTriangleIcon } from "@patternfly/react-icons";
import { useTranslation } from "react-i18next";
import { day } from "../../i18n";
import type { Source, Status } from "./model";

/** Whether a statement was read in its source or is our own reasoning: word and shape, not colour alone. */
export function StatusLabel({ status }: { status: Status }) {
  const { t } = useTranslation();
  return (
    <Label isCompact variant="outline" color={status === "CONFIRMED" ? "green" : "grey"} icon={status === "CONFIRMED" ? <CheckCircleIcon /> : <LightbulbIcon />}>
      {t(`knowledge.status.${status}`)}
    </Label>
  );
}

/** What a statement rests on: status, sources, the day each was read, and whether it has changed since. */
export function Provenance({ status, sources }: { status?: Status; sources: Source[] }) {
  const { t } = useTranslation();
  return (
    <p className="fw-provenance">
      {status && <StatusLabel status={status} />}
      {sources.map((source) => (
        <span key={source.id}>
          {source.url ? <a href={source.url} rel="noreferrer" target="_blank">{source.title}</a> : source.title}{" "}
          <time dateTime={source.date}>{t("knowledge.read", { date: day(source.date) })}</time>
          {source.changed && <> <Changed date={source.changed} /></>}
        </span>
      ))}
    </p>
  );
}

/** A source that was seen to have changed after it was read. */
export function Changed({ date }: { date: string }) {
  const { t } = useTranslation();
  return <Label isCompact status="warning" variant="outline" icon={<ExclamationTriangleIcon />}>{t("knowledge.changed", { date: day(date) })}</Label>;
}
