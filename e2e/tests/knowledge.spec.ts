import { expect, type Page, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expectAccessible, expectFits, keepPicture, signedIn, texts } from "./portal";

const looks = [
  { language: "en", colorScheme: "light" },
  { language: "ja", colorScheme: "dark" },
] as const;

for (const { language, colorScheme } of looks) {
  const words = texts[language];
  const open = async (browser: import("@playwright/test").Browser, user: string, path: string) => {
    const page = await signedIn(browser, user, language, path, { colorScheme, permissions: ["clipboard-read", "clipboard-write"] });
    await expect(page.getByRole("heading", { level: 1, name: words["nav.knowledge"] })).toBeVisible();
    return page;
  };

  test(`a question is answered outright, its hits are marked, and the address holds it: ${language}`, async ({ browser }) => {
    const page = await open(browser, "aiko", "/knowledge");
    await expect(page.getByText(words["knowledge.about.errors"])).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("searchbox", { name: words["knowledge.search"] }).or(page.getByRole("textbox", { name: words["knowledge.search"] })).fill("10054");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/knowledge\?q=10054$/);
    const answer = page.getByRole("region", { name: words["knowledge.answer"] });
    await expect(answer.getByRole("link", { name: /WSAECONNRESET/ })).toBeVisible();
    await expect(page.locator("mark").first()).toHaveText("10054");
    await expect(page.locator(".fw-hits > li").first()).toContainText("WSAECONNRESET");
    // Every hit says what it rests on and when that was reviewed.
    const hits = page.locator(".fw-hits > li");
    await expect(hits.filter({ has: page.locator("time[datetime]") })).toHaveCount(await hits.count());
    await expectAccessible(page);
    await keepPicture(page, `knowledge-search-${language}`);
    await page.reload();
    await expect(answer.getByRole("link", { name: /WSAECONNRESET/ })).toBeVisible();

    await page.locator(".fw-hits a[href^='/knowledge/articles/kb2140#']").first().click();
    await expect(page).toHaveURL(/\/knowledge\/articles\/kb2140#kb2140\.errors$/);
    await expect(page.locator("[id='kb2140.errors']")).toBeFocused();
    await page.goBack();
    await expect(page.getByRole("region", { name: words["knowledge.answer"] })).toBeVisible();
  });

  test(`a long list of hits comes in pages, and can be narrowed: ${language}`, async ({ browser }) => {
    const page = await open(browser, "ken", "/knowledge?q=reset");
    const hits = page.locator(".fw-hits > li");
    await expect(hits).toHaveCount(20);
    const more = page.getByRole("button", { name: words["cases.more"] });
    await more.click();
    await expect.poll(() => hits.count()).toBeGreaterThan(20);
    const ids = await page.locator(".fw-hits a[href^='/knowledge']").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(new Set(ids).size).toBe(ids.length);
    await page.getByLabel(words["knowledge.kind"]).selectOption("vendor");
    await expect(page).toHaveURL(/kind=vendor/);
    await expect(page.locator(".fw-hits a:not([href^='/knowledge/vendors/']):not([target])")).toHaveCount(0);
    await expect(hits.first()).toBeVisible();
  });

  test(`a question without an answer says what to do: ${language}`, async ({ browser }) => {
    const page = await open(browser, "aiko", "/knowledge?q=zzzqqq");
    await expect(page.getByRole("heading", { name: words["knowledge.nothing.title"] })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: words["knowledge.nothing.errors"] }).click();
    await expect(page.getByRole("heading", { name: words["knowledge.line"] })).toBeVisible();
  });

  test(`a build number gives the version: ${language}`, async ({ browser }) => {
    const page = await open(browser, "mika", "/knowledge/products");
    const field = page.getByLabel(words["knowledge.build"], { exact: true }).first();
    await field.fill("12.1.2.172");
    await field.press("Enter");
    await expect(page).toHaveURL(/build=12\.1\.2\.172$/);
    const row = page.getByRole("grid", { name: words["knowledge.builds"] }).getByRole("row").nth(1);
    for (const said of ["Veeam Backup & Replication", "12.1.2.172", "2024/05/21", words["knowledge.listed"], "KB2680"]) await expect(row).toContainText(said);
    await expectAccessible(page);
    await field.fill("99.9");
    await field.press("Enter");
    await expect(page.getByRole("heading", { name: words["knowledge.build.none.title"] })).toBeVisible();
    await field.fill("twelve");
    await field.press("Enter");
    await expect(page.getByText(words["knowledge.build.help"])).toBeVisible();
  });

  test(`the port matrix is narrowed in the address, and taken along: ${language}`, async ({ browser }) => {
    const page = await open(browser, "mika", "/knowledge/ports?product=vcc&protocol=udp");
    const rows = page.getByRole("grid", { name: words["knowledge.section.ports"] }).locator("tbody tr");
    await expect(rows.first()).toContainText("TCP + UDP 6180");
    const udp = await rows.count();
    await page.getByLabel(words["knowledge.port.from"]).selectOption("tenant-proxy");
    await expect(page).toHaveURL(/product=vcc&protocol=udp&from=tenant-proxy$/);
    await expect(rows).toHaveCount(1);
    expect(udp).toBeGreaterThan(1);
    await expect(rows.first()).toContainText(words["knowledge.bulk.true"]);
    await expect(rows.first()).toContainText(words["knowledge.status.CONFIRMED"]);
    await expectAccessible(page);
    await keepPicture(page, `knowledge-ports-${language}`);

    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: words["table.csv"] }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("firewitness-ports.csv");
    const csv = readFileSync(await file.path(), "utf8");
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv.split("\r\n")[0].slice(1)).toBe(["from", "to", "protocol", "ports", "bulk", "products", "versions", "purpose", "status", "source"].map((column) => words[`knowledge.port.${column}`]).join(","));
    expect(csv.trimEnd().split("\r\n")).toHaveLength(2);
    expect(csv).toContain(",TCP + UDP,6180,");
    await page.getByRole("button", { name: words["table.copy"] }).click();
    await expect(page.getByText(words["action.copied"])).toBeVisible();
    expect((await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/)[1].split("\t").slice(2, 4)).toEqual(["TCP + UDP", "6180"]);

    await page.emulateMedia({ media: "print" });
    await expect(rows.first()).toBeVisible();
    for (const hidden of [page.getByRole("navigation"), page.getByRole("button"), page.getByRole("search")]) await expect(hidden.filter({ visible: true })).toHaveCount(0);
    await page.emulateMedia({ media: "screen" });

    await page.getByLabel(words["knowledge.port.protocol"]).selectOption("");
    await page.goto("/knowledge/ports?product=vb365&from=tenant-proxy");
    await expect(page.getByRole("heading", { name: words["knowledge.ports.none.title"] })).toBeVisible();
    await page.getByRole("button", { name: words["cases.clear"] }).first().click();
    await expect(page).toHaveURL(/\/knowledge\/ports$/);
    await expect.poll(() => rows.count()).toBeGreaterThan(udp);
  });

  test(`a pasted line is recognised in its own language and stays out of the address: ${language}`, async ({ browser }) => {
    const page = await open(browser, "aiko", "/knowledge/errors");
    const field = page.getByRole("textbox", { name: words["knowledge.line"] });
    await field.fill("[23.11.2026 22:58:26] Error: Eine vorhandene Verbindung wurde vom Remotehost geschlossen (fs01)");
    await field.press("Enter");
    const found = page.getByRole("status").filter({ has: page.getByRole("article") });
    await expect(found.getByRole("link", { name: /WSAECONNRESET/ })).toBeVisible();
    await expect(found).toContainText(words["knowledge.matched.text"]);
    await expect(found.getByRole("heading", { name: words["knowledge.alternatives"] })).toBeVisible();
    expect(page.url()).toMatch(/\/knowledge\/errors$/);
    await expectAccessible(page);
    await field.fill("nothing of the kind");
    await page.getByRole("button", { name: words["knowledge.lookUp"] }).click();
    await expect(page.getByRole("heading", { name: words["knowledge.line.none.title"] })).toBeVisible();
  });

  test(`a vendor's page has what is confirmed and says what is not known: ${language}`, async ({ browser }) => {
    const page = await open(browser, "mika", "/knowledge/vendors");
    await page.getByRole("link", { name: "Fortinet FortiGate" }).click();
    await expect(page).toHaveURL(/\/knowledge\/vendors\/fortinet$/);
    for (const topic of ["logs", "exclusion", "closing"]) await expect(page.getByRole("heading", { name: words[`knowledge.topic.${topic}`] })).toBeVisible();
    await expect(page.getByText("set src-ip <from>")).toBeVisible();
    await expect(page.getByText(words["knowledge.topic.ttl"])).toBeVisible();
    await expectAccessible(page);
    await page.goto("/knowledge/vendors/nobody");
    await expect(page.getByRole("heading", { name: words["nothere.title"] })).toBeVisible();
  });

  test(`KB2140 is told in both languages: ${language}`, async ({ browser }) => {
    const page = await open(browser, "aiko", "/knowledge/articles");
    await expect(page).toHaveURL(/\/knowledge\/articles\/kb2140$/);
    await page.getByRole("button", { pressed: false }).filter({ hasText: language === "en" ? "Japanese" : "英語" }).click();
    await expect(page.getByText("圧縮され、多くは暗号化されたブロックは、乱数のように見えます。")).toBeVisible();
    await expect(page.getByText("Compressed, mostly encrypted blocks look like random data.")).toBeVisible();
    await expectAccessible(page);
    await keepPicture(page, `knowledge-article-${language}`);
  });

  test(`what is known is listed by the age of its review, with both sides of every contradiction: ${language}`, async ({ browser }) => {
    const page = await open(browser, "mika", "/knowledge/freshness");
    const statements = page.locator(".fw-hits > li");
    await expect(statements).toHaveCount(25);
    await page.getByRole("button", { name: words["cases.more"] }).click();
    await expect(statements).toHaveCount(50);
    const dates = await statements.locator(".fw-age time").evaluateAll((times) => times.map((time) => time.getAttribute("datetime") ?? ""));
    expect(dates).toEqual(dates.toSorted());
    const dispute = page.locator("[id='contradiction.gateway-udp']");
    await expect(dispute.locator(".fw-sides > li")).toHaveCount(2);
    await expect(dispute).toContainText(words["freshness.judgement"]);
    await expectAccessible(page);
    await keepPicture(page, `knowledge-freshness-${language}`);

    await page.getByText(words["freshness.filter.contradicted"], { exact: true }).click();
    await expect(page).toHaveURL(/contradicted=true/);
    // Each of them is contradicted, some by more than one statement.
    await expect(statements.first()).toContainText(words["freshness.disputed"]);
    const disputed = await statements.filter({ hasText: words["freshness.disputed"] }).count();
    expect(await statements.count()).toBe(disputed);
    expect(disputed).toBeLessThan(25);
    await page.goto("/knowledge/freshness?reviewedBefore=2020-01-01");
    await expect(page.getByRole("heading", { name: words["freshness.none.title"] })).toBeVisible();
    await page.goto("/knowledge/freshness?source=kb2140");
    await expect(statements.first()).toContainText("Veeam KB2140");
  });
}

