import { Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, Label, Switch, TextInput, Title } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ageOf, day, number } from "../../i18n";
import { useTitle } from "../../shell/title";
import { Disputes } from "./Disputes";
import { Choice, useFilters } from "./Filters";
import { Loaded } from "./Loaded";
import { addressOf, isOwnReasoning, KINDS, type List, publishable, type Reviewed, type SourceItem } from "./model";
import { Provenance } from "./Provenance";
import { SourceTable } from "./SourceTable";
import { useKnowledge, useKnowledgePages } from "./useKnowledge";

const FILTERS = ["kind", "status", "source", "reviewedBefore", "contradicted", "sourceChanged"] as const;

/** How old what is known is: statements by the age of their review, what contradicts what, and which sources have changed. */
export function FreshnessPage() {
  const { t } = useTranslation();
  const filters = useFilters();
  const statements = useKnowledgePages<Reviewed>("statements", { ...Object.fromEntries(FILTERS.map((name) => [name, filters.get(name)])), limit: "25" });
  const sources = useKnowledge<List<SourceItem>>("sources");
  useTitle(`${t("knowledge.section.freshness")} · ${t("nav.knowledge")}`);
  const choice = (name: "kind" | "status" | "source", options: readonly (readonly [string, string])[]) => (
    <Choice label={t(`freshness.filter.${name}`)} value={filters.get(name)} any={t("knowledge.any")} options={options} onChoose={(value) => filters.set(name, value)} />
  );
  const only = (name: "contradicted" | "sourceChanged") => (
    <Switch id={name} label={t(`freshness.filter.${name}`)} isChecked={filters.get(name) === "true"} onChange={(_event, isOn) => filters.set(name, isOn ? "true" : "")} />
  );
  return (
    <>
      <Title headingLevel="h2" size="xl">{t("knowledge.section.freshness")}</Title>
      <p>{t("freshness.about")}</p>
      <Disputes />
      <section className="fw-stack" aria-labelledby="by-age">
        <Title headingLevel="h2" size="lg" id="by-age">{t("freshness.byAge")}</Title>
        <div className="fw-filters fw-screen-only" role="group" aria-label={t("knowledge.filters")}>
          {choice("kind", KINDS.map((kind) => [kind, t(`knowledge.kind.${kind}`)]))}
          {choice("status", (["CONFIRMED", "REASONED"] as const).map((status) => [status, t(`knowledge.status.${status}`)]))}
          {choice("source", (sources.data?.items ?? []).map((source) => [source.id, isOwnReasoning(source) ? t("knowledge.source.own") : source.title]))}
          <label className="fw-filter">
            <span>{t("freshness.filter.reviewedBefore")}</span>
            <TextInput type="date" aria-label={t("freshness.filter.reviewedBefore")} value={filters.get("reviewedBefore")} onChange={(_event, value) => filters.set("reviewedBefore", value)} />
          </label>
          {only("contradicted")}
          {only("sourceChanged")}
          {!filters.isAny && <Button variant="link" onClick={filters.clear}>{t("cases.clear")}</Button>}
        </div>
        <Loaded of={statements}>
          {({ pages }) => {
            const items = publishable(pages.flatMap((page) => page.items));
            if (items.length === 0) return <None clear={filters.clear} />;
            return (
              <>
                <ol className="fw-hits">{items.map((item) => <li key={item.id}><Aged statement={item} /></li>)}</ol>
                <p className="fw-quiet" role="status">{t("cases.shown", { shown: number(items.length), total: number(pages[0]?.total ?? 0) })}</p>
                {statements.hasNextPage && <Button variant="secondary" isLoading={statements.isFetchingNextPage} onClick={() => void statements.fetchNextPage()}>{t("cases.more")}</Button>}
              </>
            );
          }}
        </Loaded>
      </section>
      <Loaded of={sources}>{({ items }) => <SourceTable sources={items} />}</Loaded>
    </>
  );
}

function Aged({ statement }: { statement: Reviewed }) {
  const { t } = useTranslation();
  return (
    <article className="fw-aged">
      <p className="fw-age"><strong>{ageOf(statement.reviewed)}</strong> <time className="fw-quiet" dateTime={statement.reviewed}>{day(statement.reviewed)}</time></p>
      <div>
        <h3 className="fw-small-heading"><Link to={addressOf(statement)}>{statement.title}</Link> <Label isCompact>{t(`knowledge.kind.${statement.kind}`)}</Label></h3>
        <p>{statement.text}</p>
        <Provenance status={statement.status} sources={statement.references} />
        {statement.contradictions.map((dispute) => (
          <p key={dispute.id} className="fw-quiet">⚠ {t("freshness.disputed")} <a href={`#${dispute.id}`}>{dispute.question}</a></p>
        ))}
      </div>
    </article>
  );
}

function None({ clear }: { clear: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState headingLevel="h3" titleText={t("freshness.none.title")}>
      <EmptyStateBody>{t("freshness.none.detail")}</EmptyStateBody>
      <EmptyStateFooter><EmptyStateActions><Button variant="link" onClick={clear}>{t("cases.clear")}</Button></EmptyStateActions></EmptyStateFooter>
    </EmptyState>
  );
}
