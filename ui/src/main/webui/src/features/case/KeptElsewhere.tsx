import { Alert } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { list } from "../../i18n";
import { artifactsOf } from "./artifacts";

/**
 * A tenant's file is kept once. Where another case has it, this one is judged without it, however much it would tell here: that must
 * not be found out by reading the list of files.
 */
export function KeptElsewhere({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const files = useQuery({ queryKey: ["artifacts", caseId], queryFn: () => artifactsOf(caseId) });
  const elsewhere = files.data?.filter((file) => file.duplicateOf && file.duplicateOf.caseId !== caseId) ?? [];
  const cases = [...new Set(elsewhere.map((file) => file.duplicateOf!.caseId))];
  return cases.map((other) => (
    <Alert
      key={other} isInline variant="warning" className="fw-screen-only" title={t("case.elsewhere.title")}
      actionLinks={<Link to={`/cases/${other}`}>{t("reason.duplicate.open")}</Link>}
    >
      {t("case.elsewhere.detail", { names: list(elsewhere.filter((file) => file.duplicateOf!.caseId === other).map((file) => file.name)) })}
    </Alert>
  ));
}
