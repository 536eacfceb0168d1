/** A rule pack; the one that is built into the engine has no key and nobody who imported it. */
export interface Pack { version: string; keyId: string | null; importedAt: string | null; importedBy: string | null; isCurrent: boolean }

/** `version` is null for the built-in pack. */
export interface Chosen { version: string | null; chosenAt: string; chosenBy: string }

export interface Packs { current: string; items: Pack[]; history: Chosen[] }

/** The pack that ships with the engine: it is always there, and always a way back. */
export function builtIn(packs: Packs): string {
  return packs.items.find((pack) => pack.keyId === null)?.version ?? "";
}

/** What was judged with before the latest choice; null where nothing was ever chosen. */
export function earlier(packs: Packs): string | null {
  const [latest, before] = packs.history;
  if (!latest) return null;
  const version = before ? (before.version ?? builtIn(packs)) : builtIn(packs);
  return version === packs.current ? null : version;
}
