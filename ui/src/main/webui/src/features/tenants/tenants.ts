import { get } from "../../api";

export interface Tenant { id: string; name: string }
export interface TenantPage { items: Tenant[]; next: string | null; total: number }

/** The first tenants whose name holds `query`, by name. */
export const tenantsLike = (query: string) => get<TenantPage>(`/ingest/v1/tenants?limit=20&q=${encodeURIComponent(query)}`);

/** Every tenant of the reader's, page by page. */
export async function allTenants(): Promise<{ items: Tenant[] }> {
  const items: Tenant[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: TenantPage = await get<TenantPage>(`/ingest/v1/tenants?limit=200&cursor=${encodeURIComponent(cursor)}`);
    items.push(...page.items);
    cursor = page.next;
  }
  return { items };
}
