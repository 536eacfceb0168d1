import { Card, CardBody, CardTitle, Title } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Loaded } from "./Loaded";
import { addressOf, type Dispute, disputesOf, type List, publishable, type Reviewed, type Side } from "./model";
import { Provenance } from "./Provenance";
import { useKnowledge, useScrollToTarget, useTarget } from "./useKnowledge";

/** Where sources contradict each other: the question, what each side says, what we do about it. */
export function Disputes() {
  const { t } = useTranslation();
  const contradicted = useKnowledge<List<Reviewed>>("statements", { contradicted: "true", limit: "200" });
  useScrollToTarget(contradicted.isSuccess);
  return (
    <section className="fw-stack" aria-labelledby="contradictions">
      <Title headingLevel="h2" size="lg" id="contradictions">{t("freshness.contradictions")}</Title>
      <Loaded of={contradicted}>
        {({ items }) => {
          const disputes = disputesOf(items);
          return disputes.length > 0 ? disputes.map((dispute) => <DisputeCard key={dispute.id} dispute={dispute} />) : <p>{t("freshness.noContradictions")}</p>;
        }}
      </Loaded>
    </section>
  );
}

function DisputeCard({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation();
  const target = useTarget();
  return (
    <Card isCompact component="article" id={dispute.id} tabIndex={-1} className={target === dispute.id ? "fw-target" : undefined}>
      <CardTitle component="h3">{dispute.question}</CardTitle>
      <CardBody className="fw-stack">
        <ul className="fw-sides">{publishable(dispute.sides).map((side) => <li key={side.id}><OneSide side={side} /></li>)}</ul>
        <div className="fw-judgement">
          <h4 className="fw-small-heading">{t("freshness.judgement")}</h4>
          <p>{dispute.judgement}</p>
          <Provenance status={dispute.status} sources={dispute.references} />
        </div>
      </CardBody>
    </Card>
  );
}

function OneSide({ side }: { side: Side }) {
  return (
    <>
      <h4 className="fw-small-heading"><Link to={addressOf(side)}>{side.title}</Link></h4>
      <p>{side.text}</p>
      <Provenance status={side.status} sources={side.references} />
    </>
  );
}
