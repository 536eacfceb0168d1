import { Button } from "@patternfly/react-core";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get, put } from "../../api";
import { time } from "../../i18n";
import { Failure } from "../../shell/States";
import { Loaded } from "../knowledge/Loaded";
import { Audience } from "./Audience";
import type { OwnChange, OwnEntry, OwnState, Page } from "./model";
import { OwnFactView } from "./OwnFactView";

/** Who changed an entry when and what it said before, which can be put back; that is a change like every other. */
export function OwnHistory({ entry, tenantName, onChanged }: { entry: OwnEntry; tenantName: (id: string) => string; onChanged: () => void }) {
  const { t } = useTranslation();
  const path = `/knowledge/v1/own-knowledge/${entry.id}`;
  const history = useInfiniteQuery({
    queryKey: ["own", "history", entry.id, entry.version],
    queryFn: ({ pageParam }) => get<Page<OwnChange>>(`${path}/history?limit=20${pageParam ? `&cursor=${pageParam}` : ""}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const back = useMutation({ mutationFn: (before: OwnState) => put(path, before, { "If-Match": `"${entry.version}"` }), onSuccess: onChanged });
  return (
    <>
      {back.isError && <Failure error={back.error} retry={onChanged} />}
      <Loaded of={history}>
        {({ pages }) => (
          <ol className="fw-activity">
            {pages.flatMap((page) => page.items).map((change) => (
              <li key={change.version}>
                {t(`own.act.${change.act}`, { name: change.by })} <time className="fw-quiet" dateTime={change.at}>{time(change.at)}</time>
                {change.act === "changed" && change.before && (
                  <details>
                    <summary>{t("own.before")}</summary>
                    {/* Putting it back also brings back who saw it. */}
                    <p className="fw-actions"><Audience of={change.before} tenantName={tenantName} /></p>
                    <OwnFactView fact={change.before.fact} />
                    {!entry.deleted && <Button variant="secondary" size="sm" isLoading={back.isPending} onClick={() => back.mutate(change.before!)}>{t("own.putBack")}</Button>}
                  </details>
                )}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      {history.hasNextPage && <Button variant="link" isInline onClick={() => void history.fetchNextPage()}>{t("cases.more")}</Button>}
    </>
  );
}
