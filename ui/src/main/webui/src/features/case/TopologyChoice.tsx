import { useTranslation } from "react-i18next";
import { Choice } from "../knowledge/Filters";
import type { List, Product, Vendor } from "../knowledge/model";
import { useKnowledge } from "../knowledge/useKnowledge";
import type { Topology } from "./topology";

/** What the reader knows besides the files: the firewall's vendor, and product and version, which decide the ports. */
export function TopologyChoice({ topology, onChoose }: { topology: Topology; onChoose: (topology: Topology) => void }) {
  const { t } = useTranslation();
  const vendors = useKnowledge<List<Vendor>>("vendors");
  const products = useKnowledge<List<Product>>("products");
  const releases = products.data?.items.find((product) => product.id === topology.product)?.releases ?? [];
  const known = [
    vendors.data?.items.find(({ id }) => id === topology.vendor)?.name,
    [products.data?.items.find(({ id }) => id === topology.product)?.name, topology.version].filter(Boolean).join(" "),
  ].filter(Boolean);
  return (
    <>
      <details className="fw-topology fw-screen-only" open={known.length > 0 || undefined}>
        <summary>{t("topology.title")}</summary>
        <p className="fw-quiet">{t("topology.why")}</p>
        <div className="fw-filters" role="group" aria-label={t("topology.title")}>
          <Choice
            label={t("topology.vendor")} value={topology.vendor ?? ""} any={t("topology.unknown")} options={(vendors.data?.items ?? []).map(({ id, name }) => [id, name])}
            onChoose={(vendor) => onChoose({ ...topology, vendor: vendor || null })}
          />
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
        </div>
      </details>
      {known.length > 0 && <p className="fw-print-only">{t("topology.for", { known: known.join(" · ") })}</p>}
    </>
  );
}
