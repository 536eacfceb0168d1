import { expect, type Page, test } from "@playwright/test";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { capture, keepPicture, openCase, problem, said, samples, signedIn, signIn, texts } from "./portal";

const en = texts.en;
const ja = texts.ja;

test("a capture that was cut in the middle is judged up to the cut, and the page says where that is", async ({ browser }) => {
  const page = await signedIn(browser, "aiko");
  const whole = capture("dying-backup.pcap");
  // In the middle of the record that holds the byte at nine tenths.
  const { start, index } = recordAt(whole.buffer, Math.floor(whole.buffer.length * 0.9));
  await openCase(page, `Cut capture ${Date.now()}`, [{ ...whole, name: "cut.pcap", buffer: whole.buffer.subarray(0, start + 20) }]);
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  await expect(page.getByText(said("artifact.cut-inside-record", { byte: start, packets: index }))).toBeVisible();
  await expect(page.getByText(en["fate.analysed-in-part"], { exact: true })).toBeVisible();
  await expect(page.getByText(en["class.firewall-signature-reset"]).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: en["evidence.title"] })).toBeVisible();
  await keepPicture(page, "cut-capture");
});

test("a capture of one byte more than is free is refused before a byte is sent, in the reader's language", async ({ browser }) => {
  const page = await (await browser.newContext({ locale: "ja-JP" })).newPage();
  await signIn(page, "ken", "/", "ja");
  const quota = await call(page, "GET", "/api/ingest/v1/quota");
  const { usedBytes, limitBytes, maxFileBytes } = quota.body as { usedBytes: number; limitBytes: number; maxFileBytes: number };
  const free = limitBytes - usedBytes;
  const limit = Math.min(free, maxFileBytes);
  const folder = mkdtempSync(join(tmpdir(), "firewitness-large-"));
  try {
    // A file with a hole: its size is real, its bytes are not on the disk.
    const path = join(folder, "large.pcap");
    writeFileSync(path, "");
    truncateSync(path, limit + 1);
    // The page hears of the room only after the file was chosen, as on a slow line.
    let chosen = () => {};
    const isChosen = new Promise<void>((resolve) => { chosen = resolve; });
    await page.route(/\/quota\?/, async (route) => { await isChosen; await route.continue(); });
    await page.goto("/cases/new");
    await page.locator("input[type=file]").setInputFiles([path]);
    await expect(page.getByText("large.pcap")).toBeVisible();
    chosen();
    const code = free < maxFileBytes ? "no-room" : "too-large-here";
    const detail = ja[`problem.${code}.detail`].replace("{bytes}", (limit + 1).toLocaleString("ja")).replace("{limit}", limit.toLocaleString("ja"));
    await expect(page.getByText(ja[`problem.${code}.title`])).toBeVisible();
    await expect(page.getByText(detail)).toBeVisible();
    await page.getByLabel(ja["newcase.title"]).fill("大きすぎる");
    await expect(page.getByRole("button", { name: ja["newcase.start"] })).toBeDisabled();
    await keepPicture(page, "over-quota-ja");
  } finally {
    rmSync(folder, { recursive: true });
  }

  // A client that does not ask first gets the same answer from the service, and nothing is left of the attempt.
  const opened = await call(page, "POST", "/api/ingest/v1/cases", { body: JSON.stringify({ title: "容量" }), headers: { "Content-Type": "application/json" } });
  const caseId = (opened.body as { id: string }).id;
  const announce = (length: number) => call(page, "POST", `/api/ingest/v1/cases/${caseId}/uploads`, { headers: { "Tus-Resumable": "1.0.0", "Upload-Length": String(length), "Upload-Metadata": `filename ${btoa("large.pcap")}` } });
  const refused = await announce(free + 1);
  expect(refused.status).toBe(413);
  expect((refused.body as { code: string }).code).toMatch(/^(quota-exceeded|file-too-large)$/);
  expect((refused.body as { title: string }).title).toBe(problem(`${(refused.body as { code: string }).code}.title`, "ja"));
  expect((await call(page, "GET", `/api/ingest/v1/cases/${caseId}/artifacts`)).body).toMatchObject({ items: [] });
});

