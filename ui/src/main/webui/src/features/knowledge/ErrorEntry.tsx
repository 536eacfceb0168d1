import { Card, CardBody, CardTitle, Label } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { number } from "../../i18n";
import { type KnownError, type Match, publishable } from "./model";
import { Provenance } from "./Provenance";
import { Statements } from "./Statements";
import { languageName, useTarget } from "./useKnowledge";

/** An error: what it means, what else it can be, how each language words it. `isLinked`: it stands outside of its own page. */
export function ErrorEntry({ error, isLinked = false, children }: { error: KnownError; isLinked?: boolean; children?: ReactNode }) {
  const { t } = useTranslation();
  const target = useTarget();
  const alternatives = publishable(error.alternatives);
  const name = <>{error.name} {error.codes.filter((code) => code !== error.name).map((code) => <code key={code} className="fw-number">{code} </code>)}</>;
  return (
    <Card isCompact component="article" id={isLinked ? undefined : error.id} tabIndex={-1} className={!isLinked && target === error.id ? "fw-target" : undefined}>
      <CardTitle component="h3">
        {isLinked ? <Link to={`/knowledge/errors#${error.id}`}>{name}</Link> : name}
        {error.inKb2140 && <Label isCompact variant="outline">KB2140</Label>}
      </CardTitle>
      <CardBody>
        {children}
        <p>{error.meaning}</p>
        <Provenance status={error.status} sources={error.sources} />
        {alternatives.length > 0 && (
          <>
            <h4 className="fw-small-heading">{t("knowledge.alternatives")}</h4>
            <Statements statements={alternatives} />
          </>
        )}
        <details>
          <summary>{t("knowledge.wordings", { count: number(error.wordings.length) })}</summary>
          <dl className="fw-wordings">
            {error.wordings.map((wording) => (
              <div key={`${wording.language} ${wording.text}`}><dt>{languageName(wording.language)}</dt><dd lang={wording.language}>{wording.text}</dd></div>
            ))}
          </dl>
        </details>
      </CardBody>
    </Card>
  );
}

/** By what a line was recognised. */
export function MatchedBy({ match }: { match: Match }) {
  const { t } = useTranslation();
  return (
    <p className="fw-quiet">
      {match.by === "code" ? t("knowledge.matched.code") : t("knowledge.matched.text")} <code lang={match.language ?? undefined}>{match.matched}</code>
      {match.language && <> ({languageName(match.language)})</>}
    </p>
  );
}
