import { expect, test } from "@playwright/test";
import { expectAccessible, expectFits, keepPicture, problem, SAMPLE_LIST, signedIn, texts } from "./portal";

const SAMPLE = "File server backup stops at the same place every night";
const TENANT = "Aoba Foods";
const OWN_PROBLEMS = "knowledge-service/src/main/resources/problems/own";

for (const [language, colorScheme] of [["en", "light"], ["ja", "dark"]] as const) {
  const words = texts[language];

  test(`a provider's device joins the plan as its own, is changed, undone, deleted and restored: ${language}`, async ({ browser }) => {
    const name = `Edge ${Date.now()}`;
    const page = await signedIn(browser, "mika", language, "/knowledge/own", { colorScheme });
    await page.getByRole("button", { name: words["own.add.device"] }).click();
    await page.getByLabel(words["own.name"]).fill(name);
    await page.getByLabel(words["topology.vendor"]).selectOption("fortinet");
    await page.getByLabel(words["own.addresses"]).fill("203.0.113.1, 172.16.0.0/12");
    await page.getByRole("switch", { name: words["own.share"] }).check({ force: true });
    await expectAccessible(page);
    await page.getByRole("button", { name: words["own.save"] }).click();
    const card = page.getByRole("article").filter({ hasText: name });
    await expect(card).toContainText("203.0.113.1, 172.16.0.0/12");
    await expect(card).toContainText("Fortinet FortiGate");
    await expect(card).toContainText("Mika Sato");

    await card.getByRole("button", { name: `${name}: ${words["own.edit"]}` }).click();
    await page.getByLabel(words["own.remark"]).fill("IPS profile: backup-exempt");
    await page.getByRole("button", { name: words["own.save"] }).click();
    await expect(card).toContainText("IPS profile: backup-exempt");

    // In the case, marked as the provider's; its tenant sees what is shared with it.
    for (const user of ["mika", "aiko"]) {
      const reader = await signedIn(browser, user, language, SAMPLE_LIST, { colorScheme });
      await reader.getByRole("link", { name: SAMPLE }).click();
      await expect(reader.getByText(words["own.holds"].split("{")[0])).toBeVisible();
      const own = reader.getByRole("region", { name: words["own.entries"] });
      const entry = own.getByRole("listitem").filter({ hasText: name });
      await expect(entry).toContainText(words["own.mark"]);
      await expect(entry).toContainText("Fortinet FortiGate");
      await expect(entry).toContainText(words["own.seen"].split("{")[0]);
      await expectAccessible(reader);
      await keepPicture(reader, `own-plan-${user}-${language}`);
    }

    await card.getByRole("button", { name: `${name}: ${words["own.history"]}` }).click();
    await expect(card.locator(".fw-activity > li")).toHaveCount(2);
    await card.getByText(words["own.before"]).click();
    await expectAccessible(page);
    await keepPicture(page, `own-${language}`);
    await card.getByRole("button", { name: words["own.putBack"] }).click();
    // The history holds the words that are gone from the entry; it is folded before the entry is read.
    await expect(card.locator(".fw-activity > li")).toHaveCount(3);
    await card.getByRole("button", { name: `${name}: ${words["own.history"]}` }).click();
    await expect(card.locator(".fw-activity")).toHaveCount(0);
    await expect(card).not.toContainText("IPS profile: backup-exempt");

    await card.getByRole("button", { name: `${name}: ${words["own.delete"]}` }).click();
    await expect(card).toHaveCount(0);
    await page.getByRole("switch", { name: words["own.deleted"] }).click({ force: true });
    await page.getByRole("button", { name: `${name}: ${words["own.restore"]}` }).click();
    await expect(card).toHaveCount(0);
    await page.getByRole("switch", { name: words["own.deleted"] }).click({ force: true });
    await expect(card).toBeVisible();
    await page.setViewportSize({ width: 320, height: 900 });
    await expectFits(page, "own");
    await card.getByRole("button", { name: `${name}: ${words["own.delete"]}` }).click();
    await expect(card).toHaveCount(0);
  });
}

