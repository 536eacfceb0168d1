import { SearchInput, Title } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useNavigate, useSearchParams } from "react-router";

const SECTIONS = ["products", "ports", "errors", "vendors", "articles", "advice", "freshness"] as const;
/** The longest question that the search takes; more is a pasted log. */
const LONGEST_QUESTION = 200;

/** Around every page of the knowledge: the search first, then the sections, each with its own address. */
export function KnowledgeLayout({ isOfProvider }: { isOfProvider: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const asked = query.get("q") ?? "";
  const [typed, setTyped] = useState(asked);
  useEffect(() => setTyped(asked), [asked]);
  const search = () => {
    const question = typed.trim();
    // A line of a log may name people and hosts, so it goes on outside of the address.
    if (question.length > LONGEST_QUESTION) void navigate("/knowledge/errors", { state: { line: question } });
    else void navigate(question ? `/knowledge?${new URLSearchParams({ q: question })}` : "/knowledge");
  };
  return (
    <>
      <Title headingLevel="h1">{t("nav.knowledge")}</Title>
      <form role="search" className="fw-knowledge-search fw-screen-only" onSubmit={(event) => { event.preventDefault(); search(); }}>
        <SearchInput
          aria-label={t("knowledge.search")} placeholder={t("knowledge.search.hint")} value={typed} submitSearchButtonLabel={t("knowledge.search")}
          resetButtonLabel={t("knowledge.search.clear")} onChange={(_event, value) => setTyped(value)} onSearch={search}
          onClear={() => { setTyped(""); if (asked) void navigate("/knowledge"); }}
        />
      </form>
      <nav aria-label={t("knowledge.sections")} className="fw-screen-only">
        <ul className="fw-sections">
          <li><NavLink to="/knowledge" end>{t("knowledge.section.search")}</NavLink></li>
          {SECTIONS.map((section) => <li key={section}><NavLink to={`/knowledge/${section}`}>{t(`knowledge.section.${section}`)}</NavLink></li>)}
          {isOfProvider && <li><NavLink to="/knowledge/own">{t("own.title")}</NavLink></li>}
        </ul>
      </nav>
      <Outlet />
    </>
  );
}
