import { Button, Card, CardBody, CardTitle } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get } from "../../api";
import { bytes, number, percent } from "../../i18n";
import { Failure } from "../../shell/States";
import { ClassMark } from "../cases/Marks";
import type { Connection } from "./model";

interface Page { items: Connection[]; next: string | null; total: number }

/** Every connection of the case, with how it ended. */
export function ConnectionTable({ caseId, total }: { caseId: string; total: number }) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery({
    queryKey: ["connections", caseId, total],
    queryFn: ({ pageParam }) => get<Page>(`/analysis/v1/cases/${caseId}/diagnosis/connections?limit=20${pageParam ? `&cursor=${pageParam}` : ""}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card component="section" className="fw-screen-only">
      <CardTitle component="h2">{t("connections.title")}</CardTitle>
      <CardBody>
        {pages.isError && <Failure error={pages.error} retry={() => void pages.refetch()} />}
        <div className="fw-wide" role="region" aria-label={t("connections.title")} tabIndex={0}>
          <Table aria-label={t("connections.title")} variant="compact" gridBreakPoint="grid-lg">
            <Thead><Tr><Th>{t("connections.ends")}</Th><Th>{t("connections.service")}</Th><Th>{t("connections.sent")}</Th><Th>{t("connections.outcome")}</Th></Tr></Thead>
            <Tbody>
              {rows.map((row) => (
                <Tr key={`${row.artifact} ${row.id}`}>
                  <Td dataLabel={t("connections.ends")}><code className="fw-ends"><span>{row.client.address}:{row.client.port}</span> <span>→ {row.server.address}:{row.server.port}</span></code></Td>
                  <Td dataLabel={t("connections.service")}>{row.serviceClass}</Td>
                  <Td dataLabel={t("connections.sent")}>{bytes(row.payloadBytes.clientToServer)} / {bytes(row.payloadBytes.serverToClient)}</Td>
                  <Td dataLabel={t("connections.outcome")}>
                    <ClassMark verdict={row.verdict.class} /> {t(`class.${row.verdict.class}`)} <span className="fw-quiet">{percent(row.verdict.confidence)}</span>
                    {row.kill && <span className="fw-quiet"> {t("connections.cutAt", { packet: number(row.kill.packet) })}</span>}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </div>
        <p className="fw-quiet">{t("cases.shown", { shown: number(rows.length), total: number(pages.data?.pages[0]?.total ?? total) })}</p>
        {pages.hasNextPage && <Button variant="secondary" isLoading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{t("cases.more")}</Button>}
      </CardBody>
    </Card>
  );
}
