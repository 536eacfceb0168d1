import { expect, test } from "@playwright/test";
import { capture, expectAccessible, expectFits, type File, keepPicture, makeCase, signedIn, texts } from "./portal";

const en = texts.en;
const ja = texts.ja;
const COPIES = 9;

test("among many connections the cut ones are found, shown one by one, and have addresses of their own", async ({ browser }) => {
  const page = await signedIn(browser, "aiko");
  const caseId = await makeCase(page, `Many ${Date.now()}`, [ofManyClients(), capture("healthy-upload.pcap.gz", "healthy.pcap")]);
  await page.goto(`/cases/${caseId}`);
  const table = page.getByRole("grid", { name: en["connections.title"] });
  const cut = COPIES * 4;
  await expect(page.getByText(shown(20, cut + 2), { exact: true })).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(21);
  await page.getByRole("button", { name: en["cases.more"] }).click();
  await expect(page.getByText(shown(cut + 2, cut + 2), { exact: true })).toBeVisible();
  // A packet's number is that of one file.
  await expect(page.getByText(en["evidence.in"].replace("{files}", "many.pcap")).first()).toBeVisible();

  await page.getByRole("combobox", { name: en["connections.outcome"] }).selectOption("healthy");
  await expect(page.getByText(shown(2, 2), { exact: true })).toBeVisible();
  await expect(table.getByRole("link", { name: en["connections.show"] })).toHaveCount(0);
  await page.reload();
  await expect(page.getByText(shown(2, 2), { exact: true })).toBeVisible();
  await page.getByRole("combobox", { name: en["connections.outcome"] }).selectOption("firewall-signature-reset");
  await page.getByRole("textbox", { name: en["connections.find"] }).fill(".203:");
  await page.keyboard.press("Enter");
  await expect(page.getByText(shown(4, 4), { exact: true })).toBeVisible();
  await expectAccessible(page);

  const row = table.getByRole("row").nth(2);
  const ends = (await row.locator("code span").allTextContents()).join(" ");
  await row.getByRole("link").click();
  const notice = en["connections.chosen"].replace("{connection}", ends).replace("{class}", en["class.firewall-signature-reset"]);
  await expect(page.getByText(notice)).toBeVisible();
  await expect(page.locator("#evidence")).toBeFocused();
  await expect(page.getByText(en["evidence.of"].replace("{connection}", ends))).toBeVisible();
  await expectAccessible(page);
  await keepPicture(page, "case-connection-en");
  await page.reload();
  await expect(page.getByText(notice)).toBeVisible();
  await page.getByRole("button", { name: en["connections.back"] }).click();
  await expect(page.getByText(en["connections.chosen.detail"])).toHaveCount(0);
  await page.goBack();

  await page.getByRole("textbox", { name: en["connections.find"] }).fill("nowhere");
  await page.keyboard.press("Enter");
  await expect(page.getByText(en["connections.none"])).toBeVisible();
});

test("files that cannot tell say so without a box, a picture or a certainty; in Japanese, on a phone", async ({ browser }) => {
  const page = await signedIn(browser, "ken", "ja", "/", { viewport: { width: 390, height: 844 } });
  const whole = capture("dying-backup.pcap");
  // It ends before anything has gone wrong.
  const caseId = await makeCase(page, `途中まで ${Date.now()}`, [{ ...whole, name: "early.pcap", buffer: whole.buffer.subarray(0, 24 + 16 + 66) }]);
  await page.goto(`/cases/${caseId}`);
  await expect(page.locator(".fw-activity li").first()).toHaveText(new RegExp(`^${ja["activity.judged.open"].replace("{class}", ja["class.insufficient"])}\\d{4}/`));
  await expect(page.getByText(ja["path.box"], { exact: true })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: ja["sequence.title"] })).toHaveCount(0);
  await expectAccessible(page);
  await expectFits(page, "insufficient");
  await keepPicture(page, "case-insufficient-ja-390");
  await page.goto("/cases");
  await expect(page.getByRole("row").filter({ hasText: "途中まで" }).first()).toContainText(ja["class.insufficient"]);
  await expectFits(page, "cases");
});

const shown = (shownNow: number, total: number) => en["cases.shown"].replace("{shown}", String(shownNow)).replace("{total}", String(total));

/** The four cut connections of a sample once for each of some clients, whose addresses end in 201 and up. */
function ofManyClients(): File {
  const sample = capture("dying-backup.pcap", "many.pcap");
  const records: Buffer[] = [sample.buffer.subarray(0, 24)];
  for (let copy = 0; copy < COPIES; copy++) {
    for (let at = 24; at < sample.buffer.length; ) {
      const end = at + 16 + sample.buffer.readUInt32LE(at + 8);
      const record = Buffer.from(sample.buffer.subarray(at, end));
      record.writeUInt32LE(record.readUInt32LE(0) + copy, 0);
      const ip = 16 + 14;
      const tcp = ip + (record[ip] & 15) * 4;
      const isToServer = record.readUInt16BE(tcp) > record.readUInt16BE(tcp + 2);
      record[ip + (isToServer ? 15 : 19)] = 201 + copy;
      records.push(record);
      at = end;
    }
  }
  return { ...sample, buffer: Buffer.concat(records) };
}
