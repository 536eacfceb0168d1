import { Label } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { day } from "../../i18n";
import type { Source } from "./exclusions";

/** What the case's provider knows besides, as the knowledge-service gives it. Its texts are the provider's and stay in its language. */
export interface Own {
  devices: { id: string; name: string; vendor: { name: string } | null; addresses: string[]; seen: string[]; note: string | null; source: Source }[];
  notes: { id: string; text: string; source: Source }[];
  override?: { id: string; product: string | null; version: string | null; vendor: string | null; gatewayAddress: string | null; gatewayPort: number | null; note: string | null; source: Source };
}

/** The provider's own entries: under a heading of their own and marked as its, so that nobody takes them for published statements. A listed device is not accused. */
export function OwnPart({ own }: { own: Own }) {
  const { t } = useTranslation();
  const mark = (source: Source) => <span className="fw-provenance"><Label isCompact variant="outline">{t("own.mark")}</Label><time dateTime={source.date}>{day(source.date)}</time></span>;
  const { override } = own;
  return (
    <section className="fw-vendor-steps" aria-label={t("own.title")}>
      <h3 className="fw-small-heading">{t("own.title")}</h3>
      <ul className="fw-statements">
        {own.devices.map((device) => (
          <li key={device.id}>
            <strong>{device.name}</strong> {device.vendor?.name} <code>{device.addresses.join(", ")}</code>
            <p>{device.seen.length > 0 ? t("own.seen", { addresses: device.seen.join(", ") }) : t("own.unseen")}</p>
            {device.note && <p className="fw-own-text">{device.note}</p>}
            {mark(device.source)}
          </li>
        ))}
        {override && (
          <li>
            <strong>{t("own.override")}</strong>{" "}
            <code>{[override.product, override.version, override.vendor, override.gatewayAddress, override.gatewayPort].filter((value) => value !== null).join(" · ")}</code>
            {override.note && <p className="fw-own-text">{override.note}</p>}
            {mark(override.source)}
          </li>
        )}
        {own.notes.map((note) => <li key={note.id}><p className="fw-own-text">{note.text}</p>{mark(note.source)}</li>)}
      </ul>
    </section>
  );
}
