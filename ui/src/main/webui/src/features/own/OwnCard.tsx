import { Button, Card, CardBody, CardTitle, Label } from "@patternfly/react-core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { post, remove } from "../../api";
import { time } from "../../i18n";
import { Failure } from "../../shell/States";
import { Audience } from "./Audience";
import { type OwnEntry, titleOf } from "./model";
import { OwnFactView } from "./OwnFactView";
import { OwnForm } from "./OwnForm";
import { OwnHistory } from "./OwnHistory";

interface Tenant { id: string; name: string }

/** One entry: what it says, whom it concerns and who sees it; changed, taken out of use, restored. */
export function OwnCard({ entry, tenants, tenantName, onChanged }: { entry: OwnEntry; tenants: Tenant[]; tenantName: (id: string) => string; onChanged: () => void }) {
  const { t } = useTranslation();
  const [isEditing, setEditing] = useState(false);
  const [isTold, setTold] = useState(false);
  const match = { "If-Match": `"${entry.version}"` };
  const path = `/knowledge/v1/own-knowledge/${entry.id}`;
  const act = useMutation({ mutationFn: async () => (entry.deleted ? void (await post(`${path}/restore`, {}, match)) : remove(path, match)), onSuccess: onChanged });
  const name = titleOf(entry.fact, t("own.override"));
  if (isEditing) return <OwnForm state={entry} entry={entry} tenants={tenants} onDone={() => { setEditing(false); onChanged(); }} onCancel={() => { setEditing(false); onChanged(); }} />;
  return (
    <Card isCompact component="article">
      <CardTitle component="h3">
        {name} <Label isCompact>{t(`own.kind.${entry.fact.kind}`)}</Label>{" "}
        <Audience of={entry} tenantName={tenantName} />
      </CardTitle>
      <CardBody>
        <OwnFactView fact={entry.fact} />
        <p className="fw-quiet">{t("own.changed", { name: entry.changedBy ?? "–", time: time(entry.changedAt) })}</p>
        <div className="fw-actions">
          {!entry.deleted && <Button variant="link" isInline aria-label={`${name}: ${t("own.edit")}`} onClick={() => setEditing(true)}>{t("own.edit")}</Button>}
          <Button variant="link" isInline isLoading={act.isPending} aria-label={`${name}: ${t(entry.deleted ? "own.restore" : "own.delete")}`} onClick={() => act.mutate()}>{t(entry.deleted ? "own.restore" : "own.delete")}</Button>
          <Button variant="link" isInline aria-expanded={isTold} aria-label={`${name}: ${t("own.history")}`} onClick={() => setTold(!isTold)}>{t("own.history")}</Button>
        </div>
        {act.isError && <Failure error={act.error} retry={onChanged} />}
        {isTold && <OwnHistory entry={entry} tenantName={tenantName} onChanged={onChanged} />}
      </CardBody>
    </Card>
  );
}
