import { Button, Card, CardBody, CardTitle, Title } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useParams } from "react-router";
import { day, otherLanguage } from "../../i18n";
import { useTitle } from "../../shell/title";
import { useFilters } from "./Filters";
import { Loaded } from "./Loaded";
import type { Article, List } from "./model";
import { languageName, useKnowledge, useScrollToTarget } from "./useKnowledge";
import { Statements } from "./Statements";

/** The list of articles; where there is one only, that one. */
export function ArticlesPage() {
  const { t } = useTranslation();
  const articles = useKnowledge<List<Article>>("articles");
  return (
    <Loaded of={articles}>
      {({ items }) => (items.length === 1 ? <Navigate to={`/knowledge/articles/${items[0].id}`} replace /> : (
        <>
          <Title headingLevel="h2" size="xl">{t("knowledge.section.articles")}</Title>
          <ul>{items.map((article) => <li key={article.id}><Link to={`/knowledge/articles/${article.id}`}>{article.title}</Link></li>)}</ul>
        </>
      ))}
    </Loaded>
  );
}

/** An article, statement by statement, on request with the other language beside it: whoever explains it to a customer reads both. */
export function ArticlePage() {
  const { t } = useTranslation();
  const { articleId = "" } = useParams();
  const { get, set } = useFilters();
  const isBoth = get("both") === "true";
  const language = otherLanguage();
  const path = `articles/${encodeURIComponent(articleId)}`;
  const article = useKnowledge<Article>(path);
  const translated = useKnowledge<Article>(path, { lang: language }, isBoth);
  useTitle(article.data && `${article.data.title} · ${t("nav.knowledge")}`);
  useScrollToTarget(article.isSuccess);
  return (
    <Loaded of={article} isPage>
      {(shown) => (
        <>
          <div className="fw-heading">
            <Title headingLevel="h2" size="xl">{shown.title}</Title>
            <div className="fw-actions">
              <Button variant="secondary" size="sm" aria-pressed={isBoth} onClick={() => set("both", isBoth ? "" : "true")}>
                {t(isBoth ? "knowledge.article.one" : "knowledge.article.both", { language: languageName(language) })}
              </Button>
              <Button variant="secondary" size="sm" onClick={() => window.print()}>{t("action.print")}</Button>
            </div>
          </div>
          <p className="fw-quiet">{t("knowledge.article.dates", { published: day(shown.published), modified: day(shown.modified) })} {t("knowledge.article.retold")}</p>
          {shown.sections.map((section) => {
            const other = isBoth ? translated.data?.sections.find((one) => one.id === section.id) : undefined;
            return (
              <Card key={section.id} component="section">
                <CardTitle component="h3">{section.heading}{other && <span lang={language}> · {other.heading}</span>}</CardTitle>
                <CardBody><Statements statements={section.statements} beside={other && { language, texts: new Map(other.statements.map(({ id, text }) => [id, text])) }} /></CardBody>
              </Card>
            );
          })}
          {isBoth && translated.data === undefined && <Loaded of={translated}>{() => null}</Loaded>}
        </>
      )}
    </Loaded>
  );
}
