/** What the reader knows of one address; `behind` is the address that stands for it outside a translation. */
export interface KnownAddress { address: string; role: string; vendor?: string; behind?: string }

/** What the reader knows of the case besides its files; null for unknown. Packets never name a vendor. */
export interface Topology { vendor: string | null; product: string | null; version: string | null; addresses: KnownAddress[] }

export const UNKNOWN: Topology = { vendor: null, product: null, version: null, addresses: [] };
const FIELDS = ["vendor", "product", "version"] as const;
export const FIREWALL = "firewall";
/** As many as the service takes. */
export const MOST_ADDRESSES = 32;

const KEPT = "firewitness.topology";
/** The latest cases of a reader; older ones are asked anew. */
const KEPT_CASES = 100;

/** What the address bar says, with the addresses of an earlier choice: a link must not carry a tenant's hosts. Null where it says nothing. */
export function fromQuery(query: URLSearchParams, earlier: Topology): Topology | null {
  return FIELDS.some((field) => query.get(field))
    ? { vendor: query.get("vendor"), product: query.get("product"), version: query.get("product") && query.get("version"), addresses: earlier.addresses }
    : null;
}

/** The address bar with the choice in it; what else it holds stays. */
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
  return found ? { ...UNKNOWN, ...found[1], addresses: Array.isArray(found[1].addresses) ? found[1].addresses : [] } : UNKNOWN;
}

/** Keeps the choice; one of nothing is forgotten. */
export function remember(caseId: string, topology: Topology, storage: Storage = localStorage) {
  const others = kept(storage).filter(([id]) => id !== caseId);
  const isKnown = FIELDS.some((field) => topology[field]) || topology.addresses.length > 0;
  storage.setItem(KEPT, JSON.stringify(isKnown ? [[caseId, topology], ...others].slice(0, KEPT_CASES) : others));
}

function kept(storage: Storage): [string, Partial<Topology>][] {
  try {
    const read: unknown = JSON.parse(storage.getItem(KEPT) ?? "[]");
    return Array.isArray(read) ? (read as unknown[]).filter((entry): entry is [string, Partial<Topology>] => Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "object" && entry[1] !== null) : [];
  } catch {
    return [];
  }
}

/** What the service is asked with: only what is known, and whole. Without a table of traffic, ports and vendors do not matter. */
export function asked(topology: Topology, hasTable: boolean): { vendor?: string; product?: string; version?: string; addresses?: KnownAddress[] } {
  const fields = hasTable ? Object.fromEntries(FIELDS.filter((field) => topology[field]).map((field) => [field, topology[field]])) : {};
  const addresses = topology.addresses.filter(({ address, role }) => isAddress(address) && role)
    .map(({ address, role, vendor, behind }) => ({ address, role, ...(vendor && role === FIREWALL && { vendor }), ...(behind && isAddress(behind) && { behind }) }));
  return addresses.length > 0 ? { ...fields, addresses } : fields;
}

/** A literal IPv4 or IPv6 address, as the service takes it. */
export function isAddress(text: string): boolean {
  const numbers = text.split(".");
  if (numbers.length === 4 && numbers.every((number) => /^(0|[1-9]\d{0,2})$/.test(number) && Number(number) <= 255)) return true;
  return /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(text) && URL.canParse(`http://[${text}]`);
}
