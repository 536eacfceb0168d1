import { expect, type Page, test } from "@playwright/test";
import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectAccessible, longCapture, openCase, signedIn, texts } from "./portal";

const en = texts.en;
const MEGABYTE = 1_000_000;
/** No limit, as the browser's protocol says it. */
const ALL = -1;
/** So long and so slow that none arrives whole while a test lasts, however busy the machine is. */
const [LONG, SLOW] = [60 * MEGABYTE, MEGABYTE / 2];

test("an upload is paused, goes on where it was, and another is given up without a trace", async ({ browser }) => {
  const page = await signedIn(browser, "aiko");
  const network = await upwards(page);
  await network(SLOW);
  const [kept, given] = [longCapture(LONG), longCapture(LONG + MEGABYTE)];
  const paths = [onDisk("kept.pcap", kept), onDisk("given-up.pcap", given)];
  await openCase(page, `Paused ${Date.now()}`, paths);
  await expect.poll(() => percentOf(page, "kept.pcap")).toBeGreaterThan(1);
  await expect(page.getByText(en["upload.left"].replace("{time}", ""), { exact: false }).or(page.getByText(/\/s · about \d+ (sec|min) left/)).first()).toBeVisible();
  await page.getByRole("button", { name: en["upload.pauseOne"].replace("{name}", "kept.pcap") }).click();
  const goOn = page.getByRole("button", { name: en["upload.resumeOne"].replace("{name}", "kept.pcap") });
  await expect(goOn).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: en["upload.cancelOne"].replace("{name}", "given-up.pcap") }).click();
  await expect(page.getByText("given-up.pcap")).toHaveCount(0);

  const link = page.getByRole("link", { name: en["newcase.goto"] });
  const caseId = ((await link.getAttribute("href")) ?? "").split("/").at(-1)!;
  // It stands still: what the service has of it does not change while another answer comes and goes, and is not nothing.
  await expect.poll(async () => { const [first, second] = [await received(page, caseId), await received(page, caseId)]; return first === second ? first : 0; }).toBeGreaterThan(0);
  const before = await received(page, caseId);

  const offsets: number[] = [];
  page.on("request", (request) => { if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"])); });
  await network(ALL);
  await goOn.click();
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  expect(offsets[0]).toBe(before);
  expect(await artifacts(page, caseId)).toMatchObject([{ name: "kept.pcap", state: "ready", bytes: kept.length, sha256: createHash("sha256").update(kept).digest("hex") }]);
});

