import { Card, CardBody, CardTitle, Title } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../shell/title";
import { CLASSES } from "../cases/model";
import { Loaded } from "./Loaded";
import { type List, publishable, type Reviewed } from "./model";
import { Provenance } from "./Provenance";
import { useKnowledge, useScrollToTarget, useTarget } from "./useKnowledge";

/** More statements than all plans hold together. */
const ALL = "200";

/** What is advised for each verdict, before a case fills in its addresses; and where recordings are made. */
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
        {({ items }) => CLASSES.filter((verdict) => items.some((item) => item.page === verdict)).map((verdict) => (
          <Group key={verdict} title={t(`class.${verdict}`)} statements={items.filter((item) => item.page === verdict)} />
        ))}
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
          {publishable(statements).map((statement) => (
            <li key={statement.id} id={statement.id} tabIndex={-1} className={target === statement.id ? "fw-target" : undefined}>
              <h4 className="fw-small-heading">{statement.title}</h4>
              <p>{statement.text}</p>
              <Provenance status={statement.status} sources={statement.references} />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
