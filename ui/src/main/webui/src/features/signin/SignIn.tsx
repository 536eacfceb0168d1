import { Alert, Brand, Button, Card, CardBody, Content, Title } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { useLocation, useSearchParams } from "react-router";
import { Preferences } from "../../shell/Shell";

/** The first page: what this is, one button. After sign-in the reader is where the address pointed. */
export function SignIn() {
  const { t } = useTranslation();
  const { pathname, search, hash } = useLocation();
  const [query] = useSearchParams();
  // The portal itself knows where each role begins.
  const wanted = pathname === "/" ? "/" : pathname + search + hash;
  return (
    <main className="fw-signin">
      <div className="fw-masthead"><Preferences /></div>
      <Card className="fw-signin-card">
        <CardBody>
          <Brand src="/favicon.svg" alt="" heights={{ default: "48px" }} />
          <Title headingLevel="h1" size="2xl">Firewitness</Title>
          <Content component="p">{t("signin.sentence")}</Content>
          {query.has("sign-in") && <Alert variant="warning" isInline title={t("signin.failed")} />}
          <Button component="a" href={`/login?return=${encodeURIComponent(wanted)}`} variant="primary" size="lg">{t("signin.action")}</Button>
        </CardBody>
      </Card>
    </main>
  );
}
