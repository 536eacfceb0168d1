import { Label } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import type { OwnState } from "./model";

/** Whom an entry is about, and who besides the provider's people sees it. */
export function Audience({ of, tenantName }: { of: OwnState; tenantName: (id: string) => string }) {
  const { t } = useTranslation();
  return (
    <>
      <Label isCompact variant="outline">{of.tenantId ? tenantName(of.tenantId) : t("own.whole")}</Label>{" "}
      <Label isCompact variant="outline" color={of.shared ? "blue" : "grey"}>{t(of.shared ? "own.shared" : "own.unshared")}</Label>
    </>
  );
}
