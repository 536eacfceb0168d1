import { Alert, Button } from "@patternfly/react-core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get, hasRole, post, type SessionInfo } from "../../api";
import { number } from "../../i18n";
import { Failure } from "../../shell/States";

/** How a provider's cases stand to the rule pack in use. `queued` counts what the call before it has queued. */
interface Standing { rulePack: string; queued: number; outdated: number }

/** After another rule pack was chosen: how many cases it has not judged yet, and the administrator's way to have it judge them. */
export function Rejudgement({ session }: { session: SessionInfo }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const standing = useQuery({
    queryKey: ["rejudgement"],
    queryFn: () => get<Standing>("/analysis/v1/rejudgements"),
    enabled: hasRole(session, "provider-admin", "provider-engineer"),
  });
  const again = useMutation({
    mutationFn: () => post<Standing>("/analysis/v1/rejudgements", {}),
    onSuccess: (after) => {
      queries.setQueryData(["rejudgement"], after);
      void queries.invalidateQueries({ queryKey: ["cases"] });
    },
  });
  const isAdmin = hasRole(session, "provider-admin");
  const outdated = standing.data?.outdated ?? 0;
  return (
    <>
      {outdated > 0 && (
        <Alert
          isInline variant="info" title={t("rejudge.title", { count: number(outdated), version: standing.data?.rulePack })}
          actionLinks={isAdmin && <Button variant="link" isInline isLoading={again.isPending} onClick={() => again.mutate()}>{t("rejudge.action")}</Button>}
        >
          {t(isAdmin ? "rejudge.detail" : "rejudge.ask")}
        </Alert>
      )}
      <div role="status">
        {again.isError && <Failure error={again.error} />}
        {again.isSuccess && <Alert isInline variant="success" title={t("rejudge.queued", { count: number(again.data.queued) })}>{t("rejudge.queued.detail")}</Alert>}
      </div>
    </>
  );
}
