import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectFits, keepPicture, SAMPLE_LIST, signedIn, signIn, texts } from "./portal";

const SAMPLE = "File server backup stops at the same place every night";

// Each width in each language and theme once; axe looks at every page of each.
const looks = [
  { language: "en", locale: "en-US", colorScheme: "light", width: 1280 },
  { language: "ja", locale: "ja-JP", colorScheme: "dark", width: 1280 },
  { language: "en", locale: "en-US", colorScheme: "dark", width: 320 },
  { language: "ja", locale: "ja-JP", colorScheme: "light", width: 320 },
] as const;

for (const look of looks) {
  test(`every page is accessible and fits: ${look.language}, ${look.colorScheme}, ${look.width} pixels`, async ({ browser }) => {
    const page = await (await browser.newContext({ locale: look.locale, colorScheme: look.colorScheme, viewport: { width: look.width, height: 900 } })).newPage();
    const check = async (name: string) => {
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await expectFits(page, name);
      if (look.width === 320) await keepPicture(page, `${name}-${look.language}-${look.width}`);
    };
    await page.goto("/");
    await check("sign-in");
    await signIn(page, "mika", SAMPLE_LIST, look.language);
    await expect(page.getByRole("link", { name: SAMPLE })).toBeVisible();
    await check("cases");
    await page.getByRole("link", { name: SAMPLE }).click();
    await expect(page.getByRole("heading", { name: texts[look.language]["sequence.title"] })).toBeVisible();
    await check("case");
    const address = new URL(page.url()).pathname;
    await page.goto(`${address}/add`);
    await check("add");
    await page.goto("/cases/new");
    await check("new-case");
    await page.goto("/knowledge");
    await check("knowledge");
    await page.goto("/nowhere");
    await expect(page.getByRole("heading", { name: texts[look.language]["nothere.title"] })).toBeVisible();
    await check("not-here");
  });
}

test("a case can be opened and read with the keyboard alone", async ({ browser }) => {
  const page = await signedIn(browser, "aiko", "en", SAMPLE_LIST);
  await expect(page.getByRole("link", { name: SAMPLE })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("link", { name: SAMPLE })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: texts.en["nav.skip"] })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, SAMPLE);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: SAMPLE })).toBeVisible();
});

/** Presses Tab until the link of that name has the focus; every stop must be visible to the eye. */
async function tabTo(page: Page, name: string) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return { text: element.textContent ?? "", isSeen: box.width > 0 && style.visibility !== "hidden" };
    });
    expect(focused.isSeen, focused.text).toBe(true);
    if (focused.text.includes(name)) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}
