import { expect, test } from "@playwright/test";
import { createHash } from "node:crypto";
import { longCapture, openCase, signIn, signInHere, texts } from "./portal";

const en = texts.en;
const MEGABYTE = 1_000_000;

test("an upload that loses the line and then the session goes on where it stopped", async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, "aiko");
  const capture = longCapture(24 * MEGABYTE);
  // Slow enough that there is a middle to interrupt.
  const network = await context.newCDPSession(page);
  const line = (isDown: boolean) => network.send("Network.emulateNetworkConditions", { offline: isDown, latency: 5, downloadThroughput: -1, uploadThroughput: 3 * MEGABYTE });
  await network.send("Network.enable");
  await line(false);
  await openCase(page, `Interrupted ${Date.now()}`, [{ name: "interrupted.pcap", mimeType: "", buffer: capture }]);
  await expect.poll(async () => Number(await page.getByRole("progressbar", { name: "interrupted.pcap" }).first().getAttribute("aria-valuenow"))).toBeGreaterThan(20);

  await line(true);
  await context.clearCookies();
  await line(false);
  await expect(page.getByRole("heading", { name: en["expired.title"] })).toBeVisible();

  const [other] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: en["expired.action"] }).click()]);
  await signInHere(other, "aiko");
  await expect(page.getByRole("heading", { name: en["expired.title"] })).toBeHidden();
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);

  const caseId = page.url().split("/").at(-1);
  const files = await page.evaluate(async (id) => (await (await fetch(`/api/ingest/v1/cases/${id}/artifacts`, { headers: { "X-Firewitness": "1" } })).json()).items, caseId);
  expect(files).toMatchObject([{ name: "interrupted.pcap", bytes: capture.length, state: "ready", sha256: createHash("sha256").update(capture).digest("hex") }]);
});
