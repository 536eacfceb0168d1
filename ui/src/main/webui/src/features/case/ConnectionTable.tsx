import { Button, Card, CardBody, CardTitle, SearchInput, Skeleton } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { get } from "../../api";
import { bytes, number, percent } from "../../i18n";
import { Failure } from "../../shell/States";
import { Choice, useFilters } from "../knowledge/Filters";
import { ClassMark } from "../cases/Marks";
import { CLASSES } from "../cases/model";
import type { Connection, Diagnosis } from "./model";

interface Page { items: Connection[]; next: string | null; total: number }

/** Every connection of the case, with how it ended. Filters stand in the address; `judgedAt` tells one diagnosis from the next. */
export function ConnectionTable({ caseId, judgedAt, diagnosis }: { caseId: string; judgedAt: string; diagnosis: Diagnosis }) {
  const { t } = useTranslation();
  const filters = useFilters();
  const [outcome, find] = [filters.get("outcome"), filters.get("find")];
  const [typed, setTyped] = useState(find);
  const pages = useInfiniteQuery({
    queryKey: ["connections", caseId, judgedAt, outcome, find],
    queryFn: ({ pageParam }) => get<Page>(`/analysis/v1/cases/${caseId}/diagnosis/connections?${new URLSearchParams({ limit: "20", ...(outcome && { class: outcome }), ...(find && { q: find }), ...(pageParam && { cursor: pageParam }) })}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (earlier) => earlier,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = diagnosis.counts?.byClass ?? {};
  const options = CLASSES.filter((name) => counts[name]).map((name) => [name, `${t(`class.${name}`)} (${number(counts[name] ?? 0)})`] as const);
  const isMany = diagnosis.connections.length > 5;
  const beside = (id: string) => { const next = new URLSearchParams(filters.query); next.set("connection", id); return `?${next}#evidence`; };
  return (
    <Card component="section" className="fw-screen-only">
      <CardTitle component="h2">{t("connections.title")}</CardTitle>
      <CardBody>
        {isMany && (
          <div className="fw-filters">
            <Choice label={t("connections.outcome")} value={outcome} any={t("connections.any")} options={options} onChoose={(value) => filters.set("outcome", value)} />
            <SearchInput
              aria-label={t("connections.find")} placeholder={t("connections.find")} value={typed}
              onChange={(_event, value) => setTyped(value)} onSearch={(_event, value) => filters.set("find", value.trim())} onClear={() => { setTyped(""); filters.set("find", ""); }}
            />
          </div>
        )}
        {pages.isError && <Failure error={pages.error} retry={() => void pages.refetch()} />}
        {pages.isPending && <Skeleton height="8rem" screenreaderText={t("state.loading")} />}
        {pages.data && rows.length === 0 && <p>{t("connections.none")}</p>}
        {rows.length > 0 && (
          <div className="fw-wide" role="region" aria-label={t("connections.title")} tabIndex={0} aria-busy={pages.isPlaceholderData}>
            <Table aria-label={t("connections.title")} variant="compact" gridBreakPoint="grid-lg">
              <Thead><Tr><Th>{t("connections.ends")}</Th><Th modifier="nowrap">{t("connections.service")}</Th><Th modifier="wrap">{t("connections.sent")}</Th><Th>{t("connections.outcome")}</Th></Tr></Thead>
              <Tbody>
                {rows.map((row) => (
                  <Tr key={`${row.artifact} ${row.id}`}>
                    <Td dataLabel={t("connections.ends")}><code className="fw-ends"><span>{row.client.address}:{row.client.port}</span> <span>→ {row.server.address}:{row.server.port}</span></code></Td>
                    <Td dataLabel={t("connections.service")}>{row.serviceClass}</Td>
                    <Td dataLabel={t("connections.sent")}>{bytes(row.payloadBytes.clientToServer)} / {bytes(row.payloadBytes.serverToClient)}</Td>
                    <Td dataLabel={t("connections.outcome")}>
                      <span>
                        <ClassMark verdict={row.verdict.class} /> {t(`class.${row.verdict.class}`)}{" "}
                        {row.verdict.class !== "insufficient" && <span className="fw-quiet">{percent(row.verdict.confidence)}</span>}
                        {row.kill && <span className="fw-quiet"> {t("connections.cutAt", { packet: number(row.kill.packet) })}</span>}
                        {row.kill && <> <Link to={beside(row.id)} aria-label={t("connections.showOf", { connection: `${row.client.address}:${row.client.port}` })}>{t("connections.show")}</Link></>}
                      </span>
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          </div>
        )}
        {pages.data && <p className="fw-quiet">{t("cases.shown", { shown: number(rows.length), total: number(pages.data.pages[0].total) })}</p>}
        {pages.hasNextPage && <Button variant="secondary" isLoading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{t("cases.more")}</Button>}
      </CardBody>
    </Card>
  );
}
