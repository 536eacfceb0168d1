import {
  Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, FormSelect, FormSelectOption, Label, LabelGroup, SearchInput, Title,
  Toolbar, ToolbarContent, ToolbarItem,
} from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { get, type SessionInfo } from "../../api";
import { number, percent, say, time } from "../../i18n";
import { Failure, Loading } from "../../shell/States";
import { useTitle } from "../../shell/title";
import { TenantChoice, useTenant } from "../tenants/TenantChoice";
import { ClassMark } from "./Marks";
import { type CaseItem, type CasePage, filtersOf } from "./model";
import { Rejudgement } from "./Rejudgement";

const FACETS = ["class", "band", "status"] as const;

export function CaseList({ session }: { session: SessionInfo }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const asked = query.get("q") ?? "";
  const [typed, setTyped] = useState(asked);
  // A way back, or the navigation, changes what is asked without a key being pressed.
  useEffect(() => setTyped(asked), [asked]);
  const isProvider = session.organization?.kind === "provider";
  const filters = filtersOf(query);
  const filter = new URLSearchParams(filters).toString();
  const tenant = query.get("tenant") ?? "";
  const tenantName = useTenant(isProvider ? tenant : "")?.name;
  const cases = useInfiniteQuery({
    queryKey: ["cases", filter],
    queryFn: ({ pageParam }) => get<CasePage>(`/analysis/v1/cases?limit=25&${filter}${pageParam ? `&cursor=${pageParam}` : ""}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: (state) =>
      state.state.data?.pages.some((page) => page.items.some((item) => item.status === "queued" || item.status === "analysing")) ? 2000 : false,
  });
  useTitle(t("nav.cases"));

  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value); else next.delete(name);
    setQuery(next, { replace: true });
  };
  const clear = () => { setTyped(""); setQuery({}, { replace: true }); };
  const items = cases.data?.pages.flatMap((page) => page.items) ?? [];
  const first = cases.data?.pages[0];
  const isFiltered = filters.length > 0;

  if (cases.isPending) return <Loading />;
  if (cases.isError && !cases.data) return <Failure error={cases.error} retry={() => void cases.refetch()} />;
  if (items.length === 0 && !isFiltered) {
    return (
      <EmptyState headingLevel="h1" titleText={t("cases.empty.title")}>
        <EmptyStateBody>{t("cases.empty.detail")}</EmptyStateBody>
        <EmptyStateFooter><EmptyStateActions><Button onClick={() => void navigate("/cases/new")}>{t("nav.newCase")}</Button></EmptyStateActions></EmptyStateFooter>
      </EmptyState>
    );
  }
  return (
    <>
      <div className="fw-heading">
        <Title headingLevel="h1">{t("nav.cases")} <span className="fw-quiet">{number(first?.total ?? 0)}</span></Title>
        <Button onClick={() => void navigate("/cases/new")}>{t("nav.newCase")}</Button>
      </div>
      <Rejudgement session={session} />
      <Toolbar inset={{ default: "insetNone" }}>
        <ToolbarContent>
          <ToolbarItem>
            <SearchInput
              aria-label={t("cases.search")} placeholder={t("cases.search")} value={typed}
              onChange={(_event, value) => setTyped(value)} onSearch={(_event, value) => set("q", value)} onClear={() => { setTyped(""); set("q", ""); }}
            />
          </ToolbarItem>
          {FACETS.map((facet) => (
            <ToolbarItem key={facet}>
              <FormSelect aria-label={t(`cases.facet.${facet}`)} value={query.get(facet) ?? ""} onChange={(_event, value) => set(facet, value)}>
                <FormSelectOption value="" label={t(`cases.facet.${facet}`)} />
                {Object.entries(first?.facets[facet] ?? {}).map(([value, count]) => (
                  <FormSelectOption key={value} value={value} label={`${t(`${facet}.${value}`)} (${number(count)})`} />
                ))}
              </FormSelect>
            </ToolbarItem>
          ))}
          {isProvider && (
            <ToolbarItem>
              <TenantChoice id="tenant" label={t("cases.facet.tenant")} value={tenant} none={t("cases.allTenants")} onChoose={(value) => set("tenant", value)} />
            </ToolbarItem>
          )}
        </ToolbarContent>
      </Toolbar>
      {isFiltered && (
        <div className="fw-chips">
          <LabelGroup numLabels={filters.length}>
            {filters.map(([name, value]) => (
              <Label key={name} onClose={() => { if (name === "q") setTyped(""); set(name, ""); }} closeBtnAriaLabel={t("cases.clearOne")}>
                {name === "q" ? value : name === "tenant" ? (tenantName ?? "…") : t(`${name}.${value}`, value)}
              </Label>
            ))}
          </LabelGroup>
          <Button variant="link" isInline onClick={clear}>{t("cases.clear")}</Button>
        </div>
      )}
      {cases.isError && <Failure error={cases.error} retry={() => void cases.refetch()} />}
      {items.length === 0 ? (
        <EmptyState headingLevel="h2" titleText={t("cases.none.title")}>
          <EmptyStateBody>{t("cases.none.detail")}</EmptyStateBody>
          <EmptyStateFooter><EmptyStateActions><Button variant="link" onClick={clear}>{t("cases.clear")}</Button></EmptyStateActions></EmptyStateFooter>
        </EmptyState>
      ) : (
        <Table className="fw-table" aria-label={t("nav.cases")} gridBreakPoint="grid-md" variant="compact">
          <Thead>
            <Tr>
              <Th>{t("cases.column.case")}</Th>
              {isProvider && <Th>{t("cases.column.tenant")}</Th>}
              <Th>{t("cases.column.verdict")}</Th>
              <Th modifier="fitContent">{t("cases.column.attempts")}</Th>
              <Th>{t("cases.column.changed")}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {items.map((item) => (
              <Tr key={item.id}>
                <Td dataLabel={t("cases.column.case")}><span className="fw-number">{item.number}</span> <Link to={`/cases/${item.id}`}>{item.title}</Link></Td>
                {isProvider && <Td dataLabel={t("cases.column.tenant")}>{item.tenant.name}</Td>}
                <Td dataLabel={t("cases.column.verdict")}><Outcome item={item} /></Td>
                <Td dataLabel={t("cases.column.attempts")}>{item.sameOffset ? `${item.sameOffset.attempts}/${item.sameOffset.of}` : "–"}</Td>
                <Td dataLabel={t("cases.column.changed")}>{time(item.updatedAt)}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {items.length > 0 && <p className="fw-quiet">{t("cases.shown", { shown: number(items.length), total: number(first?.total ?? 0) })}</p>}
      {cases.hasNextPage && <Button variant="secondary" isLoading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>{t("cases.more")}</Button>}
    </>
  );
}

function Outcome({ item }: { item: CaseItem }) {
  const { t } = useTranslation();
  if (item.status !== "judged" || !item.verdict) return <Label isCompact status={item.status === "failed" ? "warning" : "info"}>{t(`status.${item.status}`)}</Label>;
  return (
    <span>
      <ClassMark verdict={item.verdict.class} /> {t(`class.${item.verdict.class}`)}{" "}
      {item.verdict.class !== "insufficient" && <span className="fw-quiet">{item.verdict.band === "open" ? t("band.open") : percent(item.verdict.confidence)}</span>}
      {item.verdict.class === "insufficient" && item.waitingFor && <span className="fw-quiet">{" "}· {t("missing.needs", { file: say({ key: item.waitingFor }, item.waitingFor) })}</span>}
    </span>
  );
}
