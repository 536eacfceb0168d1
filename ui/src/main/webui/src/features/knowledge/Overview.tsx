import { Card, CardBody, CardTitle } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ageOf, day, number } from "../../i18n";
import type { List, Reviewed } from "./model";
import { useKnowledge } from "./useKnowledge";

const DOORS = ["products", "ports", "errors", "vendors", "articles", "advice"] as const;
const EXAMPLES = ["10054", "6180", "12.1.2.172", "FortiGate", "UDP"];

/** What there is to read, before anything is asked. */
export function Overview() {
  const { t } = useTranslation();
  const oldest = useKnowledge<List<Reviewed>>("statements", { limit: "1" });
  const first = oldest.data?.items[0];
  return (
    <>
      <p className="fw-meta">
        <span className="fw-quiet">{t("knowledge.examples")}</span>
        {EXAMPLES.map((example) => <Link key={example} to={`/knowledge?q=${example}`}><code>{example}</code></Link>)}
      </p>
      <ul className="fw-doors">
        {DOORS.map((section) => (
          <li key={section}>
            <Card isFullHeight isCompact>
              <CardTitle component="h2"><Link to={`/knowledge/${section}`}>{t(`knowledge.section.${section}`)}</Link></CardTitle>
              <CardBody>{t(`knowledge.about.${section}`)}</CardBody>
            </Card>
          </li>
        ))}
      </ul>
      {first && (
        <p className="fw-quiet">
          {t("knowledge.fresh", { count: number(oldest.data?.total ?? 0), age: ageOf(first.reviewed), date: day(first.reviewed) })}{" "}
          <Link to="/knowledge/freshness">{t("knowledge.section.freshness")}</Link>
        </p>
      )}
    </>
  );
}
