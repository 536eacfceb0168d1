import { get } from "../../api";
import type { Artifact } from "./model";

interface Page { items: Artifact[]; next?: string | null }

/** All files of a case, oldest first; the service hands them out in pages of 500. */
export async function artifactsOf(caseId: string): Promise<Artifact[]> {
  const items: Artifact[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Page = await get<Page>(`/ingest/v1/cases/${caseId}/artifacts${cursor && `?cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...page.items);
    cursor = page.next ?? null;
  }
  return items;
}
