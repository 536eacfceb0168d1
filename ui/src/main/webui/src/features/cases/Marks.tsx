import { useTranslation } from "react-i18next";
import { percent } from "../../i18n";
import type { Band, VerdictClass } from "./model";

const SHAPES: Record<VerdictClass, string> = {
  "firewall-signature-reset": "◆", "middlebox-reset": "◆", "firewall-silent-drop": "◌", "key-exchange-blocked": "△", "idle-timeout-reset": "",
  "host-abort": "■", "path-outage": "▬", "pmtud-blackhole": "▼", "packet-loss": "∴", healthy: "●", insufficient: "?",
};
/** Drawn, as many machines have no font with an hourglass that is not a coloured picture. */
const HOURGLASS = <svg viewBox="0 0 10 12" width="0.75em" height="0.9em" fill="none" stroke="currentColor" strokeWidth="1.4"><path d="M1 .7h8M1 11.3h8M2 .7c0 3 3 4.3 3 5.3s-3 2.3-3 5.3M8 .7c0 3-3 4.3-3 5.3s3 2.3 3 5.3" /></svg>;
const CUTS: VerdictClass[] = ["firewall-signature-reset", "middlebox-reset", "firewall-silent-drop", "key-exchange-blocked"];

/** The class as a shape; the word stands beside it, colour is never alone. */
export function ClassMark({ verdict }: { verdict: VerdictClass }) {
  return <span className={CUTS.includes(verdict) ? "fw-mark fw-cut" : "fw-mark"} aria-hidden="true">{verdict === "idle-timeout-reset" ? HOURGLASS : SHAPES[verdict]}</span>;
}

const BARS: Record<Band, number> = { proven: 5, "very-likely": 4, likely: 3, open: 1 };

/** Certainty as bars, word and number. */
export function Certainty({ confidence, band }: { confidence: number; band: Band }) {
  const { t } = useTranslation();
  return (
    <span className={`fw-certainty fw-band-${band}`}>
      <span className="fw-bars" aria-hidden="true">{[1, 2, 3, 4, 5].map((bar) => <i key={bar} className={bar <= BARS[band] ? "on" : ""} />)}</span>
      <strong>{t(`band.${band}`)}</strong> {percent(confidence)}
    </span>
  );
}
