import { describe, expect, it } from "vitest";
import { bandOf, blamesFirewall, CLASSES, filtersOf } from "./model";

describe("certainty in words", () => {
  it.each([[0.99, "very-likely"], [0.95, "very-likely"], [0.949, "likely"], [0.8, "likely"], [0.799, "open"], [0, "open"]])("%f is %s", (confidence, band) => {
    expect(bandOf(confidence)).toBe(band);
  });

  it("says proven only where the engine does", () => {
    expect(bandOf(0.99, "proven")).toBe("proven");
    expect(bandOf(0.99, "high")).toBe("very-likely");
  });
});

it("offers exclusions for three classes only", () => {
  expect(CLASSES.filter(blamesFirewall)).toEqual(["firewall-signature-reset", "firewall-silent-drop", "key-exchange-blocked"]);
});

it("takes only what the list knows for a filter", () => {
  expect(filtersOf(new URLSearchParams("class=healthy&utm_source=mail&q=&q=FW-1&limit=9"))).toEqual([["class", "healthy"], ["q", "FW-1"]]);
});
