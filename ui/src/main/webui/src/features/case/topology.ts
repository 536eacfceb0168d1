/** What the reader knows of the case besides its files; null for unknown. Packets never name a vendor. */
export interface Topology { vendor: string | null; product: string | null; version: string | null }

export const UNKNOWN: Topology = { vendor: null, product: null, version: null };
const FIELDS = ["vendor", "product", "version"] as const;

const KEPT = "firewitness.topology";
/** The latest cases of a reader; older ones are asked anew. */
const KEPT_CASES = 100;

/** What the address says; null where it says nothing. */
export function fromQuery(query: URLSearchParams): Topology | null {
  return FIELDS.some((field) => query.get(field)) ? { vendor: query.get("vendor"), product: query.get("product"), version: query.get("product") && query.get("version") } : null;
}

/** The address with the choice in it; what else it holds stays. */
export function toQuery(topology: Topology, query: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const field of FIELDS) {
    if (topology[field]) next.set(field, topology[field]);
    else next.delete(field);
  }
  return next;
}

/** A choice made earlier for this case, on this browser. */
export function remembered(caseId: string, storage: Storage = localStorage): Topology {
  const found = kept(storage).find(([id]) => id === caseId);
  return found ? { ...UNKNOWN, ...found[1] } : UNKNOWN;
}

/** Keeps the choice; one of nothing is forgotten. */
export function remember(caseId: string, topology: Topology, storage: Storage = localStorage) {
  const others = kept(storage).filter(([id]) => id !== caseId);
  const isKnown = FIELDS.some((field) => topology[field]);
  storage.setItem(KEPT, JSON.stringify(isKnown ? [[caseId, topology], ...others].slice(0, KEPT_CASES) : others));
}

function kept(storage: Storage): [string, Topology][] {
  try {
    const read: unknown = JSON.parse(storage.getItem(KEPT) ?? "[]");
    return Array.isArray(read) ? (read as unknown[]).filter((entry): entry is [string, Topology] => Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "object") : [];
  } catch {
    return [];
  }
}

/** What the service is asked with: only what is known. */
export function asked(topology: Topology): Partial<Record<(typeof FIELDS)[number], string>> {
  return Object.fromEntries(FIELDS.filter((field) => topology[field]).map((field) => [field, topology[field]]));
}
