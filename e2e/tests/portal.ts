import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

export const samples = join(import.meta.dirname, "../../samples");
const PASSWORD = "firewitness-demo";

/** The portal's own texts, so that a journey breaks when the page says something else. */
export const texts = {
  en: JSON.parse(readFileSync(join(import.meta.dirname, "../../ui/src/main/webui/src/messages/en.json"), "utf8")) as Record<string, string>,
  ja: JSON.parse(readFileSync(join(import.meta.dirname, "../../ui/src/main/webui/src/messages/ja.json"), "utf8")) as Record<string, string>,
};

/** Signs in on Keycloak's own pages, as a person does. */
export async function signIn(page: Page, user: string, path = "/", language: "en" | "ja" = "en") {
  await page.goto(path);
  await page.getByRole("link", { name: texts[language]["signin.action"] }).click();
  await signInHere(page, user);
  await expect(page.getByRole("button", { name: texts[language]["session.signOut"] })).toBeVisible();
}

/** The list with the sample case in it, however many cases other journeys have made since. */
export const SAMPLE_LIST = "/cases?q=File+server+backup";

type Session = Exclude<BrowserContextOptions["storageState"], string | undefined>;
const sessions = new Map<string, Session>();

/**
 * A page of somebody who is signed in, at `path`. Each person signs in once for all journeys of a file: how that is done is proven by those
 * that call `signIn`. Nothing but the session is shared between the pages.
 */
export async function signedIn(browser: Browser, user: string, language: "en" | "ja" = "en", path = "/", options: BrowserContextOptions = {}): Promise<Page> {
  let session = sessions.get(user);
  if (!session) {
    const context = await browser.newContext();
    await signIn(await context.newPage(), user);
    session = { cookies: (await context.storageState()).cookies, origins: [] };
    sessions.set(user, session);
    await context.close();
  }
  const page = await (await browser.newContext({ locale: language === "ja" ? "ja-JP" : "en-US", ...options, storageState: session })).newPage();
  await page.goto(path);
  await expect(page.getByRole("button", { name: texts[language]["session.signOut"] })).toBeVisible();
  return page;
}

/** On Keycloak's page already. */
export async function signInHere(page: Page, user: string) {
  await page.locator("#username").fill(user);
  await page.locator("#kc-login").click();
  await page.locator("#password").fill(PASSWORD);
  await page.locator("#kc-login").click();
}

export type File = { name: string; mimeType: string; buffer: Buffer };

/** Fills in the form for a new case and sends it. Files are contents, or paths of which all must be. */
export async function openCase(page: Page, title: string, files: string[] | File[], language: "en" | "ja" = "en") {
  await page.goto("/cases/new");
  await page.getByLabel(texts[language]["newcase.title"]).fill(title);
  await page.locator("input[type=file]").setInputFiles(files);
  await page.getByRole("button", { name: texts[language]["newcase.start"] }).click();
}

/** A case with files, made by the page's own session without clicks; comes back judged, where nothing else is asked for. */
export async function makeCase(page: Page, title: string, files: File[], tenantId?: string): Promise<string> {
  const headers = { "X-Firewitness": "1", Origin: new URL(page.url()).origin };
  const opened = await page.request.post("/api/ingest/v1/cases", { headers, data: { title, tenantId } });
  const { id } = (await opened.json()) as { id: string };
  for (const file of files) await addFile(page, id, file);
  await expect.poll(async () => ((await (await page.request.get(`/api/analysis/v1/cases/${id}`, { headers })).json()) as { status: string }).status).toBe("judged");
  return id;
}

