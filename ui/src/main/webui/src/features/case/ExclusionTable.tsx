import { Button } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Exclusion, exclusionTable, type TextTable, toCsv, toHtml, toTsv } from "./exclusions";

/** The rows to exempt, and ways to take them along; what is taken says more of each row than the panel has room for. */
export function ExclusionTable({ exclusions, caseNumber }: { exclusions: Exclusion[]; caseNumber: string }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState("");
  const table = () => exclusionTable(exclusions, (column) => t(`guidance.${column}`), ({ title, date }) => t("guidance.read", { title, date }));
  const copy = () => copied(table()).then(() => setSaid(t("action.copied")), () => setSaid(t("guidance.notCopied")));
  return (
    <>
      <div className="fw-scroll" role="region" aria-label={t("guidance.exclusions")} tabIndex={0}>
        <Table aria-label={t("guidance.exclusions")} variant="compact" gridBreakPoint="">
          <Thead><Tr><Th>{t("guidance.from")}</Th><Th>{t("guidance.to")}</Th><Th>{t("guidance.ports")}</Th></Tr></Thead>
          <Tbody>{exclusions.map((row, index) => <Tr key={index}><Td><code>{row.from}</code></Td><Td><code>{row.to}</code></Td><Td><code className="fw-port">{row.protocol} {row.ports}</code></Td></Tr>)}</Tbody>
        </Table>
      </div>
      <div className="fw-actions fw-screen-only">
        <Button variant="secondary" size="sm" aria-label={t("guidance.copy")} onClick={() => void copy()}>{t("action.copy")}</Button>
        <Button variant="secondary" size="sm" aria-label={t("guidance.csv")} onClick={() => save(`firewitness-exclusions-${caseNumber}.csv`, toCsv(table()))}>CSV</Button>
        <span role="status" aria-live="polite" className="fw-quiet">{said}</span>
      </div>
    </>
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
