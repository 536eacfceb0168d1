import { Card, CardBody, CardTitle, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../api";
import { language } from "../../i18n";
import { Failure, Loading } from "../../shell/States";

interface Source { title: string; url: string | null; date: string }
interface Items<T> { items: T[] }
interface Port { id: string; protocol: string; ports: string; purpose: string; products: string[]; source: Source }
interface ErrorText { id: string; code: string | null; texts: string[]; meaning: string; source: Source }
interface Product { id: string; name: string; versions: string[]; source: Source }
interface Vendor { id: string; name: string; note: string; source: Source }

/** What is known: products, ports, error texts, vendors, each with its source. */
export function KnowledgePage() {
  const { t, i18n } = useTranslation();
  const all = useQuery({
    queryKey: ["knowledge", i18n.language],
    queryFn: async () => {
      const of = <T,>(kind: string) => get<Items<T>>(`/knowledge/v1/${kind}?lang=${language()}`);
      const [products, ports, errors, vendors] = await Promise.all([of<Product>("products"), of<Port>("ports"), of<ErrorText>("errors"), of<Vendor>("vendors")]);
      return { products: products.items, ports: ports.items, errors: errors.items, vendors: vendors.items };
    },
  });
  useEffect(() => { document.title = `${t("nav.knowledge")} – Firewitness`; }, [t]);
  if (all.isPending) return <Loading />;
  if (all.isError) return <Failure error={all.error} retry={() => void all.refetch()} />;
  const { products, ports, errors, vendors } = all.data;
  const source = t("knowledge.source");
  return (
    <>
      <Title headingLevel="h1">{t("nav.knowledge")}</Title>
      <Section title={t("knowledge.ports")} head={[t("guidance.protocol"), t("guidance.ports"), t("knowledge.purpose"), source]} rows={ports.map((port) => [port.protocol, port.ports, port.purpose, <From key="s" source={port.source} />])} />
      <Section title={t("knowledge.errors")} head={[t("knowledge.code"), t("knowledge.text"), t("knowledge.meaning"), source]} rows={errors.map((error) => [error.code ?? "–", error.texts.join(" / "), error.meaning, <From key="s" source={error.source} />])} />
      <Section title={t("knowledge.products")} head={[t("knowledge.product"), t("knowledge.versions"), source]} rows={products.map((product) => [product.name, product.versions.join(", "), <From key="s" source={product.source} />])} />
      <Section title={t("knowledge.vendors")} head={[t("knowledge.vendor"), t("knowledge.note"), source]} rows={vendors.map((vendor) => [vendor.name, vendor.note, <From key="s" source={vendor.source} />])} />
    </>
  );
}

function Section({ title, head, rows }: { title: string; head: string[]; rows: React.ReactNode[][] }) {
  return (
    <Card component="section">
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody>
        <Table variant="compact" aria-label={title} gridBreakPoint="grid-md">
          <Thead><Tr>{head.map((cell) => <Th key={cell}>{cell}</Th>)}</Tr></Thead>
          <Tbody>{rows.map((row, index) => <Tr key={index}>{row.map((cell, column) => <Td key={column} dataLabel={head[column]}>{cell}</Td>)}</Tr>)}</Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}

function From({ source }: { source: Source }) {
  return <>{source.url ? <a href={source.url} rel="noreferrer" target="_blank">{source.title}</a> : source.title} ({source.date})</>;
}
