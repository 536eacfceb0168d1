import {
  Brand, Button, Masthead, MastheadBrand, MastheadContent, MastheadLogo, MastheadMain, MastheadToggle, Nav, NavItem, NavList, Page, PageSection,
  PageSidebar, PageSidebarBody, PageToggleButton, SkipToContent, Toolbar, ToolbarContent, ToolbarGroup, ToolbarItem,
} from "@patternfly/react-core";
import { BarsIcon, MoonIcon, SunIcon } from "@patternfly/react-icons";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, useLocation } from "react-router";
import type { SessionInfo } from "../api";
import { setLanguage } from "../i18n";
import { isDark, setDark } from "./theme";

/** Language and theme; on the sign-in page too. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const [dark, setShown] = useState(isDark());
  return (
    <>
      <ToolbarItem>
        <Button variant="secondary" lang={i18n.language === "ja" ? "en" : "ja"} onClick={() => setLanguage(i18n.language === "ja" ? "en" : "ja")}>
          {i18n.language === "ja" ? "English" : "日本語"}
        </Button>
      </ToolbarItem>
      <ToolbarItem>
        <Button
          variant="plain"
          aria-label={dark ? t("theme.light") : t("theme.dark")}
          icon={dark ? <SunIcon /> : <MoonIcon />}
          onClick={() => { setDark(!dark); setShown(!dark); }}
        />
      </ToolbarItem>
    </>
  );
}

export function Shell({ session, children }: { session: SessionInfo; children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const isNew = pathname === "/cases/new";
  const masthead = (
    <Masthead>
      <MastheadMain>
        <MastheadToggle><PageToggleButton aria-label={t("nav.toggle")} icon={<BarsIcon />} /></MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <NavLink {...props} to="/cases" />}>
            <Brand src="/favicon.svg" alt="" heights={{ default: "24px" }} /> <span className="fw-product">Firewitness</span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isFullHeight isStatic>
          <ToolbarContent>
            <ToolbarItem className="fw-organization">{session.organization?.name}</ToolbarItem>
            <ToolbarGroup align={{ default: "alignEnd" }}>
              <Preferences />
              <ToolbarItem className="fw-user">{session.user.name}</ToolbarItem>
              <ToolbarItem>
                <form method="post" action="/logout"><Button type="submit" variant="link">{t("session.signOut")}</Button></form>
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
  const sidebar = (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label={t("nav.label")}>
          <NavList>
            <NavItem isActive={pathname.startsWith("/cases") && !isNew}><NavLink to="/cases">{t("nav.cases")}</NavLink></NavItem>
            <NavItem isActive={isNew}><NavLink to="/cases/new">{t("nav.newCase")}</NavLink></NavItem>
            <NavItem isActive={pathname === "/knowledge"}><NavLink to="/knowledge">{t("nav.knowledge")}</NavLink></NavItem>
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
