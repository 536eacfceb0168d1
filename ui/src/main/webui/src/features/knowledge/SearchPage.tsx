import { Button, Card, CardBody, EmptyState, EmptyStateBody, EmptyStateFooter, Label, Title } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { number } from "../../i18n";
import { useTitle } from "../../shell/title";
import { DirectAnswers } from "./DirectAnswers";
import { Choice } from "./Filters";
import { Loaded } from "./Loaded";
import { addressOf, type Hit, KINDS, publishable } from "./model";
import { Overview } from "./Overview";
import { Provenance } from "./Provenance";
import { useKnowledgePages } from "./useKnowledge";

/** The search: what was asked for stands in the address. Without a question, what there is to read. */
export function SearchPage() {
  const { t } = useTranslation();
  const [query] = useSearchParams();
  const question = query.get("q")?.trim() ?? "";
  useTitle(question ? `${question} · ${t("nav.knowledge")}` : t("nav.knowledge"));
  return question ? <Results question={question} /> : <Overview />;
}

function Results({ question }: { question: string }) {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const kind = query.get("kind") ?? "";
  const found = useKnowledgePages<Hit>("search", { q: question, kind, limit: "20" });
  const choose = (value: string) => setQuery(value ? { q: question, kind: value } : { q: question }, { replace: true });
  return (
    <>
      {!kind && <DirectAnswers question={question} />}
      <Loaded of={found}>
        {({ pages }) => {
          const hits = publishable(pages.flatMap((page) => page.items));
          const total = pages[0]?.total ?? 0;
          if (hits.length === 0) return <Nothing isNarrowed={kind !== ""} widen={() => choose("")} />;
          return (
            <>
              <div className="fw-heading">
                <Title headingLevel="h2" size="lg">{t("knowledge.hits")} <span className="fw-quiet">{number(total)}</span></Title>
                <Choice label={t("knowledge.kind")} value={kind} any={t("knowledge.kind.any")} options={KINDS.map((one) => [one, t(`knowledge.kind.${one}`)])} onChoose={choose} />
              </div>
              <ol className="fw-hits">{hits.map((hit) => <li key={hit.id}><Found hit={hit} /></li>)}</ol>
              <p className="fw-quiet" role="status">{t("cases.shown", { shown: number(hits.length), total: number(total) })}</p>
              {found.hasNextPage && <Button variant="secondary" isLoading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("cases.more")}</Button>}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Found({ hit }: { hit: Hit }) {
  const { t, i18n } = useTranslation();
  return (
    <Card isCompact component="article">
      <CardBody>
        <h3 className="fw-small-heading"><Link to={addressOf(hit)}>{hit.title}</Link> <Label isCompact>{t(`knowledge.kind.${hit.kind}`)}</Label></h3>
        <p lang={hit.language === i18n.language ? undefined : hit.language}>{hit.excerpt.map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))}</p>
        <Provenance status={hit.status} sources={hit.references} />
      </CardBody>
    </Card>
  );
}

function Nothing({ isNarrowed, widen }: { isNarrowed: boolean; widen: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState headingLevel="h2" titleText={t("knowledge.nothing.title")}>
      <EmptyStateBody>{t("knowledge.nothing.detail")}</EmptyStateBody>
      <EmptyStateFooter>
        {isNarrowed ? <Button variant="link" onClick={widen}>{t("knowledge.kind.any")}</Button> : <Link to="/knowledge/errors">{t("knowledge.nothing.errors")}</Link>}
      </EmptyStateFooter>
    </EmptyState>
  );
}
