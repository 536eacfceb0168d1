import { Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { day, number } from "../../i18n";
import type { SourceItem } from "./model";
import { Changed, SourceName } from "./Provenance";

/** What all statements rest on; sources that have changed first, then by the age of their review. */
export function SourceTable({ sources }: { sources: SourceItem[] }) {
  const { t } = useTranslation();
  const sorted = sources.toSorted((left, right) => Number(right.changed !== null) - Number(left.changed !== null) || left.reviewed.localeCompare(right.reviewed) || left.title.localeCompare(right.title));
  return (
    <section className="fw-stack" aria-labelledby="sources">
      <Title headingLevel="h2" size="lg" id="sources">{t("freshness.sources")} <span className="fw-quiet">{number(sources.length)}</span></Title>
      <Table className="fw-table" aria-labelledby="sources" variant="compact" gridBreakPoint="grid-md">
        <Thead><Tr><Th modifier="wrap">{t("guidance.source")}</Th><Th modifier="wrap">{t("freshness.read")}</Th><Th modifier="wrap">{t("freshness.changed")}</Th><Th modifier="wrap">{t("freshness.rests")}</Th></Tr></Thead>
        <Tbody>
          {sorted.map((source) => (
            <Tr key={source.id}>
              <Td dataLabel={t("guidance.source")}><SourceName source={source} /></Td>
              <Td dataLabel={t("freshness.read")}><time dateTime={source.reviewed}>{day(source.reviewed)}</time></Td>
              <Td dataLabel={t("freshness.changed")}>{source.changed ? <Changed date={source.changed} /> : t("freshness.unchanged")}</Td>
              <Td dataLabel={t("freshness.rests")}><Link to={`/knowledge/freshness?source=${encodeURIComponent(source.id)}#by-age`}>{t("knowledge.statements", { count: number(source.statements) })}</Link></Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </section>
  );
}
