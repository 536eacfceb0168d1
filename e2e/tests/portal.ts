import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";

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

/** On Keycloak's page already. */
export async function signInHere(page: Page, user: string) {
  await page.locator("#username").fill(user);
  await page.locator("#kc-login").click();
  await page.locator("#password").fill(PASSWORD);
  await page.locator("#kc-login").click();
}

/** Opens a case with files and waits until all of them have met their fate. Returns the case's address. */
export async function openCase(page: Page, title: string, files: (string | { name: string; mimeType: string; buffer: Buffer })[]) {
  await page.goto("/cases/new");
  await page.getByLabel(texts.en["newcase.title"]).fill(title);
  await page.locator("input[type=file]").setInputFiles(files as never);
  await page.getByRole("button", { name: texts.en["newcase.start"] }).click();
}

/** No serious or critical violation of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page) {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  const grave = found.violations.filter((violation) => violation.impact === "serious" || violation.impact === "critical");
  expect(grave.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`)).toEqual([]);
}

/** The portal scrolls inside the page, so the window grows to the content for the time of the picture. */
export async function keepPicture(page: Page, name: string) {
  const size = page.viewportSize() ?? { width: 1440, height: 900 };
  const height = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll(".pf-v6-c-page__main")].map((main) => main.scrollHeight + 120)));
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
  await page.screenshot({ path: join(import.meta.dirname, `../target/screenshots/${name}.png`) });
  await page.setViewportSize(size);
}

/** A title of the knowledge-service's own content, as it stands in the YAML. */
export function guidanceTitle(verdict: string, step: string, language: "en" | "ja"): string {
  const content = readFileSync(join(import.meta.dirname, `../../knowledge-service/src/main/resources/content/guidance/${verdict}.yaml`), "utf8");
  const found = content.slice(content.indexOf(`id: ${step}`)).match(new RegExp(`title: \\{.*?${language}: "([^"]+)"`));
  if (!found) throw new Error(`no title for ${step}`);
  return found[1];
}
