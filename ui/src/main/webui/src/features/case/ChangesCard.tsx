import { Button, Card, CardBody, CardTitle } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../api";
import { number, percent, time } from "../../i18n";
import { Failure } from "../../shell/States";
import { ClassMark } from "../cases/Marks";
import { type Changes, type Difference, difference, type Opinion } from "./changes";

const FIRST_ROWS = 10;

/** What the last analysis changed; nothing where no class differs, or where the case was judged once only. */
export function ChangesCard({ caseId, judgedAt }: { caseId: string; judgedAt: string }) {
  const changes = useQuery({
    queryKey: ["changes", caseId, judgedAt],
    queryFn: () => get<Changes>(`/analysis/v1/cases/${caseId}/diagnoses/changes`),
    placeholderData: (earlier) => earlier,
  });
  if (changes.isError) return <Failure error={changes.error} retry={() => void changes.refetch()} />;
  const found = changes.data && difference(changes.data);
  return found ? <WhatChanged found={found} /> : null;
}

/** The verdict before and now, why they can differ, and the connections that are judged otherwise. */
export function WhatChanged({ found }: { found: Difference }) {
  const { t } = useTranslation();
  const [isAll, setAll] = useState(false);
  const { before, after, connections } = found;
  const shown = isAll ? connections : connections.slice(0, FIRST_ROWS);
  return (
    <Card component="section" className="fw-screen-only">
      <CardTitle component="h2">{t("changes.title")}</CardTitle>
      <CardBody>
        {found.isVerdictChanged && before.verdictClass && after.verdictClass
          ? <p>{t("changes.verdict", { was: t(`class.${before.verdictClass}`), now: t(`class.${after.verdictClass}`), time: time(after.at) })}</p>
          : <p>{t("changes.sameVerdict", { time: time(after.at) })}</p>}
        <p className="fw-quiet">
          {before.rulePack === after.rulePack ? t("changes.samePack", { version: after.rulePack }) : t("changes.otherPack", { was: before.rulePack, now: after.rulePack })}
        </p>
        {connections.length > 0 && (
          <>
            <Table aria-label={t("changes.connections")} variant="compact" gridBreakPoint="grid-lg">
              <Thead><Tr><Th width={40}>{t("connections.ends")}</Th><Th width={30}>{t("changes.before")}</Th><Th width={30}>{t("changes.now")}</Th></Tr></Thead>
              <Tbody>
                {shown.map((row) => (
                  <Tr key={row.id}>
                    <Td dataLabel={t("connections.ends")}><code className="fw-ends"><span>{row.client}</span> <span>→ {row.server}</span></code></Td>
                    <Td dataLabel={t("changes.before")}><Judged opinion={row.before} /></Td>
                    <Td dataLabel={t("changes.now")}><Judged opinion={row.after} /></Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
            <p className="fw-quiet">{t("cases.shown", { shown: number(shown.length), total: number(connections.length) })}</p>
            {shown.length < connections.length && <Button variant="secondary" onClick={() => setAll(true)}>{t("cases.more")}</Button>}
          </>
        )}
        {found.isPartial && <p className="fw-quiet">{t("changes.partial")}</p>}
      </CardBody>
    </Card>
  );
}

function Judged({ opinion }: { opinion: Opinion }) {
  const { t } = useTranslation();
  // One element: where the table falls apart into cards, each child of a cell would become a column.
  return <span><ClassMark verdict={opinion.verdictClass} /> {t(`class.${opinion.verdictClass}`)} <span className="fw-quiet">{percent(opinion.confidence)}</span></span>;
}
