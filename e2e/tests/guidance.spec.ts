import { expect, type Page, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { capture, expectAccessible, expectFits, keepPicture, openCase, SAMPLE_LIST, signedIn, texts } from "./portal";

const SAMPLE = "File server backup stops at the same place every night";
const A4_PAGES_AT_MOST = 6;

for (const language of ["en", "ja"] as const) {
  const words = texts[language];
  const filled = (key: string, values: Record<string, string>) => words[key].replace(/\{(\w+)\}/g, (_found, name: string) => values[name]);

  test(`what to exempt can be taken along as a table and as a file: ${language}`, async ({ browser }) => {
    const page = await signedIn(browser, "mika", language, SAMPLE_LIST, { permissions: ["clipboard-read", "clipboard-write"] });
    const asked = page.waitForRequest((request) => request.url().includes("/api/knowledge/v1/guidance"));
    await page.getByRole("link", { name: SAMPLE }).click();
    const question = (await asked).postData() ?? "";
    const serviceCsv = await page.evaluate(async ([body, lang]) => {
      const answer = await fetch(`/api/knowledge/v1/guidance?lang=${lang}&format=csv`, { method: "POST", headers: { "X-Firewitness": "1", "Content-Type": "application/json" }, body });
      return Array.from(new Uint8Array(await answer.arrayBuffer()));
    }, [question, language]);

    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: words["table.csv"] }).click();
    const file = await download;
    const number = (await page.title()).split(" ")[0];
    expect(file.suggestedFilename()).toBe(`firewitness-exclusions-${number}.csv`);
    const csv = readFileSync(await file.path());
    expect([...csv]).toEqual(serviceCsv);

    await page.getByRole("button", { name: words["table.copy"] }).click();
    await expect(page.getByText(words["action.copied"])).toBeVisible();
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const of = async (type: string) => (await item.getType(type)).text();
      const table = new DOMParser().parseFromString(await of("text/html"), "text/html");
      return { plain: await of("text/plain"), cells: [...table.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => cell.textContent ?? "")) };
    });
    const header = ["from", "to", "protocol", "ports", "why", "product", "versions", "source"].map((column) => words[`guidance.${column}`]);
    expect(copied.cells[0]).toEqual(header);
    const ports = copied.cells.slice(1).map((row) => `${row[2]} ${row[3]}`);
    expect(ports).toContain("TCP 2500-3300");
    expect(copied.plain.split(/\r?\n/).map((line) => line.split("\t"))).toEqual(copied.cells);
    await expectAccessible(page);
  });

  test(`what is known besides the files adapts the plan, and is remembered for the case: ${language}`, async ({ browser }) => {
    const page = await signedIn(browser, "mika", language, SAMPLE_LIST, { colorScheme: language === "ja" ? "dark" : "light" });
    await page.getByRole("link", { name: SAMPLE }).click();
    await expect(page.getByRole("heading", { name: words["guidance.title"] })).toBeVisible();
    const address = page.url();
    const rows = page.getByRole("region", { name: words["guidance.exclusions"] }).locator("tbody tr");
    await expect(rows.filter({ hasText: "TCP 2500-3300" })).toHaveCount(1);
    // Packets name no vendor, so nobody's steps are shown.
    await expect(page.locator(".fw-vendor-steps")).toHaveCount(0);
    await page.getByText(words["topology.title"]).first().click();

    await page.getByLabel(words["topology.product"]).selectOption("vbr");
    await page.getByLabel(words["topology.version"]).selectOption("12.3");
    await expect(page).toHaveURL(/\?product=vbr&version=12\.3$/);
    await expect(rows.filter({ hasText: "TCP 6162" })).toHaveCount(0);
    await page.getByLabel(words["topology.version"]).selectOption("13.1.1");
    await expect(rows.filter({ hasText: "TCP 6162" })).toHaveCount(1);
    await expect(rows.filter({ hasText: "TCP 2500-3300" })).toHaveCount(1);

    await page.getByLabel(words["topology.vendor"], { exact: true }).selectOption("fortinet");
    const steps = page.getByRole("region", { name: "Fortinet FortiGate" });
    const from = (await rows.first().locator("code").first().textContent()) ?? "";
    await expect(steps.locator("pre")).toContainText(`set src-ip ${from}`);
    await expect(steps).toContainText(words["knowledge.topic.exclusion"]);
    await expect(steps).toContainText(words["knowledge.status.CONFIRMED"]);
    await expectAccessible(page);
    await keepPicture(page, `guidance-topology-${language}`);

    await page.goto(address);
    await expect(steps).toBeVisible();
    await expect(page.getByLabel(words["topology.vendor"], { exact: true })).toHaveValue("fortinet");
    await page.getByLabel(words["topology.vendor"], { exact: true }).selectOption("");
    await expect(steps).toHaveCount(0);

    // Who is behind which address: the inner and the outer one are exempted, the firewall's vendor brings its steps, no link names a host.
    await page.getByLabel(filled("topology.role", { address: from })).selectOption("backup-proxy");
    await expect(rows.first()).toContainText(language === "ja" ? "バックアッププロキシ" : "Backup proxy");
    const outer = page.getByLabel(filled("topology.behind", { address: from }));
    await outer.fill("203.0.113.300");
    await expect(page.getByRole("alert")).toHaveText(words["topology.address.wrong"]);
    await outer.fill("203.0.113.7");
    await outer.press("Enter");
    await expect(rows.filter({ hasText: "203.0.113.7" }).first()).toBeVisible();
    await expect(rows.filter({ hasText: from }).first()).toBeVisible();
    await page.getByRole("button", { name: words["topology.address.add"] }).click();
    await page.getByLabel(words["topology.address.new"]).fill("203.0.113.7");
    await page.getByLabel(words["topology.address.new"]).press("Enter");
    await page.getByLabel(filled("topology.vendor.of", { address: "203.0.113.7" })).selectOption("sophos");
    await expect(page.getByRole("region", { name: "Sophos" })).toBeVisible();
    expect(page.url()).not.toContain("203.0.113");
    await expectAccessible(page);
    await keepPicture(page, `guidance-addresses-${language}`);
    await page.reload();
    await expect(page.getByLabel(filled("topology.behind", { address: from }))).toHaveValue("203.0.113.7");
    await expect(rows.filter({ hasText: "203.0.113.7" }).first()).toBeVisible();
    await page.setViewportSize({ width: 320, height: 900 });
    await expectFits(page, "guidance");
  });

  test(`a case prints verdict, guidance and evidence on white, without navigation: ${language}`, async ({ browser }) => {
    const page = await signedIn(browser, "mika", language, SAMPLE_LIST, { colorScheme: "dark" });
    await page.getByRole("link", { name: SAMPLE }).click();
    await expect(page.getByRole("heading", { name: words["sequence.title"] })).toBeVisible();
    await expect(page.getByRole("heading", { name: words["guidance.title"] })).toBeVisible();
    await expect(page.getByRole("button", { name: words["action.print"] })).toBeVisible();
    const evidence = page.locator(".fw-evidence > li");
    const all = await evidence.count();
    // The reader has narrowed the list to what speaks against; paper holds all of it.
    await page.locator("#evidence-against").click();
    expect(await evidence.filter({ visible: true }).count()).toBeLessThan(all);

    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await expect(page.getByRole("heading", { level: 1, name: SAMPLE })).toBeVisible();
    await expect(page.locator("#verdict")).toBeVisible();
    await expect(page.getByRole("heading", { name: words["guidance.title"] })).toBeVisible();
    await expect(evidence.filter({ visible: true })).toHaveCount(all);
    const commands = page.locator(".fw-evidence pre");
    expect(await commands.count()).toBeGreaterThan(0);
    await expect(commands.filter({ visible: true })).toHaveCount(await commands.count());
    for (const hidden of [page.getByRole("navigation"), page.getByRole("banner"), page.getByRole("button"), page.getByRole("heading", { name: words["files.title"] })]) {
      await expect(hidden.filter({ visible: true })).toHaveCount(0);
    }
    expect(await page.evaluate(() => getComputedStyle(document.getElementById("verdict")!).color)).toBe("rgb(21, 21, 21)");
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await expect(page.locator("html")).toHaveClass(/pf-v6-theme-dark/);

    const paper = await page.pdf({ path: `target/screenshots/case-print-${language}.pdf`, preferCSSPageSize: true, printBackground: false });
    const pages = paper.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(1);
    expect(pages).toBeLessThanOrEqual(A4_PAGES_AT_MOST);
  });
}

