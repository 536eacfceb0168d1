import { Label } from "@patternfly/react-core";
import { CheckIcon, MinusIcon } from "@patternfly/react-icons";
import { useTranslation } from "react-i18next";

/** Whether the article names a version. */
export function Listed({ isListed }: { isListed: boolean }) {
  const { t } = useTranslation();
  return <Label isCompact variant="outline" icon={isListed ? <CheckIcon /> : <MinusIcon />}>{t(isListed ? "knowledge.listed" : "knowledge.notListed")}</Label>;
}
