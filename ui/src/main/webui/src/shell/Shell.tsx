import {
  Brand, Button, Masthead, MastheadBrand, MastheadContent, MastheadLogo, MastheadMain, MastheadToggle, Nav, NavItem, NavList, Page, PageSection,
  PageSidebar, PageSidebarBody, PageToggleButton, SkipToContent,
} from "@patternfly/react-core";
import { BarsIcon, MoonIcon, SunIcon } from "@patternfly/react-icons";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, useLocation } from "react-router";
import { hasRole, type SessionInfo, worksOnCases } from "../api";
import { setLanguage } from "../i18n";
import { isDark, setDark } from "./theme";

/** Language and theme; on the sign-in page too. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const [dark, setShown] = useState(isDark());
  return (
    <>
      <Button variant="tertiary" size="sm" lang={i18n.language === "ja" ? "en" : "ja"} onClick={() => setLanguage(i18n.language === "ja" ? "en" : "ja")}>
        {i18n.language === "ja" ? "English" : "日本語"}
      </Button>
      <Button
        variant="plain"
        aria-label={dark ? t("theme.light") : t("theme.dark")}
        icon={dark ? <SunIcon /> : <MoonIcon />}
        onClick={() => { setDark(!dark); setShown(!dark); }}
      />
    </>
  );
}

export function Shell({ session, children }: { session: SessionInfo; children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const isNew = pathname === "/cases/new";
  // A new page begins at its top, for eyes and for the keyboard.
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    const main = document.getElementById("main");
    main?.scrollTo({ top: 0 });
    main?.focus({ preventScroll: true });
  }, [pathname]);
  const masthead = (
    <Masthead display={{ default: "stack", md: "inline" }}>
      <MastheadMain>
        <MastheadToggle><PageToggleButton aria-label={t("nav.toggle")} icon={<BarsIcon />} /></MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <NavLink {...props} to="/" />}>
            <Brand src="/favicon.svg" alt="" heights={{ default: "24px" }} /> <span className="fw-product">Firewitness</span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <div className="fw-masthead">
          <span className="fw-organization">{session.organization?.name ?? t("platform.operation")}</span>
          <Preferences />
          <span className="fw-user">{session.user.name}</span>
          <form method="post" action="/logout"><Button type="submit" variant="link" isInline>{t("session.signOut")}</Button></form>
        </div>
      </MastheadContent>
    </Masthead>
  );
  const sidebar = (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label={t("nav.label")}>
          <NavList>
            {worksOnCases(session) && <NavItem isActive={pathname.startsWith("/cases") && !isNew}><NavLink to="/cases">{t("nav.cases")}</NavLink></NavItem>}
            {worksOnCases(session) && <NavItem isActive={isNew}><NavLink to="/cases/new">{t("nav.newCase")}</NavLink></NavItem>}
            <NavItem isActive={pathname.startsWith("/knowledge")}><NavLink to="/knowledge">{t("nav.knowledge")}</NavLink></NavItem>
            {hasRole(session, "platform-admin") && <NavItem isActive={pathname.startsWith("/platform")}><NavLink to="/platform/packs">{t("nav.packs")}</NavLink></NavItem>}
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
  return (
    <Page masthead={masthead} sidebar={sidebar} isManagedSidebar mainContainerId="main" skipToContent={<SkipToContent href="#main">{t("nav.skip")}</SkipToContent>}>
      <PageSection hasBodyWrapper={false} className="fw-page">{children}</PageSection>
    </Page>
  );
}
