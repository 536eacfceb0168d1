import { useTranslation } from "react-i18next";
import { Choice } from "../knowledge/Filters";
import type { Component, List, Product, Vendor } from "../knowledge/model";
import { useKnowledge } from "../knowledge/useKnowledge";
import { AddressChoice } from "./AddressChoice";
import { FIREWALL, type Topology } from "./topology";

/**
 * What the reader knows besides the files: who is behind which address, the firewall's vendor, and product and version, which decide the
 * ports. Where nothing is exempted the vendor does not matter, and where nothing is allowed either only the addresses do, for the commands
 * that record.
 */
export function TopologyChoice({ topology, seen, isExempting, isAllowing, onChoose }: { topology: Topology; seen: string[]; isExempting: boolean; isAllowing: boolean; onChoose: (topology: Topology) => void }) {
  const { t } = useTranslation();
  const vendors = useKnowledge<List<Vendor>>("vendors");
  const products = useKnowledge<List<Product>>("products");
  const releases = products.data?.items.find((product) => product.id === topology.product)?.releases ?? [];
  const components = useKnowledge<List<Component>>("components", {}, topology.addresses.length > 0);
  const addresses = topology.addresses.map(({ address, role, vendor, behind }) => t(behind ? "topology.known.behind" : "topology.known", {
    address, behind, role: role === FIREWALL ? vendors.data?.items.find(({ id }) => id === vendor)?.name ?? t("topology.role.firewall") : components.data?.items.find(({ id }) => id === role)?.name ?? role,
  }));
  const known = [
    vendors.data?.items.find(({ id }) => id === topology.vendor)?.name,
    [products.data?.items.find(({ id }) => id === topology.product)?.name, topology.version].filter(Boolean).join(" "),
    ...addresses,
  ].filter(Boolean);
  return (
    <>
      <details className="fw-topology fw-screen-only" open={known.length > 0 || undefined}>
        <summary>{t("topology.title")}</summary>
        <p className="fw-quiet">{t("topology.why")}</p>
        {(isExempting || isAllowing) && <div className="fw-filters" role="group" aria-label={t("topology.title")}>
          {isExempting && <Choice
            label={t("topology.vendor")} value={topology.vendor ?? ""} any={t("topology.unknown")} options={(vendors.data?.items ?? []).map(({ id, name }) => [id, name])}
            onChoose={(vendor) => onChoose({ ...topology, vendor: vendor || null })}
          />}
          <Choice
            label={t("topology.product")} value={topology.product ?? ""} any={t("topology.unknown")} options={(products.data?.items ?? []).map(({ id, name }) => [id, name])}
            onChoose={(product) => onChoose({ ...topology, product: product || null, version: null })}
          />
          {releases.length > 0 && (
            <Choice
              label={t("topology.version")} value={topology.version ?? ""} any={t("topology.unknown")} options={releases.toReversed().map(({ id }) => [id, id])}
              onChoose={(version) => onChoose({ ...topology, version: version || null })}
            />
          )}
        </div>}
        <AddressChoice seen={seen} addresses={topology.addresses} onChoose={(chosen) => onChoose({ ...topology, addresses: chosen })} />
      </details>
      {known.length > 0 && <p className="fw-print-only">{t("topology.for", { known: known.join(" · ") })}</p>}
    </>
  );
}