test("a piece that was damaged on the way is thrown away, what came before stays, and the rest goes on there", async ({ browser }) => {
  const page = await signedIn(browser, "ken");
  const opened = await call(page, "POST", "/api/ingest/v1/cases", { body: JSON.stringify({ title: `Checksum ${Date.now()}` }), headers: { "Content-Type": "application/json" } });
  const caseId = (opened.body as { id: string }).id;
  const text = `[23.11.2026 01:02:03] <01> Info checksum ${Date.now()}\n`;
  const [first, second] = [text.slice(0, 20), text.slice(20)];
  const tus = { "Tus-Resumable": "1.0.0" };
  const created = await call(page, "POST", `/api/ingest/v1/cases/${caseId}/uploads`, { headers: { ...tus, "Upload-Length": String(text.length), "Upload-Metadata": `filename ${btoa("job.log")}` } });
  const address = created.location as string;
  const piece = (offset: number, body: string, checked: string, language: string) =>
    call(page, "PATCH", address, { body, headers: { ...tus, "Accept-Language": language, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream", "Upload-Checksum": `sha256 ${createHash("sha256").update(checked).digest("base64")}` } });
  expect((await piece(0, first, first, "en")).status).toBe(204);
  for (const language of ["en", "ja"] as const) {
    const damaged = await piece(20, second, `${second}!`, language);
    expect(damaged.status).toBe(460);
    expect(damaged.body).toMatchObject({ code: "checksum-mismatch", title: problem("checksum-mismatch.title", language), detail: problem("checksum-mismatch.detail", language).replace("{receivedBytes}", "20") });
  }
  expect((await piece(20, second, second, "en")).status).toBe(204);
  const sha256 = createHash("sha256").update(text).digest("hex");
  await expect.poll(async () => (await call(page, "GET", `/api/ingest/v1/cases/${caseId}/artifacts`)).body).toMatchObject({ items: [{ name: "job.log", state: "ready", bytes: text.length, sha256 }] });
});

test("an upload to a foreign case finds nothing there, and leaves nothing there", async ({ browser }) => {
  const owner = await signedIn(browser, "aiko");
  const opened = await call(owner, "POST", "/api/ingest/v1/cases", { body: JSON.stringify({ title: `Not yours ${Date.now()}` }), headers: { "Content-Type": "application/json" } });
  const caseId = (opened.body as { id: string }).id;
  for (const stranger of ["ken", "sven"]) {
    const page = await (await browser.newContext()).newPage();
    await signIn(page, stranger, `/cases/${caseId}/add`);
    await expect(page.getByRole("heading", { name: en["nothere.title"] })).toBeVisible();
    const refused = await call(page, "POST", `/api/ingest/v1/cases/${caseId}/uploads`, { headers: { "Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Metadata": `filename ${btoa("job.log")}` } });
    const unknown = await call(page, "POST", "/api/ingest/v1/cases/00000000-0000-4000-8000-000000000000/uploads", { headers: { "Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Metadata": `filename ${btoa("job.log")}` } });
    // A case of others answers as one that does not exist.
    expect([refused.status, { ...refused.body, traceId: "", instance: "" }]).toEqual([404, { ...unknown.body, traceId: "", instance: "" }]);
    await page.close();
  }
  expect((await call(owner, "GET", `/api/ingest/v1/cases/${caseId}/artifacts`)).body).toMatchObject({ items: [] });
});

interface Answer { status: number; location: string | null; body: object }

/** A call of the portal's page, with its session, as the portal's own scripts make it. */
async function call(page: Page, method: string, address: string, init: { headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  return page.evaluate(async ([verb, url, headers, body]) => {
    const answer = await fetch(url, { method: verb, body, headers: { "X-Firewitness": "1", ...headers } });
    const text = await answer.text();
    return { status: answer.status, location: answer.headers.get("Location"), body: text.startsWith("{") ? (JSON.parse(text) as object) : {} };
  }, [method, address, init.headers ?? {}, init.body] as const);
}

/** The record of a classic little-endian capture that holds byte {@code at}: where it starts, how many come before it. */
function recordAt(content: Buffer, at: number): { start: number; index: number } {
  let start = 24;
  for (let index = 0; ; index++) {
    const end = start + 16 + content.readUInt32LE(start + 8);
    if (end > at) return { start, index };
    start = end;
  }
}
