import type { Sentence } from "../../i18n";
import type { CaseItem, VerdictClass } from "../cases/model";

export interface Artifact {
  id: string;
  caseId: string;
  name: string;
  bytes: number;
  receivedBytes: number;
  kind: string;
  format: string | null;
  state: "uploading" | "inspecting" | "ready" | "refused" | "duplicate" | "expired";
  reason: { code: string; args: Record<string, unknown> } | null;
  duplicateOf: { caseId: string; artifactId: string } | null;
}

export interface Answer { value: string; confidence: number; band: string; evidence: string[] }

export interface Verdict {
  class: VerdictClass;
  confidence: number;
  band?: string;
  statement: string;
  text: Sentence;
  who: Answer | null;
  why: Answer | null;
  next: Sentence | null;
}

export interface Evidence {
  id: string;
  rule: string;
  ruleVersion: number;
  for: VerdictClass;
  logOdds: number;
  packets: number[];
  lines: number[];
  statement: string;
  text: Sentence | null;
  reproduce: string | null;
  /** Where each packet and line is: the id of a file, or the path of one inside a bundle. */
  pointers?: { artifact: string; packet: number | null; line: number | null }[];
}

export interface Endpoint { address: string; port: number }

export interface Connection {
  id: string;
  artifact: string;
  client: Endpoint;
  server: Endpoint;
  transport: string;
  serviceClass: string;
  start: string;
  end: string;
  payloadBytes: { clientToServer: number; serverToClient: number };
  verdict: Verdict;
  kill: { direction: "client-to-server" | "server-to-client"; streamOffset: number | null; packet: number } | null;
  evidence: Evidence[];
  ttl: Record<"clientToServer" | "serverToClient", { mode: number | null; count: number; outliers: { packet: number; ttl: number }[] } | null> | null;
  rttMs: { min: number | null } | null;
}

export interface Transfer {
  id: string;
  object: string;
  /** Offsets are stream bytes where a capture alone shows them, else positions in the object as its log counts them. */
  source: "log" | "capture" | "both";
  attempts: { id: string; start: string | null; end: string | null; offset: number | null; progressPercent: number | null; connection: string | null; error: string | null }[];
  sameOffset: { holds: boolean; attempts: number; of: number; toleranceBytes: number } | null;
  chance: number | null;
}

export interface Diagnosis {
  rulePack: string;
  verdict: Verdict;
  artifacts: {
    id: string; name: string; kind: string; status: "analysed" | "analysed-in-part" | "refused"; packets: number | null; lines: number | null;
    brokenAtByte: number | null; reason: string | null; reasonText: Sentence | null; vantagePoint: string; vantageReason: Sentence | null;
    /** Of a capture that was rotated: its place among the files of one recording. */
    partOf?: { recording: string; part: number; of: number; afterMissing: boolean; statement: string; text: Sentence } | null;
    /** Of logs only: lines of no known wording, and the first of them with digits masked. */
    log?: { notUnderstood: number; samples: { line: number; text: string }[] } | null;
  }[];
  connections: Connection[];
  transfers: Transfer[];
  evidence: Evidence[];
  /** Error texts found in logs. */
  signatures: { id: string }[];
  notEvaluated: { rule: string; needs: string; text: Sentence | null }[];
  counts?: { byClass: Partial<Record<VerdictClass, number>> };
  path: { nodes: { role: string; address: string | null; hopsFromClient: number | null; hopsFromServer: number | null; basis: Sentence | null; confidence: number }[]; startTtlAssumed: boolean } | null;
}

export interface CaseView extends CaseItem {
  analysis: {
    id: string; state: "queued" | "running" | "done" | "failed" | "superseded";
    progress: { percent: number; stage: string | null; artifact: string | null };
    attempt: number; error: { code: string } | null;
  } | null;
  activity: { at: string; key: string; args: Record<string, unknown> }[];
}

/** The chart's data: times in ms from the cut, offsets in stream bytes of the direction that was hit. */
export interface Series {
  connection: string;
  zero: { time: string; streamOffset: number; packet: number };
  drawn: number;
  total: number;
  segments: { t: number; dir: string; from: number; to: number; packet: number; retransmission: boolean; ttl: number }[];
  acks: { t: number; dir: string; ack: number; packet: number; ttl: number; duplicate: boolean }[];
  resets: { t: number; packet: number; dir: string; ttl: number; seq: number }[];
}

/** What the diagnosis says of a file; captures of both ends often have one name, so the id decides. */
export function resultOf(artifact: { id: string; name: string }, diagnosis: Diagnosis | undefined): Diagnosis["artifacts"][number] | undefined {
  return diagnosis?.artifacts.find((entry) => entry.id === artifact.id);
}

/** The connection that the case's verdict rests on: the cut one of the same class with the strongest case. */
export function leading(diagnosis: Diagnosis): Connection | undefined {
  const ofClass = diagnosis.connections.filter((connection) => connection.verdict.class === diagnosis.verdict.class);
  return [...ofClass].sort((left, right) => right.verdict.confidence - left.verdict.confidence)[0] ?? diagnosis.connections[0];
}

/** Retries worth a picture: those that ended alike, as the verdict can rest on them; where none did, one that shows as much. */
export function pictured(transfers: Transfer[]): Transfer[] {
  const retried = transfers.filter((transfer) => transfer.attempts.filter((attempt) => attempt.offset !== null).length > 1);
  const alike = retried.filter((transfer) => transfer.sameOffset?.holds);
  return alike.length > 0 ? alike.slice(0, 3) : retried.slice(0, 1);
}

/** The names of the files that a piece of evidence stands in; of a file inside a bundle, its own name. */
export function filesOf(evidence: Evidence, diagnosis: Diagnosis): string[] {
  const name = (artifact: string) => diagnosis.artifacts.find((file) => file.id === artifact)?.name ?? artifact.slice(artifact.lastIndexOf("/") + 1);
  return [...new Set((evidence.pointers ?? []).map((pointer) => name(pointer.artifact)))];
}

/** What is about the verdict itself first, then what is about other classes; the heaviest of each first. */
export function weighed(evidence: Evidence[], verdict: VerdictClass): Evidence[] {
  return [...evidence].sort((left, right) =>
    Number(right.for === verdict) - Number(left.for === verdict) || Math.abs(right.logOdds) - Math.abs(left.logOdds));
}
