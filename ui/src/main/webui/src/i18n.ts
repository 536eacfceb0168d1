import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import engineEn from "../../../../../diagnosis-engine/src/main/resources/io/firewitness/engine/messages/en.json";
import engineJa from "../../../../../diagnosis-engine/src/main/resources/io/firewitness/engine/messages/ja.json";
import en from "./messages/en.json";
import ja from "./messages/ja.json";

export type Language = "en" | "ja";
const REMEMBERED = "firewitness.language";

function initial(): Language {
  const kept = localStorage.getItem(REMEMBERED);
  if (kept === "en" || kept === "ja") return kept;
  return navigator.language.startsWith("ja") ? "ja" : "en";
}

await i18next.use(initReactI18next).init({
  lng: initial(),
  fallbackLng: "en",
  // Keys contain dots; arguments stand in single braces; React escapes.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { prefix: "{", suffix: "}", escapeValue: false },
  resources: { en: { translation: { ...engineEn, ...en } }, ja: { translation: { ...engineJa, ...ja } } },
});
document.documentElement.lang = i18next.language;

export function setLanguage(language: Language) {
  localStorage.setItem(REMEMBERED, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

export function language(): Language {
  return i18next.language === "ja" ? "ja" : "en";
}

export interface Sentence {
  key: string;
  args?: Record<string, unknown>;
}

/** Words a key with its arguments; numbers are grouped as the language does. */
export function say(sentence: Sentence | null | undefined, otherwise = ""): string {
  if (!sentence || !i18next.exists(sentence.key)) return otherwise;
  const args = Object.fromEntries(Object.entries(sentence.args ?? {}).map(([name, value]) => [name, shown(value)]));
  return i18next.t(sentence.key, args);
}

/** Arguments are numbers, times, parts of the sentence, or words that stay as they are. */
function shown(value: unknown): unknown {
  if (typeof value === "number") return number(value);
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return clock(value);
  if (typeof value === "object" && value !== null && "key" in value) return say(value as Sentence);
  return value;
}

/** Title and advice of a failed call in the reader's language: services send theirs, the portal words the rest by code. */
export function wordProblem(problem: { status?: number; code: string; title: string; detail?: string; args?: Record<string, unknown> }): { title: string; detail: string } {
  const code = problem.status === 404 ? "not-found" : problem.code;
  if (i18next.exists(`problem.${code}.title`)) return { title: say({ key: `problem.${code}.title` }), detail: say({ key: `problem.${code}.detail`, args: problem.args }) };
  return { title: problem.title, detail: problem.detail ?? i18next.t("problem.internal.detail") };
}

export function number(value: number, digits = 3): string {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value);
}

/** A length of time in its largest whole unit, never less than a second. */
export function duration(seconds: number): string {
  const [value, unit] = seconds < 60 ? [Math.max(1, Math.ceil(seconds)), "second"] : seconds < 5400 ? [Math.ceil(seconds / 60), "minute"] : [Math.ceil(seconds / 3600), "hour"];
  return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: language() === "ja" ? "long" : "short" }).format(value);
}

/** Names one after the other, as the language separates them. */
export function list(names: string[]): string {
  return names.join(language() === "ja" ? "、" : ", ");
}

export function percent(value: number): string {
  // Never above 99; the blank does not break.
  return `${Math.min(99, Math.round(value * 100))}\u00a0%`;
}

export function bytes(value: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  return new Intl.NumberFormat(language(), { style: "unit", unit: units[step], unitDisplay: step === 0 ? "long" : "short", maximumFractionDigits: step === 0 ? 0 : 1 }).format(
    value / 1000 ** step,
  );
}

/** 24 hours, in the reader's own zone, which is named; the same figures in both languages. */
export function time(iso: string): string {
  const part = parts(iso, { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  return `${part("year")}/${part("month")}/${part("day")} ${part("hour")}:${part("minute")} ${zone(iso)}`;
}

/** A date without a time, such as the day of a review; the same figures in both languages. */
export function day(iso: string): string {
  return iso.slice(0, 10).replaceAll("-", "/");
}

/** How long ago a day was, in whole days up to a month, then months, then years. */
export function ageOf(date: string, now = Date.now()): string {
  const days = Math.max(0, Math.floor((now - Date.parse(date)) / 86_400_000));
  const [count, unit] = days < 31 ? [days, "day" as const] : days < 365 ? [Math.floor(days / 30.44), "month" as const] : [Math.floor(days / 365.25), "year" as const];
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(-count, unit);
}

/** The language that the reader does not read in. */
export function otherLanguage(): Language {
  return language() === "ja" ? "en" : "ja";
}

/** Time of day to the second. */
function clock(iso: string): string {
  const part = parts(iso, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return `${part("hour")}:${part("minute")}:${part("second")} ${zone(iso)}`;
}

/** The zone's own short name, JST or CET; each locale knows only some of them and says GMT+9 for the others. */
function zone(iso: string): string {
  const names = ["en-GB", "en-US", "ja-JP"].map((locale) =>
    new Intl.DateTimeFormat(locale, { timeZoneName: "short" }).formatToParts(new Date(iso)).find((part) => part.type === "timeZoneName")?.value ?? "");
  return names.find((name) => !/^(GMT|UTC)[+-]/.test(name)) ?? names[0];
}

function parts(iso: string, shape: Intl.DateTimeFormatOptions): (type: Intl.DateTimeFormatPartTypes) => string {
  const found = new Intl.DateTimeFormat(language() === "ja" ? "ja-JP" : "en-GB", { ...shape, hourCycle: "h23" }).formatToParts(new Date(iso));
  return (type) => found.find((part) => part.type === type)?.value ?? "";
}