test("when the service does not answer, the page says so and asks again", async ({ browser }) => {
  const page = await signedIn(browser, "mika");
  await page.route("**/api/knowledge/v1/vendors?*", (route) => route.fulfill({ status: 503, contentType: "text/plain", body: "" }));
  await page.goto("/knowledge/vendors");
  await expect(page.getByText(texts.en["problem.unavailable.title"])).toBeVisible();
  await expectAccessible(page);
  await page.unroute("**/api/knowledge/v1/vendors?*");
  await page.getByRole("button", { name: texts.en["action.retry"] }).click();
  await expect(page.getByRole("link", { name: "Fortinet FortiGate" })).toBeVisible();
});

test("the knowledge can be read with the keyboard alone", async ({ browser }) => {
  const page = await signedIn(browser, "mika");
  await page.goto("/knowledge");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await tabTo(page, "knowledge.search");
  await page.keyboard.type("6180");
  await page.keyboard.press("Enter");
  await expect(page.locator(".fw-hits > li").first()).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.matches(".fw-hits a[href^='/knowledge/ports#']"))) break;
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/knowledge\/ports#/);
  const named = decodeURIComponent(new URL(page.url()).hash.slice(1));
  await expect(page.locator(`[id='${named}']`)).toBeFocused();
});

/** Presses Tab until the field of that name has the focus. */
async function tabTo(page: Page, key: string) {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) === texts.en[key]) return;
  }
  throw new Error(`the keyboard does not reach ${key}`);
}

for (const language of ["en", "ja"] as const) {
  test(`every page of the knowledge fits a phone: ${language}`, async ({ browser }) => {
    const page = await signedIn(browser, "mika", language, "/knowledge", { viewport: { width: 320, height: 900 } });
    for (const path of ["", "?q=6180", "/products?build=12.1.2.172", "/ports", "/errors", "/vendors", "/vendors/fortinet", "/articles/kb2140?both=true", "/advice", "/freshness"]) {
      await page.goto(`/knowledge${path}`);
      await expect(page.locator("time[datetime], .fw-doors, .fw-provenance").first()).toBeVisible();
      // What is wrong for axe on a phone is wrong in any language; what fits depends on it.
      if (language === "en") await expectAccessible(page);
      await expectFits(page, path);
    }
    await keepPicture(page, `knowledge-freshness-${language}-320`);
  });
}
