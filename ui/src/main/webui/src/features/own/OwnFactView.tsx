import { useTranslation } from "react-i18next";
import type { List, Product, Vendor } from "../knowledge/model";
import { useKnowledge } from "../knowledge/useKnowledge";
import type { OwnFact } from "./model";

/** What an entry says, line by line; nothing for what it leaves open. */
export function OwnFactView({ fact }: { fact: OwnFact }) {
  const { t } = useTranslation();
  const vendors = useKnowledge<List<Vendor>>("vendors");
  const products = useKnowledge<List<Product>>("products");
  const vendor = (id: string | null) => id && (vendors.data?.items.find((one) => one.id === id)?.name ?? id);
  const product = (id: string | null) => id && (products.data?.items.find((one) => one.id === id)?.name ?? id);
  const lines: [string, string | null][] = fact.kind === "note"
    ? [[t("own.about.verdict"), fact.verdictClass && t(`class.${fact.verdictClass}`)]]
    : fact.kind === "device"
      ? [[t("topology.vendor"), vendor(fact.vendor)], [t("own.addresses"), fact.addresses.join(", ")]]
      : [
        [t("topology.product"), [product(fact.product), fact.version].filter(Boolean).join(" ")], [t("topology.vendor"), vendor(fact.vendor)],
        [t("own.gateway"), fact.gatewayAddress], [t("own.port"), fact.gatewayPort?.toString() ?? null],
      ];
  const text = fact.kind === "note" ? fact.text : fact.note;
  return (
    <>
      {lines.some(([, value]) => value) && <dl className="fw-wordings">{lines.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>}
      {text && <p className="fw-own-text">{text}</p>}
    </>
  );
}
