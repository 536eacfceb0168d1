/** A provider's own knowledge, in its own words: shown as it is, never translated, never as a published statement. */
export interface OwnNote { kind: "note"; text: string; verdictClass: string | null }
export interface OwnDevice { kind: "device"; name: string; vendor: string | null; addresses: string[]; note: string | null }
export interface OwnOverride {
  kind: "override"; product: string | null; version: string | null; vendor: string | null; gatewayAddress: string | null; gatewayPort: number | null; note: string | null;
}
export type OwnFact = OwnNote | OwnDevice | OwnOverride;

/** What its author can change. `tenantId` null is the whole provider; `shared` lets tenants read it. */
export interface OwnState { tenantId: string | null; shared: boolean; fact: OwnFact }
export interface OwnEntry extends OwnState { id: string; version: number; deleted: boolean; changedAt: string; changedBy: string | null }

/** `before` is what the entry said until then; null where it began. */
export interface OwnChange { version: number; act: "created" | "changed" | "deleted" | "restored"; at: string; by: string; before: OwnState | null }

export interface Page<T> { items: T[]; next: string | null }

/** An entry that somebody is about to write. */
export function empty(kind: OwnFact["kind"]): OwnState {
  const facts: Record<OwnFact["kind"], OwnFact> = {
    note: { kind: "note", text: "", verdictClass: null },
    device: { kind: "device", name: "", vendor: null, addresses: [], note: null },
    override: { kind: "override", product: null, version: null, vendor: null, gatewayAddress: null, gatewayPort: null, note: null },
  };
  return { tenantId: null, shared: false, fact: facts[kind] };
}

/** Addresses as people write them: one a line, or separated by commas or blanks. */
export function addressesOf(text: string): string[] {
  return text.split(/[\s,、，]+/).filter(Boolean);
}

/** The first line of an entry, which names it in lists. */
export function titleOf(fact: OwnFact, override: string): string {
  switch (fact.kind) {
    case "device":
      return fact.name;
    case "note":
      return fact.text.split("\n")[0];
    case "override":
      return override;
  }
}

/** Whether it says enough to be kept; the service judges what it says. */
export function isComplete({ fact, tenantId }: OwnState): boolean {
  switch (fact.kind) {
    case "device":
      return fact.name.trim() !== "";
    case "note":
      return fact.text.trim() !== "";
    case "override":
      return tenantId !== null && [fact.product, fact.version, fact.vendor, fact.gatewayAddress, fact.gatewayPort, fact.note].some((value) => value !== null);
  }
}
