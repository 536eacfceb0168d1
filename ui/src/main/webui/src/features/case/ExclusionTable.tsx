import { Label } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useTranslation } from "react-i18next";
import { TakeAlong } from "../../tables/TakeAlong";
import { type Exclusion, exclusionTable, isOwn } from "./exclusions";

const FILES = { exclusions: "exclusions", portRules: "port-rules" } as const;

/** The rows to exempt, or those to allow, and ways to take them along; what is taken says more of each row than the panel has room for. */
export function ExclusionTable({ exclusions, caseNumber, purpose = "exclusions" }: { exclusions: Exclusion[]; caseNumber: string; purpose?: keyof typeof FILES }) {
  const { t } = useTranslation();
  const table = () => exclusionTable(exclusions, (column) => t(`guidance.${column}`), ({ title, date }) => t("guidance.read", { title, date }));
  return (
    <>
      <div className="fw-scroll" role="region" aria-label={t(`guidance.${purpose}`)} tabIndex={0}>
        <Table aria-label={t(`guidance.${purpose}`)} variant="compact" gridBreakPoint="">
          <Thead><Tr><Th>{t("guidance.from")}</Th><Th>{t("guidance.to")}</Th><Th>{t("guidance.ports")}</Th></Tr></Thead>
          <Tbody>{exclusions.map((row, index) => <Tr key={index}><Td><code>{row.from}</code>{row.fromRole && <small className="fw-role">{row.fromRole}</small>}</Td><Td><code>{row.to}</code>{row.toRole && <small className="fw-role">{row.toRole}</small>}</Td><Td><code className="fw-port">{row.protocol} {row.ports}</code>{isOwn(row.source) && <> <Label isCompact variant="outline">{t("own.mark.row")}</Label></>}</Td></Tr>)}</Tbody>
        </Table>
      </div>
      <TakeAlong table={table} fileName={`firewitness-${FILES[purpose]}-${caseNumber}`} />
    </>
  );
}
