import { type APIRequestContext, type APIResponse, expect, test } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { signIn } from "./portal";

// Who may call what through the portal's back end: every operation of the services' OpenAPI documents, as nobody, as another
// site's page, as another tenant and as another provider. A new endpoint is in it without being added.

const portal = new URL(process.env.E2E_BASE_URL ?? "http://localhost:8080");
const services = { ingest: 1, analysis: 2, knowledge: 3 } as const;
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const OURS = { "X-Firewitness": "1", Origin: portal.origin };

interface Operation { service: string; method: string; path: string }

async function operations(request: APIRequestContext): Promise<Operation[]> {
  const all: Operation[] = [];
  for (const [service, distance] of Object.entries(services)) {
    const document = (await (await request.get(`http://localhost:${Number(portal.port) + distance}/q/openapi?format=json`)).json()) as { paths: Record<string, Record<string, unknown>> };
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const method of Object.keys(methods).filter((key) => /^(get|post|put|patch|delete|head|options)$/.test(key))) all.push({ service, method: method.toUpperCase(), path });
    }
  }
  expect(all.length).toBeGreaterThan(30);
  return all;
}

const outside = (operation: Operation, ids: Record<string, string> = {}) =>
  `/api/${operation.service}${operation.path.replace(/^\/api/, "")}`.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? randomUUID());

const call = (request: APIRequestContext, operation: Operation, path: string, headers: Record<string, string>) =>
  request.fetch(path, { method: operation.method, headers: { ...headers, "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Upload-Length": "5", "Upload-Metadata": "filename YS5sb2c=", "Content-Type": operation.method === "PATCH" ? "application/offset+octet-stream" : "application/json" }, data: SAFE.has(operation.method) ? undefined : operation.method === "PATCH" ? "12345" : {}, maxRedirects: 0 });

test("nobody gets in: without a session every operation is 401", async ({ request }) => {
  for (const operation of await operations(request)) {
    const answer = await call(request, operation, outside(operation), OURS);
    expect(answer.status(), `${operation.method} ${outside(operation)}`).toBe(401);
    if (operation.method !== "HEAD") expect(((await answer.json()) as { code: string }).code).toBe("session-expired");
  }
  expect((await request.get("/api/session", { headers: OURS })).status()).toBe(401);
  expect((await request.get("/api/anything", { headers: OURS })).status()).toBe(404);
});

test("strangers find nothing, other sites' pages are refused, internal operations cannot be reached", async ({ browser }) => {
  const owner = await browser.newContext();
  await signIn(await owner.newPage(), "aiko");
  const { items } = (await (await owner.request.get("/api/analysis/v1/cases?q=File+server+backup", { headers: OURS })).json()) as { items: { id: string }[] };
  const caseId = items[0].id;
  const files = (await (await owner.request.get(`/api/ingest/v1/cases/${caseId}/artifacts`, { headers: OURS })).json()) as { items: { id: string }[] };
  const foreign = { caseId, artifactId: files.items[0].id, uploadId: files.items[0].id };
  const all = await operations(owner.request);
  for (const operation of all.filter((one) => !SAFE.has(one.method) && !one.path.startsWith("/internal"))) {
    const answer = await call(owner.request, operation, outside(operation), {});
    expect(answer.status(), `${operation.method} ${operation.path} from another site`).toBe(403);
    expect(((await answer.json()) as { code: string }).code).toBe("cross-site-request");
  }
  for (const operation of all.filter((one) => one.path.startsWith("/internal"))) {
    for (const prefix of ["", "/..", "/%2e%2e", "/%2e%2e%2f", "//", "/v1/../.."]) {
      const path = outside(operation).replace(`/api/${operation.service}`, `/api/${operation.service}${prefix}`);
      const answer = await call(owner.request, operation, path, OURS);
      expect([400, 404], `${operation.method} ${path}`).toContain(answer.status());
    }
  }
  for (const stranger of ["ken", "sven"]) {
    const context = await browser.newContext();
    await signIn(await context.newPage(), stranger);
    for (const operation of all.filter((one) => /\{(caseId|uploadId)\}/.test(one.path) && one.path.startsWith("/api"))) {
      const theirs = await call(context.request, operation, outside(operation, foreign), OURS);
      const nobodys = await call(context.request, operation, outside(operation), OURS);
      expect(theirs.status(), `${operation.method} ${operation.path} as ${stranger}`).toBe(404);
      expect(await shape(theirs), `${operation.method} ${operation.path} as ${stranger}`).toEqual(await shape(nobodys));
    }
    await context.close();
  }
  await owner.close();
});

/** Everything a caller can compare; only the trace id and the clock differ from call to call. */
async function shape(answer: APIResponse) {
  const headers = answer.headers();
  delete headers.date;
  return { status: answer.status(), headers, body: (await answer.text()).replace(/"traceId":"[0-9a-f]{32}"/, "") };
}
