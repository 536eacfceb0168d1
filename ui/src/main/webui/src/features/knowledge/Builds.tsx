import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { day } from "../../i18n";
import { Listed } from "./Listed";
import type { FoundBuild } from "./model";
import { Provenance } from "./Provenance";

/** What a build number is: product, version, day of release, whether KB2140 lists it. */
export function Builds({ builds }: { builds: FoundBuild[] }) {
  const { t } = useTranslation();
  return (
    <>
      {/* The sources list releases, not every private fix, so another build may be the answer; the service says which and why. */}
      {builds[0]?.note && <p>{builds[0].note}</p>}
      <Table className="fw-table" aria-label={t("knowledge.builds")} variant="compact" gridBreakPoint="grid-md">
        <Thead>
          <Tr>
            <Th modifier="wrap">{t("guidance.product")}</Th><Th modifier="wrap">{t("knowledge.version")}</Th><Th modifier="wrap">{t("knowledge.build")}</Th>
            <Th modifier="wrap">{t("knowledge.released")}</Th><Th modifier="wrap">KB2140</Th><Th modifier="wrap">{t("guidance.source")}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {builds.map((found) => (
            <Tr key={`${found.product} ${found.build}`}>
              <Td dataLabel={t("guidance.product")}>{found.productName}</Td>
              <Td dataLabel={t("knowledge.version")}>
                <Link to={`/knowledge/ports?${new URLSearchParams({ product: found.product, version: found.version })}`}>{t("knowledge.portsOf", { version: found.version })}</Link>
              </Td>
              <Td dataLabel={t("knowledge.build")}><code className="fw-build">{found.build}</code></Td>
              <Td dataLabel={t("knowledge.released")}>{found.released ? <time dateTime={found.released}>{day(found.released)}</time> : t("knowledge.noDate")}</Td>
              <Td dataLabel="KB2140"><Listed isListed={found.listedInKb2140} /></Td>
              <Td dataLabel={t("guidance.source")}><Provenance sources={found.sources} /></Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}
