/** What the knowledge-service answers, in the language that was asked for. */
export interface Source { id: string; title: string; url: string | null; date: string; changed?: string }

/** What no page of anybody says. */
export const isOwnReasoning = ({ id }: { id?: string }) => id === "firewitness";

/** RECALLED is what nobody has read in a source: the service refuses to publish it, and the portal to show it. */
export type Status = "CONFIRMED" | "REASONED" | "RECALLED";

export interface List<T> { items: T[]; next: string | null; total: number; knowledgeVersion: string }

export interface Statement { id: string; status: Status; kind?: string; command?: string; text: string; sources: Source[] }

export interface Build { build: string; released?: string }
export interface Release { id: string; listedInKb2140: boolean; status: Status; sources: Source[]; builds: Build[] }
export interface Product { id: string; code: string; name: string; versions: string[]; statements: Statement[]; releases: Release[] }
export interface Component { id: string; name: string }

/** What a build number or a version is. */
export interface FoundBuild {
  product: string;
  productName: string;
  version: string;
  build: string;
  released: string | null;
  listedInKb2140: boolean;
  exact: boolean;
  relation: "exact" | "of-version" | "nearest-lower";
  note: string | null;
  sources: Source[];
}

export interface Port {
  id: string;
  status: Status;
  products: string[];
  from: string;
  fromName: string;
  to: string;
  toName: string;
  protocol: string;
  ports: string;
  bulk: boolean;
  since?: string;
  until?: string;
  installation?: string;
  purpose: string;
  sources: Source[];
}

export interface KnownError {
  id: string;
  name: string;
  codes: string[];
  status: Status;
  inKb2140: boolean;
  meaning: string;
  wordings: { language: string; text: string }[];
  alternatives: Statement[];
  sources: Source[];
}
/** An error found in a pasted line; `language` is null where the line holds the code only. */
export interface Match { error: KnownError; by: "code" | "text"; matched: string; language: string | null }

export interface Vendor { id: string; name: string; namedInKb2140: boolean; statements: Statement[] }

export interface Article {
  id: string;
  title: string;
  published: string;
  modified: string;
  sections: { id: string; heading: string; statements: Statement[] }[];
}

export const KINDS = ["product", "port", "error", "vendor", "article", "guidance", "recipe"] as const;
export type Kind = (typeof KINDS)[number];

export interface Hit {
  kind: Kind;
  page: string;
  id: string;
  title: string;
  language: string;
  excerpt: { text: string; hit: boolean }[];
  status: Status;
  references: Source[];
}

export interface Side { kind: Kind; page: string; id: string; title: string; text: string; status: Status; reviewed: string; references: Source[] }
export interface Dispute { id: string; question: string; judgement: string; status: Status; sides: Side[]; references: Source[] }
/** `order` is the place in the content: that of the steps of a plan. */
export interface Reviewed extends Side { order: number; sourceChanged: boolean; contradictions: Dispute[] }
export interface SourceItem { id: string; title: string; url: string | null; reviewed: string; changed: string | null; statements: number }

/** Only what was read in a source, or is marked as our own reasoning. */
export function publishable<T extends { status: Status }>(statements: T[]): T[] {
  return statements.filter((statement) => statement.status === "CONFIRMED" || statement.status === "REASONED");
}

/** Where a statement stands in the browser; an error's own statement is the error itself. */
export function addressOf({ kind, page, id }: { kind: Kind; page: string; id: string }): string {
  const anchor = `#${encodeURIComponent(kind === "error" && id === `${page}.error` ? page : id)}`;
  switch (kind) {
    case "vendor":
    case "article":
      return `/knowledge/${kind}s/${page}${anchor}`;
    case "guidance":
    case "recipe":
      return `/knowledge/advice${anchor}`;
    default:
      return `/knowledge/${kind}s${anchor}`;
  }
}

/** A build number or a version of dotted numbers, as `/versions` takes it. */
export function isBuild(text: string): boolean {
  return /^\s*v?\d{1,5}(\.\d{1,6}){1,3}([ -]P\d{1,8})?\s*$/i.test(text);
}

/** Whether the service may find a build in it, where a build is what the reader was asked for. */
export function mayBeBuild(text: string): boolean {
  return text.length <= 100 && /\p{Nd}/u.test(text);
}

/** Every contradiction once, though each of its sides tells of it. */
export function disputesOf(statements: Reviewed[]): Dispute[] {
  return [...new Map(statements.flatMap((statement) => statement.contradictions).map((dispute) => [dispute.id, dispute])).values()];
}

/** The parameters that are set, in their order, as a query; empty ones stand for "any". */
export function queryOf(parameters: Record<string, string | null | undefined>): string {
  return new URLSearchParams(Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]))).toString();
}