test("who leaves in the middle is asked, and goes on later with the same file", async ({ browser }) => {
  const page = await signedIn(browser, "ken");
  const network = await upwards(page);
  await network(SLOW);
  const content = longCapture(LONG);
  const path = onDisk("left.pcap", content);
  await openCase(page, `Left ${Date.now()}`, [path]);
  await expect.poll(() => percentOf(page, "left.pcap")).toBeGreaterThan(2);
  const caseId = ((await page.getByRole("link", { name: en["newcase.goto"] }).getAttribute("href")) ?? "").split("/").at(-1)!;
  const leave = page.getByRole("dialog", { name: en["newcase.leave.title"] });

  await page.getByRole("link", { name: en["nav.knowledge"], exact: true }).click();
  await expect(leave).toBeVisible();
  await expectAccessible(page);
  await leave.getByRole("button", { name: en["newcase.leave.stay"] }).click();
  await expect(page.getByText("left.pcap")).toBeVisible();
  await page.getByRole("link", { name: en["newcase.goto"] }).click();
  await leave.getByRole("button", { name: en["newcase.leave.go"], exact: true }).click();
  await expect(page.getByText(/bytes have arrived and are safe/)).toBeVisible();

  await network(ALL);
  const offsets: number[] = [];
  page.on("request", (request) => { if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"])); });
  await page.getByRole("button", { name: en["case.add"] }).click();
  await page.locator("input[type=file]").setInputFiles(path);
  await page.getByRole("button", { name: en["newcase.start"] }).or(page.getByRole("button", { name: en["newcase.addMore"] })).click();
  await expect.poll(async () => await artifacts(page, caseId)).toMatchObject([{ name: "left.pcap", state: "ready", bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") }]);
  expect(offsets[0]).toBeGreaterThan(0);
});

test("an answer that got lost opens no second case, and other words are another wish", async ({ browser }) => {
  const page = await signedIn(browser, "ken");
  const keys: string[] = [];
  let lost = 2;
  await page.route("**/api/ingest/v1/cases", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    // The service hears it; its answer never arrives.
    if (lost-- > 0) { await route.fetch(); await route.abort(); } else { await route.continue(); }
  });
  const title = `Lost ${Date.now()}`;
  await openCase(page, title, [{ name: "lost.log", mimeType: "", buffer: Buffer.from(`[23.11.2026 01:02:03] <01> Info lost ${Date.now()}\n`) }]);
  await expect(page.getByText(en["problem.offline.title"])).toBeVisible();
  const start = page.getByRole("button", { name: en["newcase.start"] });
  await page.getByLabel(en["newcase.title"]).fill(`${title} again`);
  await start.click();
  await expect.poll(() => keys.length).toBe(2);
  await expect(start).toBeEnabled();
  await page.getByLabel(en["newcase.title"]).fill(title);
  await start.dblclick();
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: title, exact: true })).toBeVisible();
  expect(keys).toEqual([keys[0], keys[1], keys[0]]);
  expect(keys[1]).not.toBe(keys[0]);
  const found = await page.evaluate(async (wanted) => ((await (await fetch(`/api/analysis/v1/cases?q=${encodeURIComponent(wanted)}`)).json()) as { items: { title: string }[] }).items.map((item) => item.title).sort(), title);
  expect(found).toEqual([title, `${title} again`]);
});

test("a provider finds a tenant by a part of its name, with the keyboard, and narrows the cases to it", async ({ browser }) => {
  const page = await signedIn(browser, "mika", "en", "/cases/new");
  const title = `For a tenant ${Date.now()}`;
  await page.getByLabel(en["newcase.title"]).fill(title);
  const tenant = page.getByRole("combobox", { name: en["newcase.tenant"] });
  await tenant.focus();
  await page.keyboard.type("nobody of this name");
  await expect(page.getByText(en["tenants.none"])).toBeVisible();
  await tenant.fill("MORI");
  await expect(page.getByRole("listbox", { name: en["newcase.tenant"] }).getByRole("option")).toHaveText(["Mori Logistics"]);
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(tenant).toHaveValue("Mori Logistics");
  await page.locator("input[type=file]").setInputFiles({ name: "tenant.log", mimeType: "", buffer: Buffer.from(`[23.11.2026 01:02:03] <01> Info tenant ${Date.now()}\n`) });
  await page.getByRole("button", { name: en["newcase.start"] }).click();
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);

  await page.goto("/cases");
  await page.getByRole("combobox", { name: en["cases.facet.tenant"] }).fill("aoba");
  await page.getByRole("option", { name: "Aoba Foods" }).click();
  await expect(page).toHaveURL(/tenant=/);
  await expect(page.getByRole("link", { name: title })).toHaveCount(0);
  await page.goto(page.url());
  await expect(page.getByRole("combobox", { name: en["cases.facet.tenant"] })).toHaveValue("Aoba Foods");
  await expect(page.getByRole("row").filter({ hasText: "Aoba Foods" }).first()).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Mori Logistics" })).toHaveCount(0);
  // What the search field says is what is searched for, though the navigation changed it.
  await page.getByRole("textbox", { name: en["cases.search"] }).fill(title);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=/);
  await page.getByRole("navigation").getByRole("link", { name: en["nav.cases"], exact: true }).click();
  await expect(page.getByRole("textbox", { name: en["cases.search"] })).toHaveValue("");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
});

/** A file as a person chooses one. Contents would go through the browser's debugging protocol as text, for seconds each. */
function onDisk(name: string, content: Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), "firewitness-")), name);
  writeFileSync(path, content);
  return path;
}

/** Sets how many bytes per second leave the browser. */
async function upwards(page: Page): Promise<(bytes: number) => Promise<void>> {
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  return async (bytes) => { await network.send("Network.emulateNetworkConditions", { offline: false, latency: 5, downloadThroughput: ALL, uploadThroughput: bytes }); };
}

async function percentOf(page: Page, name: string): Promise<number> {
  return Number(await page.getByRole("progressbar", { name }).first().getAttribute("aria-valuenow"));
}

async function artifacts(page: Page, caseId: string): Promise<{ receivedBytes: number }[]> {
  return page.evaluate(async (id) => ((await (await fetch(`/api/ingest/v1/cases/${id}/artifacts`, { headers: { "X-Firewitness": "1" } })).json()) as { items: { receivedBytes: number }[] }).items, caseId);
}

const received = async (page: Page, caseId: string) => (await artifacts(page, caseId))[0].receivedBytes;
