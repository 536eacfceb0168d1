import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, Label, SearchInput, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { day, number } from "../../i18n";
import { useTitle } from "../../shell/title";
import { TakeAlong } from "../../tables/TakeAlong";
import { Choice, useFilters } from "./Filters";
import { Loaded } from "./Loaded";
import { type Component, type List, type Port, type Product, publishable } from "./model";
import { boundsOf, portTable, type PortWords } from "./portTable";
import { Provenance } from "./Provenance";
import { useKnowledge, useScrollToTarget, useTarget } from "./useKnowledge";

const FILTERS = ["product", "version", "from", "to", "protocol", "bulk"] as const;

/** The port matrix: who opens what to whom, narrowed by what stands in the address. */
export function PortsPage() {
  const { t } = useTranslation();
  const filters = useFilters();
  const products = useKnowledge<List<Product>>("products");
  const components = useKnowledge<List<Component>>("components");
  const ports = useKnowledge<List<Port>>("ports", Object.fromEntries(FILTERS.map((name) => [name, filters.get(name)])));
  useTitle(`${t("knowledge.section.ports")} · ${t("nav.knowledge")}`);
  useScrollToTarget(ports.isSuccess);
  const ends = (components.data?.items ?? []).map(({ id, name }) => [id, name] as const);
  const choice = (name: (typeof FILTERS)[number], any: string, options: readonly (readonly [string, string])[]) => (
    <Choice label={t(`knowledge.port.${name}`)} value={filters.get(name)} any={any} options={options} onChoose={(value) => filters.set(name, value)} />
  );
  return (
    <>
      <Title headingLevel="h2" size="xl">{t("knowledge.section.ports")}</Title>
      <p>{t("knowledge.about.ports")}</p>
      <div className="fw-filters fw-screen-only" role="group" aria-label={t("knowledge.filters")}>
        {choice("product", t("knowledge.any"), (products.data?.items ?? []).map(({ id, name }) => [id, name]))}
        <Version value={filters.get("version")} onChoose={(value) => filters.set("version", value)} />
        {choice("from", t("knowledge.any"), ends)}
        {choice("to", t("knowledge.any"), ends)}
        {choice("protocol", t("knowledge.any"), [["tcp", "TCP"], ["udp", "UDP"]])}
        {choice("bulk", t("knowledge.any"), [["true", t("knowledge.bulk.true")], ["false", t("knowledge.bulk.false")]])}
        {!filters.isAny && <Button variant="link" onClick={filters.clear}>{t("cases.clear")}</Button>}
      </div>
      <Loaded of={ports}>
        {({ items }) => (items.length === 0 ? (
          <EmptyState headingLevel="h3" titleText={t("knowledge.ports.none.title")}>
            <EmptyStateBody>{t("knowledge.ports.none.detail")}</EmptyStateBody>
            <EmptyStateFooter><EmptyStateActions><Button variant="link" onClick={filters.clear}>{t("cases.clear")}</Button></EmptyStateActions></EmptyStateFooter>
          </EmptyState>
        ) : <Matrix ports={publishable(items)} products={products.data?.items ?? []} />)}
      </Loaded>
    </>
  );
}

/** A version is typed, so it is asked for when the reader has finished. */
function Version({ value, onChoose }: { value: string; onChoose: (value: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const isVersion = (text: string) => text === "" || /^\d[0-9A-Za-z. -]{0,30}$/.test(text);
  const choose = () => { if (isVersion(typed.trim())) onChoose(typed.trim()); };
  return (
    <div className="fw-filter">
      <span aria-hidden="true">{t("knowledge.port.version")}</span>
      <SearchInput
        aria-label={t("knowledge.port.version")} placeholder="12.3" value={typed} submitSearchButtonLabel={t("knowledge.lookUp")} resetButtonLabel={t("knowledge.search.clear")}
        onChange={(_event, text) => setTyped(text)} onSearch={choose} onBlur={choose} onClear={() => { setTyped(""); onChoose(""); }}
      />
    </div>
  );
}

function Matrix({ ports, products }: { ports: Port[]; products: Product[] }) {
  const { t } = useTranslation();
  const target = useTarget();
  const product = (id: string) => products.find((one) => one.id === id)?.code ?? id;
  const words: PortWords = {
    column: (column) => t(`knowledge.port.${column}`),
    bulk: (isBulk) => t(`knowledge.bulk.${isBulk}`),
    product: (id) => products.find((one) => one.id === id)?.name ?? id,
    versions: (port) => versions(port),
    status: (port) => t(`knowledge.status.${port.status}`),
    source: ({ title, date }) => t("guidance.read", { title, date }),
  };
  const versions = (port: Port) => t(`knowledge.versions.${boundsOf(port)}`, { since: port.since, until: port.until });
  return (
    <>
      <div className="fw-heading">
        <p className="fw-quiet" role="status">{t("knowledge.rows", { count: number(ports.length) })}</p>
        <div className="fw-actions">
          <TakeAlong table={() => portTable(ports, words)} fileName="firewitness-ports" />
          <Button variant="secondary" size="sm" onClick={() => window.print()}>{t("action.print")}</Button>
        </div>
      </div>
      <Table className="fw-table fw-matrix" aria-label={t("knowledge.section.ports")} variant="compact" gridBreakPoint="grid-lg">
        <Thead>
          <Tr>
            <Th modifier="nowrap">{t("knowledge.port.from")}</Th><Th modifier="nowrap">{t("knowledge.port.to")}</Th><Th modifier="nowrap">{t("knowledge.port.ports")}</Th><Th modifier="nowrap">{t("knowledge.port.purpose")}</Th>
            <Th modifier="nowrap">{t("knowledge.port.products")}</Th><Th modifier="nowrap">{t("knowledge.port.versions")}</Th><Th modifier="nowrap">{t("knowledge.port.source")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {ports.map((port) => (
            <Tr key={port.id} id={port.id} tabIndex={-1} className={target === port.id ? "fw-target" : undefined}>
              <Td dataLabel={t("knowledge.port.from")}>{port.fromName}</Td>
              <Td dataLabel={t("knowledge.port.to")}>{port.toName}</Td>
              <Td dataLabel={t("knowledge.port.ports")}><code>{port.protocol} {port.ports}</code></Td>
              <Td dataLabel={t("knowledge.port.purpose")}>
                {port.purpose}
                {port.installation && <> ({t(`knowledge.installation.${port.installation}`)})</>}{" "}
                {port.bulk && <Label isCompact color="blue">{t("knowledge.bulk.true")}</Label>}
              </Td>
              <Td dataLabel={t("knowledge.port.products")}>{port.products.map((id, index) => <span key={id}>{index > 0 && ", "}<abbr title={words.product(id)}>{product(id)}</abbr></span>)}</Td>
              <Td dataLabel={t("knowledge.port.versions")} className="fw-bounds">{versions(port)}</Td>
              <Td dataLabel={t("knowledge.port.source")}><Provenance status={port.status} sources={port.sources} /></Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <p className="fw-print-only fw-quiet">{t("knowledge.printed", { date: day(new Date().toISOString()) })}</p>
    </>
  );
}
