import { Alert, Bullseye, Button, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, Skeleton } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ProblemError, type Role } from "../api";
import { wordProblem } from "../i18n";
import { useTitle } from "./title";

/** What a failed call looks like: what happened, what to do, how to find it in the logs. `isPage`: the call was for the page itself. */
export function Failure({ error, retry, isPage = false }: { error: unknown; retry?: () => void; isPage?: boolean }) {
  const { t } = useTranslation();
  const problem = error instanceof ProblemError ? error.problem : null;
  if (isPage && problem?.status === 404) return <NotHere />;
  const worded = wordProblem(problem ?? { code: "internal", title: "" });
  return (
    <Alert
      variant="warning"
      isInline
      title={worded.title}
      actionLinks={retry && <Button variant="link" isInline onClick={retry}>{t("action.retry")}</Button>}
    >
      {worded.detail}
      {problem?.traceId && <p className="fw-quiet">{t("error.trace", { id: problem.traceId })}</p>}
    </Alert>
  );
}

/** Unknown and foreign addresses give this same page. */
export function NotHere() {
  const { t } = useTranslation();
  useTitle(t("nothere.title"));
  return (
    <Bullseye>
      <EmptyState headingLevel="h1" titleText={t("nothere.title")}>
        <EmptyStateBody>{t("nothere.detail")}</EmptyStateBody>
        <EmptyStateFooter><EmptyStateActions><Link to="/">{t("nothere.back")}</Link></EmptyStateActions></EmptyStateFooter>
      </EmptyState>
    </Bullseye>
  );
}

/** A page that exists, but not for this person: which role it takes, and whom to ask. */
export function MissingRole({ role }: { role: Role }) {
  const { t } = useTranslation();
  useTitle(t("role.missing.title"));
  return (
    <Bullseye>
      <EmptyState headingLevel="h1" titleText={t("role.missing.title")}>
        <EmptyStateBody>{t(`role.missing.${role}`)}</EmptyStateBody>
        <EmptyStateFooter><EmptyStateActions><Link to="/">{t("nothere.back")}</Link></EmptyStateActions></EmptyStateFooter>
      </EmptyState>
    </Bullseye>
  );
}

/** Where signing in again, in another tab, ends: the work goes on in the first one. */
export function SignedIn() {
  const { t } = useTranslation();
  return (
    <Bullseye>
      <EmptyState headingLevel="h1" titleText={t("signedin.title")}>
        <EmptyStateBody>{t("signedin.detail")}</EmptyStateBody>
        <EmptyStateFooter><EmptyStateActions><Link to="/">{t("nothere.back")}</Link></EmptyStateActions></EmptyStateFooter>
      </EmptyState>
    </Bullseye>
  );
}

export function Loading() {
  const { t } = useTranslation();
  return (
    <div className="fw-loading" aria-busy="true">
      <Skeleton height="2.5rem" width="40%" screenreaderText={t("state.loading")} />
      <Skeleton height="12rem" />
      <Skeleton height="12rem" />
    </div>
  );
}
