import { Button, Card, CardBody, CardTitle, EmptyState, EmptyStateBody, EmptyStateFooter, TextArea, Title } from "@patternfly/react-core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useTitle } from "../../shell/title";
import { ErrorEntry, MatchedBy } from "./ErrorEntry";
import { Loaded } from "./Loaded";
import { type KnownError, type List, type Match, publishable } from "./model";
import { useKnowledge, useScrollToTarget } from "./useKnowledge";

/** The longest text that is looked up; a line of a log is far shorter. */
const LONGEST = 4000;

/** A pasted line and what it is; below it every error that is known. */
export function ErrorsPage() {
  const { t } = useTranslation();
  const errors = useKnowledge<List<KnownError>>("errors");
  useTitle(`${t("knowledge.section.errors")} · ${t("nav.knowledge")}`);
  useScrollToTarget(errors.isSuccess);
  return (
    <>
      <LineFinder />
      <Title headingLevel="h2" size="lg">{t("knowledge.errors.known")}</Title>
      <Loaded of={errors}>{({ items }) => publishable(items).map((error) => <ErrorEntry key={error.id} error={error} />)}</Loaded>
    </>
  );
}

/** The line is not put into the address: it can name hosts and people, and addresses are kept and passed on. */
function LineFinder() {
  const { t } = useTranslation();
  const brought = (useLocation().state as { line?: string } | null)?.line ?? "";
  const [typed, setTyped] = useState(brought);
  const [line, setLine] = useState(brought.trim().slice(0, LONGEST));
  const found = useKnowledge<List<Match>>("errors/match", { text: line }, line !== "");
  const lookUp = () => setLine(typed.trim().slice(0, LONGEST));
  return (
    <Card component="section">
      <CardTitle component="h2">{t("knowledge.line")}</CardTitle>
      <CardBody className="fw-stack">
        <form className="fw-stack" onSubmit={(event) => { event.preventDefault(); lookUp(); }}>
          <TextArea
            aria-label={t("knowledge.line")} aria-describedby="line-help" value={typed} maxLength={LONGEST} rows={3} resizeOrientation="vertical"
            placeholder="Error: An existing connection was forcibly closed by the remote host"
            onChange={(_event, value) => setTyped(value)}
            // One line is pasted as a rule: Enter looks it up, as in every other field; with Shift it breaks the line.
            onKeyDown={(event) => { if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) { event.preventDefault(); lookUp(); } }}
          />
          <div className="fw-actions"><Button type="submit" variant="secondary">{t("knowledge.lookUp")}</Button><span id="line-help" className="fw-quiet">{t("knowledge.line.help")}</span></div>
        </form>
        <div role="status">
          {line && (
            <Loaded of={found}>
              {({ items }) => (items.length > 0
                ? items.map((match) => <ErrorEntry key={match.error.id} error={match.error} isLinked><MatchedBy match={match} /></ErrorEntry>)
                : (
                  <EmptyState variant="xs" headingLevel="h3" titleText={t("knowledge.line.none.title")}>
                    <EmptyStateBody>{t("knowledge.line.none.detail")}</EmptyStateBody>
                    <EmptyStateFooter><Link to={`/knowledge?${new URLSearchParams({ q: line.slice(0, 60) })}`}>{t("knowledge.line.none.search")}</Link></EmptyStateFooter>
                  </EmptyState>
                ))}
            </Loaded>
          )}
        </div>
      </CardBody>
    </Card>
  );
}
