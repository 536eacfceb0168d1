import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { publishable, type Statement } from "../knowledge/model";
import { Statements } from "../knowledge/Statements";

/** Steps on a vendor's device, as the knowledge-service gives them. */
export interface VendorPlan { vendor: { id: string; name: string }; steps: Statement[] }

/** What to do on the chosen vendor's device. Without a choice none is shown: no packet names a vendor. */
export function VendorSteps({ vendorId, plans }: { vendorId: string; plans: VendorPlan[] }) {
  const { t } = useTranslation();
  const plan = plans.find(({ vendor }) => vendor.id === vendorId);
  const steps = publishable(plan?.steps ?? []);
  if (!plan || steps.length === 0) return <p className="fw-quiet">{t("topology.noSteps")}</p>;
  const kinds = [...new Set(steps.map((step) => step.kind ?? ""))];
  return (
    <section className="fw-vendor-steps" aria-label={plan.vendor.name}>
      <h3 className="fw-small-heading">{t("topology.on", { vendor: plan.vendor.name })}</h3>
      {kinds.map((kind) => (
        <div key={kind}>
          <h4 className="fw-small-heading">{t(`knowledge.topic.${kind}`)}</h4>
          <Statements statements={steps.filter((step) => step.kind === kind)} />
        </div>
      ))}
      <p className="fw-quiet fw-screen-only"><Link to={`/knowledge/vendors/${plan.vendor.id}`}>{t("topology.more", { vendor: plan.vendor.name })}</Link></p>
    </section>
  );
}
