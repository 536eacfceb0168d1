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

/** A capture of ours (pcap) that no other run has uploaded: its first packet is some microseconds earlier. Comes uncompressed. */
export function capture(sample: string, name = sample): File {
  const stored = readFileSync(join(samples, sample));
  const buffer = sample.endsWith(".gz") ? gunzipSync(stored) : stored;
  const micros = 24 + 4;
  buffer.writeUInt32LE(Math.max(0, buffer.readUInt32LE(micros) - (Date.now() % 100_000)), micros);
  return { name, mimeType: "", buffer };
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