test("a file that changes the verdict is told of, in both languages", async ({ browser }) => {
  const page = await signedIn(browser, "aiko");
  await openCase(page, `Changed ${Date.now()}`, [capture("healthy-upload.pcap.gz", "healthy-upload.pcap")]);
  await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
  const address = new URL(page.url()).pathname;
  await expect(page.locator("#verdict")).toBeVisible();
  await expect.poll(() => verdictOf(page, address)).toBe("healthy");
  await expect(page.getByRole("heading", { name: texts.en["changes.title"] })).toHaveCount(0);

  await page.goto(`${address}/add`);
  await page.locator("input[type=file]").setInputFiles([capture("dying-backup.pcap")]);
  await page.getByRole("button", { name: texts.en["newcase.addMore"] }).click();
  await expect.poll(() => verdictOf(page, address)).toBe("firewall-signature-reset");
  await page.goto(address);
  await expect(page.getByRole("heading", { name: texts.en["changes.title"] })).toBeVisible();
  const said = (language: "en" | "ja") => texts[language]["changes.verdict"].replace("{was}", texts[language]["class.healthy"]).replace("{now}", texts[language]["class.firewall-signature-reset"]).split("{time}");
  for (const part of said("en")) await expect(page.getByText(part)).toBeVisible();
  await expectAccessible(page);
  await keepPicture(page, "case-changed-en");
  await page.getByRole("button", { name: "日本語" }).click();
  await expect(page.getByRole("heading", { name: texts.ja["changes.title"] })).toBeVisible();
  for (const part of said("ja")) await expect(page.getByText(part)).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 900 });
  expect(await page.evaluate(() => Math.max(...[document.documentElement, ...document.querySelectorAll(".pf-v6-c-page__main")].map((element) => element.scrollWidth - element.clientWidth)))).toBeLessThanOrEqual(0);
  await keepPicture(page, "case-changed-ja-320");
});

/** The class of the case's verdict, as the service has it; empty while it judges. */
async function verdictOf(page: Page, address: string): Promise<string> {
  return page.evaluate(async (id) => {
    const answer = await fetch(`/api/analysis/v1/cases/${id}`, { headers: { "X-Firewitness": "1" } });
    const item = (await answer.json()) as { status: string; verdict: { class: string } | null };
    return item.status === "judged" ? (item.verdict?.class ?? "") : "";
  }, address.split("/")[2]);
}
