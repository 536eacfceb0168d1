import { expect, test } from "@playwright/test";
import { capture, openCase, signIn, texts } from "./portal";

const en = texts.en;

test("no script can read a token, and no page breaks its own policy", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const broken: string[] = [];
  page.on("console", (message) => { if (message.type() === "error" && /Content Security Policy|Refused to/.test(message.text())) broken.push(message.text()); });
  page.on("pageerror", (error) => broken.push(error.message));
  const bare: string[] = [];
  const origin = new URL(process.env.E2E_BASE_URL ?? "http://localhost:8080").origin;
  page.on("response", (answer) => {
    if (answer.url().startsWith(origin) && !(answer.headers()["content-security-policy"] ?? "").startsWith("default-src 'none'")) bare.push(answer.url());
  });
  await signIn(page, "aiko");
  await openCase(page, `Policy ${Date.now()}`, [capture("dying-backup-ipv6.pcap")]);
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: en["sequence.title"] })).toBeVisible();
  await page.goto("/knowledge");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(broken).toEqual([]);
  expect(bare).toEqual([]);

  const seen = await page.evaluate(async () => ({
    cookie: document.cookie,
    stored: JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }),
    session: await (await fetch("/api/session")).text(),
  }));
  expect(seen.cookie).toBe("");
  // A JWT begins with {"  in Base64.
  expect(seen.stored).not.toContain("eyJ");
  expect(seen.session).not.toContain("eyJ");
  const cookies = (await context.cookies(origin)).filter((cookie) => cookie.name.startsWith("q_session"));
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) {
    expect({ ...cookie, name: "", value: "", expires: 0, domain: "" }).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    // Encrypted: a JWE of five parts, or a piece of one, never a readable token.
    expect(Buffer.from(cookie.value.split(".")[1] ?? "", "base64").toString("latin1")).not.toContain("preferred_username");
  }
});

test("another site's call with the user's cookie changes nothing", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, "ken");
  const title = `Forged ${Date.now()}`;
  const forge = (headers: Record<string, string>) => context.request.post("/api/ingest/v1/cases", { headers: { "Content-Type": "application/json", ...headers }, data: { title } });
  for (const headers of [
    {},
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site", "X-Firewitness": "1" },
    { Origin: "https://evil.example", "X-Firewitness": "1" },
    { Origin: "null", "X-Firewitness": "1" },
  ]) {
    const answer = await forge(headers);
    expect(answer.status(), JSON.stringify(headers)).toBe(403);
    expect(((await answer.json()) as { code: string }).code).toBe("cross-site-request");
  }
  const cases = await page.evaluate(async (wanted) => (await (await fetch(`/api/analysis/v1/cases?q=${encodeURIComponent(wanted)}`)).json()).items, title);
  expect(cases).toEqual([]);
});

test("through the gateway only the services' own addresses can be reached", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, "mika");
  for (const path of ["/api/ingest/../q/health", "/api/ingest/%2e%2e/q/metrics", "/api/ingest/..%2fq/metrics", "/api/none/v1/cases", "/api/analysisx/v1/cases"]) {
    const answer = await context.request.get(path, { headers: { "X-Firewitness": "1" } });
    expect(await answer.text(), path).not.toMatch(/"checks"|# HELP/);
    expect([400, 404], path).toContain(answer.status() === 200 && answer.headers()["content-type"].startsWith("text/html") ? 404 : answer.status());
  }
});
