import { expect, it } from "vitest";
import { compare, usage } from "./messages.mjs";

it("finds a text that one language lacks", () => {
  expect(compare("portal", { a: "A" }, {})).toEqual(['portal: "a" has no Japanese text']);
  expect(compare("portal", {}, { a: "あ" })).toEqual(['portal: "a" has no English text']);
});

it("finds other placeholders", () => {
  expect(compare("portal", { a: "{count} files" }, { a: "{name}" })).toEqual(['portal: "a" has other placeholders in Japanese']);
});

it("lets one language name a thing twice", () => {
  expect(compare("portal", { a: "{host} says it" }, { a: "{host}が{host}を示す" })).toEqual([]);
});

it.each(["パケット 12", "TTL の値", "届きました。 次へ", "（RST） です", "値\u00a0は"])("finds the blank typed in %s", (text) => {
  expect(compare("portal", { a: "A" }, { a: text })).toEqual(['portal: "a" has a blank beside Japanese']);
});

it.each(["RST 12", "最大4 GB", "TCPとUDP 6180", "パケット{packet}"])("lets %s pass", (text) => {
  expect(compare("portal", { a: text }, { a: text })).toEqual([]);
});

it("finds half-width kana", () => {
  expect(compare("portal", { a: "A" }, { a: "ﾘｾｯﾄ" })).toEqual(['portal: "a" has half-width kana']);
});

it("finds a text that nothing uses and a key without a text", () => {
  const code = 't("used"); t(`status.${status}`); t(isShort ? "short.one" : "long.one", { a: "not.a.key" });';
  expect(usage({ used: "", "status.open": "", "short.one": "", stale: "" }, {}, code)).toEqual(['portal: nothing uses "stale"', 'portal: "long.one" is used but has no text']);
});
