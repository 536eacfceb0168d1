import type { VerdictClass } from "../cases/model";

/** One judgement of the case; class and confidence are null where it was stored before they were kept. */
export interface Judgement { id: string; at: string; rulePack: string; verdictClass: VerdictClass | null; confidence: number | null }

export interface Opinion { verdictClass: VerdictClass; confidence: number }

/** A connection judged otherwise than before; null on the side whose files do not hold it. */
export interface ChangedConnection { id: string; client: string; server: string; before: Opinion | null; after: Opinion | null }

/** What the current diagnosis says otherwise than the one before: `GET /cases/{id}/diagnoses/changes`. */
export interface Changes {
  before: Judgement | null;
  after: Judgement | null;
  /** All that differ; `connections` holds at most 200 of them. */
  changedConnections: number;
  connections: ChangedConnection[];
}

export interface Rejudged extends ChangedConnection { before: Opinion; after: Opinion }

/** What a reader is told: null where no class differs. */
export interface Difference {
  before: Judgement;
  after: Judgement;
  /** The class of the case itself differs. */
  isVerdictChanged: boolean;
  /** Connections that both diagnoses hold, with another class. */
  connections: Rejudged[];
  /** The service did not list every connection that differs, so there may be more. */
  isPartial: boolean;
}

/**
 * Where the class of the case or of a connection differs. A connection that only one of the two diagnoses holds came or went
 * with its file: nothing about it was judged otherwise.
 */
export function difference({ before, after, changedConnections, connections }: Changes): Difference | null {
  if (!before || !after) return null;
  const rejudged = connections.filter((entry): entry is Rejudged =>
    entry.before !== null && entry.after !== null && entry.before.verdictClass !== entry.after.verdictClass);
  const isVerdictChanged = before.verdictClass !== null && after.verdictClass !== null && before.verdictClass !== after.verdictClass;
  if (!isVerdictChanged && rejudged.length === 0) return null;
  return { before, after, isVerdictChanged, connections: rejudged, isPartial: changedConnections > connections.length };
}
