import { Card, CardBody, CardTitle, Title } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../shell/title";
import { CLASSES } from "../cases/model";
import { Loaded } from "./Loaded";
import { type List, publishable, type Reviewed } from "./model";
import { Provenance } from "./Provenance";
import { useKnowledge, useScrollToTarget, useTarget } from "./useKnowledge";

/** Plans that the evidence of a rule chooses, whatever the class. */
const OF_EVIDENCE = ["closed-port"] as const;

/** More statements than all plans hold together. */
const ALL = "200";

/** What is advised for each verdict, and where the evidence decides, before a case fills in its addresses; and where recordings are made. */
export function AdvicePage() {
  const { t } = useTranslation();
  const advice = useKnowledge<List<Reviewed>>("statements", { kind: "guidance", limit: ALL });
  const recipes = useKnowledge<List<Reviewed>>("statements", { kind: "recipe", limit: ALL });
  useTitle(`${t("knowledge.section.advice")} · ${t("nav.knowledge")}`);
  useScrollToTarget(advice.isSuccess && recipes.isSuccess);
  return (
    <>
      <Title headingLevel="h2" size="xl">{t("knowledge.section.advice")}</Title>
      <p>{t("knowledge.about.advice")}</p>
      <Loaded of={advice}>
        {({ items }) => [...CLASSES.map((id) => ({ id, title: t(`class.${id}`) })), ...OF_EVIDENCE.map((id) => ({ id, title: t(`plan.${id}`) }))]
          .map(({ id, title }) => ({ id, title, statements: items.filter((item) => item.page === id) }))
          .filter(({ statements }) => statements.length > 0)
          .map(({ id, title, statements }) => <Group key={id} title={title} statements={statements} />)}
      </Loaded>
      <Loaded of={recipes}>{({ items }) => <Group title={t("knowledge.recipes")} statements={items} />}</Loaded>
    </>
  );
}

function Group({ title, statements }: { title: string; statements: Reviewed[] }) {
  const target = useTarget();
  return (
    <Card component="section">
      <CardTitle component="h3">{title}</CardTitle>
      <CardBody>
        <ul className="fw-statements">
          {publishable(statements).toSorted((one, other) => one.order - other.order).map((statement) => (
            <li key={statement.id} id={statement.id} tabIndex={-1} className={target === statement.id ? "fw-target" : undefined}>
              {headed(statement.title, title) && <h4 className="fw-small-heading">{headed(statement.title, title)}</h4>}
              <p>{statement.text}</p>
              <Provenance status={statement.status} sources={statement.references} />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

/** The title without that of the plan, which stands above it already; empty for a warning, which has none of its own. */
function headed(statement: string, plan: string): string {
  return statement.startsWith(plan) ? statement.slice(plan.length).replace(/^[:：]\s*/, "") : statement;
}
