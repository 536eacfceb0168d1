import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { say } from "../../i18n";
import type { Diagnosis } from "./model";

/** What these files could not answer, and the file that would. */
export function NotTested({ diagnosis, caseId }: { diagnosis: Diagnosis; caseId: string }) {
  const { t } = useTranslation();
  return (
    <>
      <ul className="fw-missing">
        {diagnosis.notEvaluated.map((entry, index) => (
          <li key={index}>{t("missing.needs", { file: say(entry.text, entry.needs) })}<br /><code className="fw-quiet">{entry.rule}</code></li>
        ))}
      </ul>
      <Link className="fw-screen-only" to={`/cases/${caseId}/add`}>{t("missing.add")}</Link>
    </>
  );
}
