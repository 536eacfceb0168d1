import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { language } from "../../i18n";
import { publishable, type Statement } from "../knowledge/model";
import { Statements } from "../knowledge/Statements";

/** Steps on a vendor's device, as the knowledge-service gives them; `devices` are the provider's own of that vendor. */
export interface VendorPlan { vendor: { id: string; name: string }; devices?: string[]; steps: Statement[] }

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
      {plan.devices && <p className="fw-quiet">{t("own.devices", { names: new Intl.ListFormat(language(), { type: "unit", style: "short" }).format(plan.devices) })}</p>}
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
