// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { duration, list, setLanguage } from "./i18n";

it("says a length of time in its largest whole unit, in both languages", () => {
  setLanguage("en");
  expect([0, 0.2, 59.1, 60, 89, 5399, 5400, 100_000].map(duration)).toEqual(["1 sec", "1 sec", "60 sec", "1 min", "2 min", "90 min", "2 hr", "28 hr"]);
  setLanguage("ja");
  expect([12, 600, 7200].map(duration)).toEqual(["12 秒", "10 分", "2 時間"].map((text) => expect.stringMatching(text.replace(" ", "\\s?"))));
});

it("separates names as the language does", () => {
  setLanguage("en");
  expect(list(["a.pcap", "b.log"])).toBe("a.pcap, b.log");
  setLanguage("ja");
  expect(list(["a.pcap", "b.log"])).toBe("a.pcap、b.log");
});
