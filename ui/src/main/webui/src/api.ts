import { language } from "./i18n";

/** An error answer, RFC 9457. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail?: string;
  traceId?: string;
  args?: Record<string, unknown>;
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

const expired = new Set<() => void>();

/** Calls back when a call finds the session over. Returns how to stop listening. */
export function onSessionExpired(listener: () => void): () => void {
  expired.add(listener);
  return () => expired.delete(listener);
}

export function sessionExpired() {
  expired.forEach((listener) => listener());
}

const renewed = new Set<() => void>();

/** Calls back when the reader has signed in again after the session was over. Returns how to stop listening. */
export function onSessionRenewed(listener: () => void): () => void {
  renewed.add(listener);
  return () => renewed.delete(listener);
}

export function sessionRenewed() {
  renewed.forEach((listener) => listener());
}

/** Headers of every call: the language of errors, and the mark that tells our calls from another site's. */
export function callHeaders(): Record<string, string> {
  return { "Accept-Language": language(), "X-Firewitness": "1" };
}

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(`/api${path}`, {
      method,
      headers: { ...callHeaders(), ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
    });
  } catch {
    throw new ProblemError({ status: 0, code: "offline", title: "offline" });
  }
  if (answer.ok) return answer;
  const problem = await readProblem(answer);
  if (problem.code === "session-expired" || answer.status === 401) sessionExpired();
  throw new ProblemError(problem);
}

export async function readProblem(answer: { status: number; text(): Promise<string> }): Promise<Problem> {
  try {
    return JSON.parse(await answer.text()) as Problem;
  } catch {
    // No problem document: the answer is not a service's own but of something between here and there.
    const code = answer.status === 401 ? "session-expired" : [502, 503, 504].includes(answer.status) ? "unavailable" : "internal";
    return { status: answer.status, code, title: code };
  }
}

export const get = async <T>(path: string): Promise<T> => (await (await call("GET", path)).json()) as T;
export const post = async <T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T> =>
  (await (await call("POST", path, body, headers)).json()) as T;
export const put = async <T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T> => (await (await call("PUT", path, body, headers)).json()) as T;
/** Sends a file as it is. */
export const send = async <T>(path: string, file: Blob, type: string): Promise<{ status: number; body: T }> => {
  const answer = await call("POST", path, file, { "Content-Type": type });
  return { status: answer.status, body: (await answer.json()) as T };
};
export const remove = async (path: string, headers?: Record<string, string>): Promise<void> => void (await call("DELETE", path, undefined, headers));

export interface SessionInfo {
  user: { name: string; username: string };
  roles: string[];
  organization?: { id: string; kind: "provider" | "tenant"; name: string; provider: string };
}

export type Role = "platform-admin" | "provider-admin" | "provider-engineer" | "tenant-user";

export function hasRole(session: SessionInfo, ...roles: Role[]): boolean {
  return roles.some((role) => session.roles.includes(role));
}

/** Who operates the installation sees no case; everybody else works on cases. */
export function worksOnCases(session: SessionInfo): boolean {
  return hasRole(session, "provider-admin", "provider-engineer", "tenant-user");
}

/** Where somebody begins. */
export function home(session: SessionInfo): string {
  return worksOnCases(session) || !hasRole(session, "platform-admin") ? "/cases" : "/platform/packs";
}

/** Null where nobody is signed in; does not count as an expired session. */
export async function session(): Promise<SessionInfo | null> {
  const answer = await fetch("/api/session", { headers: callHeaders() });
  if (answer.status === 401) return null;
  if (!answer.ok) throw new ProblemError(await readProblem(answer));
  return (await answer.json()) as SessionInfo;
}
