import { Breadcrumb, BreadcrumbItem, Card, CardBody, CardTitle, Label, Title } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { number } from "../../i18n";
import { useTitle } from "../../shell/title";
import { Loaded } from "./Loaded";
import { type List, publishable, type Vendor } from "./model";
import { Statements } from "./Statements";
import { useKnowledge, useScrollToTarget } from "./useKnowledge";

/** What a firewall administrator looks for, in this order. `naming` says that KB2140 names the vendor. */
const TOPICS = ["features", "logs", "isolation", "exclusion", "trap", "closing", "ttl"] as const;

export function VendorsPage() {
  const { t } = useTranslation();
  const vendors = useKnowledge<List<Vendor>>("vendors");
  useTitle(`${t("knowledge.section.vendors")} · ${t("nav.knowledge")}`);
  return (
    <>
      <Title headingLevel="h2" size="xl">{t("knowledge.section.vendors")}</Title>
      <p>{t("knowledge.about.vendors")}</p>
      <Loaded of={vendors}>
        {({ items }) => (
          <ul className="fw-doors">
            {items.map((vendor) => (
              <li key={vendor.id}>
                <Card isFullHeight isCompact>
                  <CardTitle component="h3"><Link to={`/knowledge/vendors/${vendor.id}`}>{vendor.name}</Link> {vendor.namedInKb2140 && <Label isCompact variant="outline">KB2140</Label>}</CardTitle>
                  <CardBody>
                    <p>{topicsOf(vendor).map((topic) => t(`knowledge.topic.${topic}`)).join(" · ") || t("knowledge.vendor.named")}</p>
                    <p className="fw-quiet">{t("knowledge.statements", { count: number(publishable(vendor.statements).length) })}</p>
                  </CardBody>
                </Card>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}

export function VendorPage() {
  const { t } = useTranslation();
  const { vendorId = "" } = useParams();
  const vendor = useKnowledge<Vendor>(`vendors/${encodeURIComponent(vendorId)}`);
  useTitle(vendor.data && `${vendor.data.name} · ${t("nav.knowledge")}`);
  useScrollToTarget(vendor.isSuccess);
  return (
    <Loaded of={vendor} isPage>
      {(shown) => {
        const missing = TOPICS.filter((topic) => !topicsOf(shown).includes(topic));
        const naming = shown.statements.filter((statement) => statement.kind === "naming");
        return (
          <>
            <Breadcrumb className="fw-screen-only">
              <BreadcrumbItem><Link to="/knowledge/vendors">{t("knowledge.section.vendors")}</Link></BreadcrumbItem>
              <BreadcrumbItem isActive>{shown.name}</BreadcrumbItem>
            </Breadcrumb>
            <Title headingLevel="h2" size="xl">{shown.name}</Title>
            <Statements statements={naming} />
            {topicsOf(shown).map((topic) => (
              <Card key={topic} component="section">
                <CardTitle component="h3">{t(`knowledge.topic.${topic}`)}</CardTitle>
                <CardBody><Statements statements={shown.statements.filter((statement) => statement.kind === topic)} /></CardBody>
              </Card>
            ))}
            {/* Said, so that an absence is not taken for "does not exist". */}
            {missing.length > 0 && <p className="fw-quiet">{t("knowledge.vendor.missing", { topics: missing.map((topic) => t(`knowledge.topic.${topic}`)).join(" · ") })}</p>}
          </>
        );
      }}
    </Loaded>
  );
}

function topicsOf(vendor: Vendor) {
  const kinds = new Set(publishable(vendor.statements).map((statement) => statement.kind));
  return TOPICS.filter((topic) => kinds.has(topic));
}
