import { Button } from "@patternfly/react-core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type TextTable, toCsv, toHtml, toTsv } from "./text";

/** Ways to take a table along: copied for a mail or ticket, or saved for a spreadsheet. `fileName` is without its ending. */
export function TakeAlong({ table, fileName }: { table: () => TextTable; fileName: string }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState("");
  const copy = () => copied(table()).then(() => setSaid(t("action.copied")), () => setSaid(t("table.notCopied")));
  return (
    <div className="fw-actions fw-screen-only">
      <Button variant="secondary" size="sm" aria-label={t("table.copy")} onClick={() => void copy()}>{t("action.copy")}</Button>
      <Button variant="secondary" size="sm" aria-label={t("table.csv")} onClick={() => save(`${fileName}.csv`, toCsv(table()))}>CSV</Button>
      <span role="status" aria-live="polite" className="fw-quiet">{said}</span>
    </div>
  );
}

/** As a table and as plain text: whatever it is pasted into takes the one it understands. Fails where the browser does not allow it. */
async function copied(table: TextTable): Promise<void> {
  const forms = { "text/html": toHtml(table), "text/plain": toTsv(table) };
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })])))]);
}

function save(name: string, csv: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
