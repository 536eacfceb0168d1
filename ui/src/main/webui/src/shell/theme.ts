const REMEMBERED = "firewitness.theme";
const DARK_CLASS = "pf-v6-theme-dark";

export function isDark(): boolean {
  const kept = localStorage.getItem(REMEMBERED);
  return kept ? kept === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Follows the system until the reader chooses. */
export function applyTheme() {
  document.documentElement.classList.toggle(DARK_CLASS, isDark());
}

/** Where the reader has not chosen, the page goes along when the system changes at dusk. */
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyTheme);

/** Paper is light: a dark page would come out white on white, browsers leaving backgrounds away. */
export function printLight() {
  window.addEventListener("beforeprint", () => document.documentElement.classList.remove(DARK_CLASS));
  window.addEventListener("afterprint", applyTheme);
}

export function setDark(dark: boolean) {
  localStorage.setItem(REMEMBERED, dark ? "dark" : "light");
  applyTheme();
}