test("another provider sees nothing of it, a tenant's people do not write, and two do not overwrite each other", async ({ browser }) => {
  const text = `Call the operations desk first ${Date.now()}`;
  const en = texts.en;
  const mika = await signedIn(browser, "mika", "en", "/knowledge/own");
  await mika.getByRole("button", { name: en["own.add.note"] }).click();
  await mika.getByRole("textbox", { name: en["own.kind.note"] }).fill(text);
  await mika.getByRole("button", { name: en["own.save"] }).click();
  await expect(mika.getByRole("article").filter({ hasText: text })).toBeVisible();

  const sven = await signedIn(browser, "sven", "en", "/knowledge/own");
  await expect(sven.getByRole("heading", { name: en["own.title"] })).toBeVisible();
  await expect(sven.getByText(en["own.none"])).toBeVisible();
  await expect(sven.getByText(text)).toHaveCount(0);

  const aiko = await signedIn(browser, "aiko", "en", "/knowledge/own");
  await expect(aiko.getByText(en["role.missing.provider-engineer"])).toBeVisible();

  const nora = await signedIn(browser, "nora", "en", "/knowledge/own");
  const theirs = (page: typeof nora) => page.getByRole("article").filter({ hasText: text });
  // Both have read the same version: the second to save is told, and the first one's words stay.
  for (const page of [nora, mika]) await theirs(page).getByRole("button", { name: `${text}: ${en["own.edit"]}` }).click();
  await nora.getByRole("textbox", { name: en["own.kind.note"] }).fill(`${text}, says Nora`);
  await nora.getByRole("button", { name: en["own.save"] }).click();
  await expect(theirs(nora)).toContainText("says Nora");
  await mika.getByRole("textbox", { name: en["own.kind.note"] }).fill(`${text}, says Mika`);
  await mika.getByRole("button", { name: en["own.save"] }).click();
  await expect(mika.getByText(problem("own-version-changed.title", "en", OWN_PROBLEMS))).toBeVisible();
  await mika.getByRole("button", { name: en["packs.cancel"] }).click();
  await expect(theirs(mika)).toContainText("says Nora");

  await theirs(nora).getByRole("button", { name: `says Nora: ${en["own.edit"]}` }).click();
  await theirs(mika).getByRole("button", { name: `says Nora: ${en["own.delete"]}` }).click();
  await expect(theirs(mika)).toHaveCount(0);
  await nora.getByRole("textbox", { name: en["own.kind.note"] }).fill("Mine");
  await nora.getByRole("button", { name: en["own.save"] }).click();
  await expect(nora.getByText(en["problem.not-found.title"])).toBeVisible();
});

test("what is different for a tenant adapts the plan of its cases, and says so where the tenant's plan is another", async ({ browser }) => {
  const en = texts.en;
  const mika = await signedIn(browser, "mika", "en", "/knowledge/own");
  await mika.getByRole("button", { name: en["own.add.override"] }).click();
  const form = mika.getByRole("region", { name: en["own.kind.override"] });
  await expect(form.getByRole("button", { name: en["own.save"] })).toBeDisabled();
  await form.getByLabel(en["topology.vendor"]).selectOption("fortinet");
  await form.getByLabel(en["own.port"]).fill("2500");
  await form.getByLabel(en["own.concerns"]).selectOption({ label: TENANT });
  await expectAccessible(mika);
  await keepPicture(mika, "own-form-en");
  await form.getByRole("button", { name: en["own.save"] }).click();
  const card = mika.getByRole("article").filter({ hasText: en["own.override"] });
  await expect(card).toContainText(TENANT);
  await expect(card).toContainText(en["own.unshared"]);

  // A second one for the same tenant is refused, with the way out.
  await mika.getByRole("button", { name: en["own.add.override"] }).click();
  await form.getByLabel(en["own.port"]).fill("6181");
  await form.getByLabel(en["own.concerns"]).selectOption({ label: TENANT });
  await form.getByRole("button", { name: en["own.save"] }).click();
  await expect(mika.getByText(problem("own-override-exists.title", "en", OWN_PROBLEMS))).toBeVisible();
  await form.getByRole("button", { name: en["packs.cancel"] }).click();

  await mika.getByLabel(en["own.kind"], { exact: true }).selectOption("note");
  await expect(card).toHaveCount(0);
  await mika.getByLabel(en["own.kind"], { exact: true }).selectOption("override");
  await mika.getByLabel(en["own.about.tenant"]).selectOption({ label: TENANT });
  await expect(card).toHaveCount(1);
  expect(new URL(mika.url()).searchParams.get("kind")).toBe("override");

  const plan = async (user: string) => {
    const page = await signedIn(browser, user, "en", SAMPLE_LIST);
    await page.getByRole("link", { name: SAMPLE }).click();
    return { page, rows: page.getByRole("region", { name: en["guidance.exclusions"] }).locator("tbody tr") };
  };
  const provider = await plan("mika");
  await expect(provider.rows.filter({ hasText: "TCP 2500" }).filter({ hasText: en["own.mark.row"] })).toHaveCount(1);
  await expect(provider.page.getByText(en["own.hidden"].split(":")[0])).toBeVisible();
  await expect(provider.page.getByText(en["own.hidden.override"])).toBeVisible();
  await expect(provider.page.getByRole("region", { name: "Fortinet FortiGate", exact: true })).toBeVisible();
  await expectAccessible(provider.page);
  await keepPicture(provider.page, "own-override-en");

  const tenant = await plan("aiko");
  await expect(tenant.rows.filter({ hasText: "TCP 2500-3300" })).toHaveCount(1);
  await expect(tenant.rows.filter({ hasText: en["own.mark.row"] })).toHaveCount(0);
  await expect(tenant.page.getByText(en["own.holds"].split("{")[0])).toHaveCount(0);
  await expect(tenant.page.locator(".fw-vendor-steps")).toHaveCount(0);

  await card.getByRole("button", { name: `${en["own.override"]}: ${en["own.delete"]}` }).click();
  await expect(card).toHaveCount(0);
});
