import { Button, Card, CardBody, CardTitle, EmptyState, EmptyStateBody, HelperText, HelperTextItem, TextInput, Title } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { day, number } from "../../i18n";
import { useTitle } from "../../shell/title";
import { Builds } from "./Builds";
import { useFilters } from "./Filters";
import { Listed } from "./Listed";
import { Loaded } from "./Loaded";
import { type FoundBuild, mayBeBuild, type List, type Product, publishable, type Release } from "./model";
import { Provenance } from "./Provenance";
import { Statements } from "./Statements";
import { useKnowledge, useScrollToTarget, useTarget } from "./useKnowledge";

/** From a build number to its version, and every product with its versions. */
export function ProductsPage() {
  const { t } = useTranslation();
  const products = useKnowledge<List<Product>>("products");
  useTitle(`${t("knowledge.section.products")} · ${t("nav.knowledge")}`);
  useScrollToTarget(products.isSuccess);
  return (
    <>
      <BuildFinder />
      <Loaded of={products}>{({ items }) => items.map((product) => <ProductCard key={product.id} product={product} />)}</Loaded>
    </>
  );
}

function BuildFinder() {
  const { t } = useTranslation();
  const { get, set } = useFilters();
  const asked = get("build");
  const [typed, setTyped] = useState(asked);
  useEffect(() => setTyped(asked), [asked]);
  const isWrong = asked !== "" && !mayBeBuild(asked);
  const found = useKnowledge<List<FoundBuild>>("versions", { build: asked }, mayBeBuild(asked));
  return (
    <Card component="section">
      <CardTitle component="h2">{t("knowledge.whichVersion")}</CardTitle>
      <CardBody className="fw-stack">
        <form className="fw-ask" onSubmit={(event) => { event.preventDefault(); set("build", typed.trim()); }}>
          <TextInput
            aria-label={t("knowledge.build")} aria-describedby="build-help" inputMode="decimal" placeholder="12.1.2.172" value={typed} validated={isWrong ? "warning" : "default"}
            onChange={(_event, value) => setTyped(value)}
          />
          <Button type="submit" variant="secondary">{t("knowledge.lookUp")}</Button>
        </form>
        <HelperText id="build-help"><HelperTextItem variant={isWrong ? "warning" : "default"}>{t("knowledge.build.help")}</HelperTextItem></HelperText>
        <div role="status">
          {mayBeBuild(asked) && (
            <Loaded of={found}>
              {({ items }) => (items.length > 0 ? <Builds builds={items} /> : (
                <EmptyState variant="xs" headingLevel="h3" titleText={t("knowledge.build.none.title")}><EmptyStateBody>{t("knowledge.build.none.detail")}</EmptyStateBody></EmptyState>
              ))}
            </Loaded>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

function ProductCard({ product }: { product: Product }) {
  const { t } = useTranslation();
  const target = useTarget();
  return (
    <Card component="section" id={product.id}>
      <CardTitle component="h2">{product.name} <span className="fw-number">{product.code}</span></CardTitle>
      <CardBody className="fw-stack">
        <Statements statements={product.statements} />
        {product.releases.length > 0 && (
          <>
            <Title headingLevel="h3" size="md">{t("guidance.versions")}</Title>
            <Table aria-label={`${product.name}: ${t("guidance.versions")}`} variant="compact" gridBreakPoint="grid-md">
              <Thead><Tr><Th modifier="wrap">{t("knowledge.version")}</Th><Th modifier="wrap">{t("knowledge.builds")}</Th><Th modifier="wrap">KB2140</Th><Th modifier="wrap">{t("guidance.source")}</Th></Tr></Thead>
              <Tbody>
                {publishable(product.releases).toReversed().map((release) => {
                  const id = `${product.id} ${release.id}`;
                  return (
                    <Tr key={release.id} id={id} tabIndex={-1} className={target === id ? "fw-target" : undefined}>
                      <Td dataLabel={t("knowledge.version")}><strong>{release.id}</strong></Td>
                      <Td dataLabel={t("knowledge.builds")}><ReleaseBuilds release={release} /></Td>
                      <Td dataLabel="KB2140"><Listed isListed={release.listedInKb2140} /></Td>
                      <Td dataLabel={t("guidance.source")}><Provenance status={release.status} sources={release.sources} /></Td>
                    </Tr>
                  );
                })}
              </Tbody>
            </Table>
          </>
        )}
      </CardBody>
    </Card>
  );
}

/** The newest build, the earlier ones behind it. */
function ReleaseBuilds({ release }: { release: Release }) {
  const { t } = useTranslation();
  const builds = release.builds.toReversed();
  if (builds.length === 0) return <span className="fw-quiet">{t("knowledge.noBuilds")}</span>;
  const shown = (build: Release["builds"][number]) => <><code className="fw-build">{build.build}</code> <span className="fw-quiet">{build.released ? day(build.released) : t("knowledge.noDate")}</span></>;
  const [newest, ...earlier] = builds;
  return (
    <>
      {shown(newest)}
      {earlier.length > 0 && (
        <details>
          <summary>{t("knowledge.earlier", { count: number(earlier.length) })}</summary>
          <ul className="fw-plain">{earlier.map((build) => <li key={build.build}>{shown(build)}</li>)}</ul>
        </details>
      )}
    </>
  );
}
