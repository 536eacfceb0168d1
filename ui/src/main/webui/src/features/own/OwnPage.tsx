import { Button, EmptyState, EmptyStateBody, Switch, Title } from "@patternfly/react-core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../api";
import { useTitle } from "../../shell/title";
import { Choice, useFilters } from "../knowledge/Filters";
import { Loaded } from "../knowledge/Loaded";
import { queryOf } from "../knowledge/model";
import { allTenants } from "../tenants/tenants";
import { empty, type OwnEntry, type OwnFact, type Page } from "./model";
import { OwnCard } from "./OwnCard";
import { OwnForm } from "./OwnForm";

const KINDS: OwnFact["kind"][] = ["device", "note", "override"];

/** What a provider knows besides: devices, notes, what is different for a tenant. Its people write it; the guidance of its cases shows it as its own. */
export function OwnPage() {
  const { t } = useTranslation();
  const filters = useFilters();
  const queries = useQueryClient();
  const [adding, setAdding] = useState<OwnFact["kind"] | null>(null);
  const isDeleted = filters.get("deleted") === "true";
  const asked = { kind: filters.get("kind"), tenant: filters.get("tenant"), deleted: isDeleted ? "true" : "" };
  const tenants = useQuery({ queryKey: ["tenants", "all"], queryFn: allTenants });
  const entries = useInfiniteQuery({
    queryKey: ["own", "list", asked],
    queryFn: ({ pageParam }) => get<Page<OwnEntry>>(`/knowledge/v1/own-knowledge?${queryOf({ ...asked, cursor: pageParam, limit: "50" })}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const changed = () => { setAdding(null); void queries.invalidateQueries({ queryKey: ["own"] }); void queries.invalidateQueries({ queryKey: ["guidance"] }); };
  const tenantName = (id: string) => tenants.data?.items.find((tenant) => tenant.id === id)?.name ?? id;
  useTitle(`${t("own.title")} · ${t("nav.knowledge")}`);
  return (
    <>
      <Title headingLevel="h2" size="xl">{t("own.title")}</Title>
      <p>{t("own.about")}</p>
      <div className="fw-actions">
        {KINDS.map((kind) => <Button key={kind} variant="secondary" onClick={() => setAdding(kind)}>{t(`own.add.${kind}`)}</Button>)}
      </div>
      {adding && <OwnForm key={adding} state={empty(adding)} tenants={tenants.data?.items ?? []} onDone={changed} onCancel={() => setAdding(null)} />}
      <div className="fw-filters" role="group" aria-label={t("own.filters")}>
        <Choice label={t("own.kind")} value={asked.kind} any={t("own.kind.any")} options={KINDS.map((kind) => [kind, t(`own.kind.${kind}`)])} onChoose={(kind) => filters.set("kind", kind)} />
        <Choice label={t("own.about.tenant")} value={asked.tenant} any={t("own.tenant.any")} options={(tenants.data?.items ?? []).map((tenant) => [tenant.id, tenant.name])} onChoose={(tenant) => filters.set("tenant", tenant)} />
        <Switch id="deleted" label={t("own.deleted")} isChecked={isDeleted} onChange={(_event, isOn) => filters.set("deleted", isOn ? "true" : "")} />
      </div>
      <Loaded of={entries}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <EmptyState headingLevel="h3" titleText={t(isDeleted ? "own.noneDeleted" : asked.kind || asked.tenant ? "own.noneSuch" : "own.none")}>{filters.isAny && <EmptyStateBody>{t("own.none.detail")}</EmptyStateBody>}</EmptyState>
          ) : (
            <div className="fw-stack">
              {items.map((entry) => <OwnCard key={entry.id} entry={entry} tenants={tenants.data?.items ?? []} tenantName={tenantName} onChanged={changed} />)}
              {entries.hasNextPage && <Button variant="secondary" isLoading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>{t("cases.more")}</Button>}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
