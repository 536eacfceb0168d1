import { Route, Routes } from "react-router";
import { hasRole, type SessionInfo } from "../../api";
import { MissingRole, NotHere } from "../../shell/States";
import { OwnPage } from "../own/OwnPage";
import { AdvicePage } from "./AdvicePage";
import { ArticlePage, ArticlesPage } from "./ArticlePage";
import { ErrorsPage } from "./ErrorsPage";
import { FreshnessPage } from "./FreshnessPage";
import { KnowledgeLayout } from "./KnowledgeLayout";
import { PortsPage } from "./PortsPage";
import { ProductsPage } from "./ProductsPage";
import { SearchPage } from "./SearchPage";
import { VendorPage, VendorsPage } from "./VendorsPage";

/** The pages below /knowledge, each with an address of its own. */
export default function KnowledgeRoutes({ session }: { session: SessionInfo }) {
  const isOfProvider = hasRole(session, "provider-admin", "provider-engineer");
  return (
    <Routes>
      <Route element={<KnowledgeLayout isOfProvider={isOfProvider} />}>
        <Route index element={<SearchPage />} />
        <Route path="products" element={<ProductsPage />} />
        <Route path="ports" element={<PortsPage />} />
        <Route path="errors" element={<ErrorsPage />} />
        <Route path="vendors" element={<VendorsPage />} />
        <Route path="vendors/:vendorId" element={<VendorPage />} />
        <Route path="articles" element={<ArticlesPage />} />
        <Route path="articles/:articleId" element={<ArticlePage />} />
        <Route path="advice" element={<AdvicePage />} />
        <Route path="own" element={isOfProvider ? <OwnPage /> : <MissingRole role="provider-engineer" />} />
        <Route path="freshness" element={<FreshnessPage />} />
      </Route>
      <Route path="*" element={<NotHere />} />
    </Routes>
  );
}
