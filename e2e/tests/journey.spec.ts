import { expect, test } from "@playwright/test";
import { capture, expectAccessible, guidanceTitle, keepPicture, log, openCase, SAMPLE_LIST, signedIn, signIn, texts } from "./portal";

const en = texts.en;
const ja = texts.ja;

test("a tenant uploads a dying backup and reads who cut it; the provider sees it, nobody else does", async ({ browser }) => {
  const title = `Backup dies ${Date.now()}`;
  const tenant = await (await browser.newContext()).newPage();
  await tenant.goto("/");
  await expectAccessible(tenant);
  await keepPicture(tenant, "sign-in");
  await signIn(tenant, "aiko", SAMPLE_LIST);
  await expect(tenant.getByRole("link", { name: "File server backup stops at the same place every night" })).toBeVisible();
  await expectAccessible(tenant);
  await keepPicture(tenant, "cases");

  await openCase(tenant, title, [capture("dying-backup-ipv6.pcap"), log()]);
  await tenant.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  const address = new URL(tenant.url()).pathname;
  await expect(tenant.getByRole("heading", { name: title })).toBeVisible();
  await expect(tenant.getByText(en["class.firewall-signature-reset"]).first()).toBeVisible();
  await expect(tenant.getByText(en["who.device-in-path"])).toBeVisible();
  await expect(tenant.getByRole("heading", { name: en["evidence.title"] })).toBeVisible();
  await expect(tenant.getByText(/hop limit \d+; its [\d,]+ other packets have hop limit \d+/).first()).toBeVisible();
  await expect(tenant.getByText(/4 of 4 attempts of FILE-SV\/FILE-SV\.vmdk died at the same place/).first()).toBeVisible();
  await expect(tenant.getByText(/lines [\d,]+/).first()).toBeVisible();
  await expect(tenant.getByRole("heading", { name: en["retries.stream.title"] })).toBeVisible();
  await expect(tenant.getByRole("heading", { name: en["retries.object.title"] })).toBeVisible();
  await expect(tenant.getByRole("heading", { name: en["sequence.title"] })).toBeVisible();
  await expect(tenant.getByRole("heading", { name: en["guidance.title"] })).toBeVisible();
  await expect(tenant.getByText("2500-3300").first()).toBeVisible();
  await expectAccessible(tenant);
  await keepPicture(tenant, "case-en");

  const engineer = await (await browser.newContext()).newPage();
  await signIn(engineer, "mika", address);
  await expect(engineer.getByRole("heading", { name: title })).toBeVisible();

  for (const stranger of ["ken", "sven"]) {
    const other = await (await browser.newContext()).newPage();
    await signIn(other, stranger, address);
    await expect(other.getByRole("heading", { name: en["nothere.title"] })).toBeVisible();
    const answers = await other.evaluate(async (id) => {
      const of = async (path: string) => (await fetch(path, { headers: { "X-Firewitness": "1" } })).status;
      return [await of(`/api/analysis/v1/cases/${id}`), await of(`/api/ingest/v1/cases/${id}`), await of(`/api/analysis/v1/cases/${id}/diagnosis`)];
    }, address.split("/")[2]);
    expect(answers).toEqual([404, 404, 404]);
    await other.goto("/cases");
    await expect(other.getByText(title)).toHaveCount(0);
    await other.close();
  }

  await tenant.getByRole("button", { name: en["session.signOut"] }).click();
  await expect(tenant.getByRole("link", { name: en["signin.action"] })).toBeVisible();
  expect(await tenant.evaluate(async () => (await fetch("/api/session")).status)).toBe(401);
});

test("the same in Japanese and in the dark", async ({ browser }) => {
  const page = await signedIn(browser, "mika", "ja", SAMPLE_LIST, { colorScheme: "dark" });
  await page.getByRole("link", { name: "File server backup stops at the same place every night" }).click();
  await expect(page.getByText(ja["class.firewall-signature-reset"]).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: ja["guidance.title"] })).toBeVisible();
  await expect(page.getByRole("heading", { name: guidanceTitle("firewall-signature-reset", "signature-reset.isolation", "ja") })).toBeVisible();
  await expectAccessible(page);
  await keepPicture(page, "case-ja-dark");
  await page.goto("/knowledge");
  await expect(page.getByRole("heading", { name: ja["knowledge.section.ports"] })).toBeVisible();
  await expectAccessible(page);
  await keepPicture(page, "knowledge-ja-dark");
});

test("bad files say what was kept and what to do", async ({ browser }) => {
  const page = await signedIn(browser, "aiko");
  await openCase(page, `Bad files ${Date.now()}`, [
    { name: "empty.pcap", mimeType: "", buffer: Buffer.alloc(0) },
    { name: "noise.bin", mimeType: "", buffer: Buffer.from([1, 2, 3, 0, 255, 254, 7, 8, 0, 0, 1]) },
    { name: "notes.pcap", mimeType: "", buffer: Buffer.from(`[23.11.2026 01:02:03] <01> Info notes ${Date.now()}\n`) },
  ]);
  await expect(page.getByText(en["reason.empty"])).toBeVisible();
  await expect(page.getByText(en["reason.not-recognised"])).toBeVisible();
  await expect(page.getByText(en["reason.named-capture-but-text"])).toBeVisible();
  await keepPicture(page, "bad-files");
});

test("the same file twice is kept once", async ({ browser }) => {
  const page = await signedIn(browser, "ken");
  const file = { name: "twice.log", mimeType: "", buffer: Buffer.from(`[23.11.2026 01:02:03] <01> Info twice ${Date.now()}\n`) };
  await openCase(page, `Twice ${Date.now()}`, [file]);
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  await openCase(page, `Twice again ${Date.now()}`, [file]);
  await expect(page.getByText(en["reason.duplicate"])).toBeVisible();
  await expect(page.getByRole("link", { name: en["reason.duplicate.open"] })).toBeVisible();
});
