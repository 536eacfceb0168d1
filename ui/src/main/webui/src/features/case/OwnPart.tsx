import { Alert, Label } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { day, number } from "../../i18n";
import type { OwnOverride } from "../own/model";
import { OwnFactView } from "../own/OwnFactView";
import type { Source } from "./exclusions";

interface Entry { id: string; shared: boolean; source: Source }

/** What the case's provider knows besides, as the knowledge-service gives it. Its texts are the provider's and stay in its language. */
export interface Own {
  devices: (Entry & { name: string; vendor: { name: string } | null; addresses: string[]; seen: string[]; note: string | null })[];
  notes: (Entry & { text: string })[];
  override?: Entry & Omit<OwnOverride, "kind">;
}

const PLACE = "own-entries";

/** Says before the plan that it holds the provider's own. Only the provider's people ever get what is not shared: their plan and their tenant's differ then. */
export function OwnNotice({ own }: { own: Own }) {
  const { t } = useTranslation();
  const entries: Entry[] = [...own.devices, ...own.notes, ...(own.override ? [own.override] : [])];
  const hidden = entries.filter((entry) => !entry.shared).length;
  return (
    <Alert isInline isPlain variant="info" className="fw-own-notice" title={t("own.holds", { number: number(entries.length) })}>
      {hidden > 0 && <p>{t("own.hidden", { number: number(hidden) })}</p>}
      {own.override?.shared === false && <p>{t("own.hidden.override")}</p>}
      <a className="fw-screen-only" href={`#${PLACE}`}>{t("own.show")}</a>
    </Alert>
  );
}

/** The provider's own entries: under a heading of their own and marked as its, so that nobody takes them for published statements. A listed device is not accused. */
export function OwnPart({ own }: { own: Own }) {
  const { t } = useTranslation();
  const item = ({ id, shared, source }: Entry, content: ReactNode) => (
    <li key={id}>
      {content}
      <span className="fw-provenance">
        <Label isCompact variant="outline">{t("own.mark")}</Label>
        {!shared && <Label isCompact variant="outline" color="grey">{t("own.unshared")}</Label>}
        <time dateTime={source.date}>{t("own.changedOn", { date: day(source.date) })}</time>
      </span>
    </li>
  );
  const { override } = own;
  return (
    <section className="fw-own" id={PLACE} tabIndex={-1} aria-label={t("own.entries")}>
      <h3 className="fw-small-heading">{t("own.entries")}</h3>
      <ul className="fw-statements">
        {own.devices.map((device) => item(device,
          <>
            <strong>{device.name}</strong> {device.vendor?.name} <code>{device.addresses.join(", ")}</code>
            {device.addresses.length > 0 && <p>{device.seen.length > 0 ? t("own.seen", { addresses: device.seen.join(", ") }) : t("own.unseen")}</p>}
            {device.note && <p className="fw-own-text">{device.note}</p>}
          </>))}
        {override && item(override, <><strong>{t("own.override")}</strong><OwnFactView fact={{ kind: "override", ...override }} /></>)}
        {own.notes.map((note) => item(note, <p className="fw-own-text">{note.text}</p>))}
      </ul>
    </section>
  );
}
