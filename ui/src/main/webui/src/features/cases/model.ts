export const CLASSES = [
  "firewall-signature-reset", "firewall-silent-drop", "key-exchange-blocked", "idle-timeout-reset", "middlebox-reset", "host-abort",
  "path-outage", "pmtud-blackhole", "packet-loss", "healthy", "insufficient",
] as const;

export type VerdictClass = (typeof CLASSES)[number];
export type Band = "proven" | "very-likely" | "likely" | "open";

export interface CaseItem {
  id: string;
  number: string;
  title: string;
  tenant: { id: string; name: string };
  status: "empty" | "queued" | "analysing" | "judged" | "failed";
  verdict: { class: VerdictClass; confidence: number; band: Band } | null;
  sameOffset: { attempts: number; of: number } | null;
  waitingFor: string | null;
  updatedAt: string;
  createdAt: string;
  createdBy: string;
}

/** What the list can be limited to; whatever else an address carries is nobody's filter. */
const FILTERS = ["q", "class", "band", "status", "tenant"];

/** The filters that an address holds, as pairs of name and value. */
export const filtersOf = (query: URLSearchParams): [string, string][] => [...query.entries()].filter(([name, value]) => FILTERS.includes(name) && value !== "");

export interface CasePage {
  items: CaseItem[];
  next: string | null;
  total: number;
  facets: Record<string, Record<string, number>>;
}

/** ui.md: 95 % and more is very likely, 80 to 95 likely, below open; "proven" only where both ends show it. */
export function bandOf(confidence: number, stated?: string): Band {
  if (stated === "proven") return "proven";
  if (confidence >= 0.95) return "very-likely";
  return confidence >= 0.8 ? "likely" : "open";
}

/** Classes that blame a firewall for the content; only these come with exclusions. */
export function blamesFirewall(verdict: VerdictClass): boolean {
  return verdict === "firewall-signature-reset" || verdict === "firewall-silent-drop" || verdict === "key-exchange-blocked";
}