/** Sends a file into a case in one piece, as tus does. */
export async function addFile(page: Page, caseId: string, file: File) {
  const headers = { "X-Firewitness": "1", Origin: new URL(page.url()).origin, "Tus-Resumable": "1.0.0" };
  const created = await page.request.post(`/api/ingest/v1/cases/${caseId}/uploads`, { headers: { ...headers, "Upload-Length": String(file.buffer.length), "Upload-Metadata": `filename ${Buffer.from(file.name).toString("base64")}` } });
  const sent = await page.request.patch(created.headers().location, { headers: { ...headers, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" }, data: file.buffer });
  expect(sent.status()).toBe(204);
}

/** A capture of ours (pcap) that no other run has uploaded: it differs in the accuracy of its clock, which nobody reads. Comes uncompressed. */
export function capture(sample: string, name = sample): File {
  const stored = readFileSync(join(samples, sample));
  const buffer = sample.endsWith(".gz") ? gunzipSync(stored) : stored;
  const sigfigs = 12;
  buffer.writeUInt32LE(Date.now() % 2 ** 32, sigfigs);
  return { name, mimeType: "", buffer };
}

/** A real capture's records again and again, different at every run so that it is no duplicate. */
export function longCapture(bytes: number): Buffer {
  const sample = readFileSync(join(samples, "dying-backup.pcap"));
  const records = sample.subarray(24);
  const times = Math.ceil(bytes / records.length);
  const capture = Buffer.concat([sample.subarray(0, 24), ...Array.from({ length: times }, () => records)]);
  capture.writeUInt32LE(Math.floor(Date.now() / 1000), 24);
  return capture;
}

/** The job's log of a dying backup, different at every run. */
export function log(sample = "dying-backup.log"): File {
  const lines = readFileSync(join(samples, sample));
  return { name: sample, mimeType: "", buffer: Buffer.concat([lines, Buffer.from(`\r\n[23.11.2026 23:59:59.000]    <01>    Info (3)    run ${Date.now()}\r\n`)]) };
}

/** No serious or critical violation of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page) {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  const grave = found.violations.filter((violation) => violation.impact === "serious" || violation.impact === "critical");
  expect(grave.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`)).toEqual([]);
}

/** Nothing is cut off at the side: only a region that says so scrolls sideways. */
export async function expectFits(page: Page, name: string) {
  const excess = await page.evaluate(() => Math.max(...[document.documentElement, ...document.querySelectorAll(".pf-v6-c-page__main")].map((element) => element.scrollWidth - element.clientWidth)));
  expect(excess, name).toBeLessThanOrEqual(0);
}

/** The portal scrolls inside the page, so the window grows to the content for the time of the picture. */
export async function keepPicture(page: Page, name: string) {
  const size = page.viewportSize() ?? { width: 1440, height: 900 };
  const height = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll(".pf-v6-c-page__main")].map((main) => main.scrollHeight + 120)));
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
  await page.screenshot({ path: join(import.meta.dirname, `../target/screenshots/${name}.png`) });
  await page.setViewportSize(size);
}

/** Sentences of the engine, with their arguments put in. */
export function said(key: string, args: Record<string, string | number>, language: "en" | "ja" = "en"): string {
  const sentences = JSON.parse(readFileSync(join(import.meta.dirname, `../../diagnosis-engine/src/main/resources/io/firewitness/engine/messages/${language}.json`), "utf8")) as Record<string, string>;
  return sentences[key].replace(/\{(\w+)\}/g, (_all, name: string) => (typeof args[name] === "number" ? args[name].toLocaleString(language) : String(args[name])));
}

/** A title of the knowledge-service's own content, as it stands in the YAML. */
export function guidanceTitle(verdict: string, step: string, language: "en" | "ja"): string {
  const content = readFileSync(join(import.meta.dirname, `../../knowledge-service/src/main/resources/content/guidance/${verdict}.yaml`), "utf8");
  const found = content.slice(content.indexOf(`id: ${step}`)).match(new RegExp(`title: \\{.*?${language}: "([^"]+)"`));
  if (!found) throw new Error(`no title for ${step}`);
  return found[1];
}

/** A text of a service's own problems, of the ingest-service where none is named. */
export function problem(key: string, language: "en" | "ja", of = "ingest-service/src/main/resources/problems/ingest"): string {
  const content = readFileSync(join(import.meta.dirname, `../../${of}${language === "ja" ? "_ja" : ""}.properties`), "utf8");
  const found = content.split("\n").find((line) => line.startsWith(`${key}=`));
  if (!found) throw new Error(`no text for ${key}`);
  return found.slice(key.length + 1);
}
