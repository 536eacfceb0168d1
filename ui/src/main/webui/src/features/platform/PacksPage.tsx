import { Alert, Button, Card, CardBody, CardTitle, Label, Modal, ModalBody, ModalFooter, ModalHeader, Title } from "@patternfly/react-core";
import { CheckCircleIcon } from "@patternfly/react-icons";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, put } from "../../api";
import { time } from "../../i18n";
import { Failure } from "../../shell/States";
import { useTitle } from "../../shell/title";
import { Loaded } from "../knowledge/Loaded";
import { builtIn, earlier, type Pack, type Packs } from "./model";
import { PackUpload } from "./PackUpload";

/** Rule packs of the installation: which one is judged with, which there are, and a way back. No case is seen here. */
export default function PacksPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const packs = useQuery({ queryKey: ["packs"], queryFn: () => get<Packs>("/knowledge/v1/rule-packs") });
  const [wanted, setWanted] = useState<string | null>(null);
  const choose = useMutation({
    mutationFn: (version: string) => put<Packs>("/knowledge/v1/rule-packs/current", { version }),
    onSuccess: (overview) => queries.setQueryData(["packs"], overview),
    onSettled: () => setWanted(null),
  });
  useTitle(t("nav.packs"));
  return (
    <>
      <Title headingLevel="h1">{t("nav.packs")}</Title>
      <p>{t("packs.about")}</p>
      {choose.isError && <Failure error={choose.error} />}
      <div role="status">{choose.isSuccess && <Alert isInline variant="success" title={t("packs.chosen", { version: choose.data.current })}>{t("packs.chosen.detail")}</Alert>}</div>
      <Loaded of={packs}>
        {(overview) => (
          <>
            <PackTable packs={overview} choose={setWanted} />
            <PackUpload onImported={() => void packs.refetch()} />
            <History packs={overview} />
            {wanted !== null && <Confirmation packs={overview} version={wanted} isChoosing={choose.isPending} choose={() => choose.mutate(wanted)} close={() => setWanted(null)} />}
          </>
        )}
      </Loaded>
    </>
  );
}

function PackTable({ packs, choose }: { packs: Packs; choose: (version: string) => void }) {
  const { t } = useTranslation();
  const before = earlier(packs);
  const origin = (pack: Pack) => (pack.importedAt ? `${pack.importedBy}, ${time(pack.importedAt)}` : t("packs.builtIn"));
  return (
    <Table className="fw-table" aria-label={t("nav.packs")} variant="compact" gridBreakPoint="grid-md">
      <Thead><Tr><Th>{t("packs.version")}</Th><Th>{t("packs.origin")}</Th><Th>{t("packs.key")}</Th><Th screenReaderText={t("packs.act")} /></Tr></Thead>
      <Tbody>
        {packs.items.map((pack) => (
          <Tr key={pack.version}>
            <Td dataLabel={t("packs.version")}><code>{pack.version}</code> {pack.isCurrent && <Label isCompact status="success" icon={<CheckCircleIcon />}>{t("packs.current")}</Label>}</Td>
            <Td dataLabel={t("packs.origin")}>{origin(pack)}</Td>
            <Td dataLabel={t("packs.key")}>{pack.keyId ? <code>{pack.keyId}</code> : "–"}</Td>
            <Td dataLabel={t("packs.act")}>
              <div className="fw-actions">
                {!pack.isCurrent && (
                  <Button variant="secondary" size="sm" aria-label={`${pack.version}: ${t(pack.version === before ? "packs.back" : "packs.choose")}`} onClick={() => choose(pack.version)}>
                    {t(pack.version === before ? "packs.back" : "packs.choose")}
                  </Button>
                )}
                {pack.keyId && <a href={`/api/knowledge/v1/rule-packs/${encodeURIComponent(pack.version)}`} download={`rule-pack-${pack.version}.jws`}>{t("packs.download")}</a>}
              </div>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** A choice concerns every provider, so it is asked once more what it means. */
function Confirmation({ packs, version, isChoosing, choose, close }: { packs: Packs; version: string; isChoosing: boolean; choose: () => void; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal isOpen variant="small" onClose={close} aria-labelledby="choose-pack" aria-describedby="choose-pack-means">
      <ModalHeader title={t("packs.ask", { version })} labelId="choose-pack" />
      <ModalBody id="choose-pack-means">{t("packs.ask.detail", { current: packs.current })}</ModalBody>
      <ModalFooter>
        <Button isLoading={isChoosing} onClick={choose}>{t("packs.choose")}</Button>
        <Button variant="link" onClick={close}>{t("packs.cancel")}</Button>
      </ModalFooter>
    </Modal>
  );
}

function History({ packs }: { packs: Packs }) {
  const { t } = useTranslation();
  return (
    <Card component="section">
      <CardTitle component="h2">{t("packs.history")}</CardTitle>
      <CardBody>
        {packs.history.length === 0 ? <p>{t("packs.history.none")}</p> : (
          <ol className="fw-activity">
            {packs.history.map((choice) => (
              <li key={choice.chosenAt}>
                <code>{choice.version ?? builtIn(packs)}</code> {choice.version === null && <span className="fw-quiet">{t("packs.builtIn")}</span>} · {choice.chosenBy}
                <br /><time className="fw-quiet" dateTime={choice.chosenAt}>{time(choice.chosenAt)}</time>
              </li>
            ))}
          </ol>
        )}
      </CardBody>
    </Card>
  );
}
