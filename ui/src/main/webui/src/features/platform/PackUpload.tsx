import { Alert, Button, Card, CardBody, CardTitle } from "@patternfly/react-core";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../api";
import { Failure } from "../../shell/States";
import type { Pack } from "./model";

/** Lets a signed pack in. The service verifies the signature and has the engine try the pack; it is not in use by that. */
export function PackUpload({ onImported }: { onImported: () => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: (file: File) => send<Pack>("/knowledge/v1/rule-packs", file, "application/jose"),
    onSuccess: onImported,
  });
  return (
    <Card component="section">
      <CardTitle component="h2">{t("packs.import")}</CardTitle>
      <CardBody className="fw-stack">
        <p>{t("packs.import.detail")}</p>
        <input
          ref={input} type="file" hidden aria-label={t("packs.import.choose")} accept=".jws,.jose,.txt"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // Chosen again after a correction, the same name is a new file.
            event.target.value = "";
            if (file) upload.mutate(file);
          }}
        />
        <Button variant="secondary" isLoading={upload.isPending} isDisabled={upload.isPending} onClick={() => input.current?.click()}>{t("packs.import.choose")}</Button>
        <div role="status">
          {upload.isError && <Failure error={upload.error} />}
          {upload.isSuccess && (
            <Alert isInline variant="success" title={t(upload.data.status === 201 ? "packs.imported" : "packs.known", { version: upload.data.body.version })}>{t("packs.imported.detail")}</Alert>
          )}
        </div>
      </CardBody>
    </Card>
  );
}
