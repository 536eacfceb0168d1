import { Title } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Builds } from "./Builds";
import { ErrorEntry, MatchedBy } from "./ErrorEntry";
import { type FoundBuild, isBuild, type List, type Match } from "./model";
import { useKnowledge } from "./useKnowledge";

/** A build number or a known error in the question is answered outright; the hits follow it. An address of an appliance is no build. */
export function DirectAnswers({ question }: { question: string }) {
  const { t } = useTranslation();
  const builds = useKnowledge<List<FoundBuild>>("versions", { build: question }, isBuild(question));
  const errors = useKnowledge<List<Match>>("errors/match", { text: question });
  const known = isBuild(question) && !builds.isPlaceholderData ? (builds.data?.items ?? []).filter((found) => found.relation !== "nearest-lower") : [];
  const matches = errors.isPlaceholderData ? [] : (errors.data?.items ?? []);
  if (known.length === 0 && matches.length === 0) return null;
  return (
    <section className="fw-stack" aria-label={t("knowledge.answer")}>
      <Title headingLevel="h2" size="lg">{t("knowledge.answer")}</Title>
      {known.length > 0 && <Builds builds={known} />}
      {matches.map((match) => <ErrorEntry key={match.error.id} error={match.error} isLinked><MatchedBy match={match} /></ErrorEntry>)}
    </section>
  );
}
