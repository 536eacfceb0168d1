import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { session } from "../api";

/** Over the page, not instead of it: typed text and paused uploads stay. Sign-in happens in another tab. */
export function ExpiredDialog({ onRenewed }: { onRenewed: () => void }) {
  const { t } = useTranslation();
  useEffect(() => {
    const timer = setInterval(() => {
      void session().then((found) => found && onRenewed(), () => undefined);
    }, 2000);
    return () => clearInterval(timer);
  }, [onRenewed]);
  return (
    <Modal isOpen variant="small" aria-labelledby="expired-title">
      <ModalHeader title={t("expired.title")} labelId="expired-title" />
      <ModalBody>{t("expired.detail")}</ModalBody>
      <ModalFooter>
        <Button component="a" href="/login?return=/signed-in" target="_blank" variant="primary">{t("expired.action")}</Button>
      </ModalFooter>
    </Modal>
  );
}
