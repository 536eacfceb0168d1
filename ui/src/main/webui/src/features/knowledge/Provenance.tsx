import { Label } from "@patternfly/react-core";
import { CheckCircleIcon, LightbulbIcon, ExclamationTriangleIcon } from "@patternfly/react-icons";
import { useTranslation } from "react-i18next";
import { day } from "../../i18n";
import { isOwnReasoning, type Source, type Status } from "./model";

/** Whether a statement was read in its source or is our own reasoning: word and shape, not colour alone. */
export function StatusLabel({ status }: { status: Status }) {
  const { t } = useTranslation();
  return (
    <Label isCompact variant="outline" color={status === "CONFIRMED" ? "green" : "grey"} icon={status === "CONFIRMED" ? <CheckCircleIcon /> : <LightbulbIcon />}>
      {t(`knowledge.status.${status}`)}
    </Label>
  );
}

/** A source calls itself as it does in its own language; only our own reasoning is ours to word. */
export function SourceName({ source }: { source: { id?: string; title: string; url: string | null } }) {
  const { t } = useTranslation();
  if (isOwnReasoning(source)) return <>{t("knowledge.source.own")}</>;
  return source.url ? <a href={source.url} rel="noreferrer" target="_blank">{source.title}</a> : <>{source.title}</>;
}

/** What a statement rests on: status, sources, the day each was read, and whether it has changed since. */
export function Provenance({ status, sources }: { status?: Status; sources: Source[] }) {
  const { t } = useTranslation();
  return (
    <p className="fw-provenance">
      {status && <StatusLabel status={status} />}
      {sources.map((source) => (
        <span key={source.id}>
          <SourceName source={source} />{" "}
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
