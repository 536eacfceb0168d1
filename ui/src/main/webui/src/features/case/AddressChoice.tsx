import { Button, TextInput } from "@patternfly/react-core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Choice } from "../knowledge/Filters";
import type { Component, List, Vendor } from "../knowledge/model";
import { useKnowledge } from "../knowledge/useKnowledge";
import { FIREWALL, isAddress, type KnownAddress, MOST_ADDRESSES } from "./topology";

/** Ends that a case of a provider and its tenants can have; the tenant's side first. */
const ROLES = [
  "tenant-backup-server", "tenant-proxy", "tenant-repository", "tenant-cdp-proxy", "agent", "cloud-gateway", "sp-backup-server", "sp-repository", "sp-proxy",
  "sp-cdp-proxy", "sp-wan-accelerator", "backup-server", "backup-proxy", "repository", "wan-accelerator", "mount-server", "hyperv-host", "vb365-proxy", "microsoft-365",
];

/** Who is behind which address: the ends that the case shows, and what the reader adds. */
export function AddressChoice({ seen, addresses, onChoose }: { seen: string[]; addresses: KnownAddress[]; onChoose: (addresses: KnownAddress[]) => void }) {
  const { t } = useTranslation();
  const components = useKnowledge<List<Component>>("components");
  const vendors = useKnowledge<List<Vendor>>("vendors");
  const [isAdding, setAdding] = useState(false);
  const names = new Map((components.data?.items ?? []).map(({ id, name }) => [id, name]));
  const roles = [[FIREWALL, t("topology.role.firewall")] as const, ...ROLES.filter((role) => names.has(role)).map((role) => [role, names.get(role) ?? role] as const)];
  const vendorNames = (vendors.data?.items ?? []).map(({ id, name }) => [id, name] as const);
  const others = addresses.filter(({ address }) => !seen.includes(address));
  const rows = [...seen.map((address) => addresses.find((known) => known.address === address) ?? { address, role: "" }), ...others];
  const put = (row: KnownAddress) => {
    const kept = addresses.filter(({ address }) => address !== row.address);
    onChoose(row.role ? [...kept, row] : kept);
  };
  return (
    <div className="fw-addresses" role="group" aria-labelledby="who-is-who">
      <h4 className="fw-small-heading" id="who-is-who">{t("topology.addresses")}</h4>
      <p className="fw-quiet">{t("topology.addresses.why")}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.address}>
            <code>{row.address}</code>
            <Choice label={t("topology.role", { address: row.address })} value={row.role} any={t("topology.unknown")} options={roles} onChoose={(role) => put({ ...row, role, vendor: role === FIREWALL ? row.vendor : undefined, behind: role && role !== FIREWALL ? row.behind : undefined })} />
            {row.role === FIREWALL && <Choice label={t("topology.vendor.of", { address: row.address })} value={row.vendor ?? ""} any={t("topology.unknown")} options={vendorNames} onChoose={(vendor) => put({ ...row, vendor: vendor || undefined })} />}
            {row.role && row.role !== FIREWALL && <AddressField key={row.behind} label={t("topology.behind", { address: row.address })} value={row.behind ?? ""} onSet={(behind) => put({ ...row, behind: behind || undefined })} />}
          </li>
        ))}
        {isAdding && (
          <li>
            <AddressField label={t("topology.address.new")} value="" isFocused onSet={(address) => {
              setAdding(false);
              if (address && !rows.some((row) => row.address === address)) onChoose([...addresses, { address, role: FIREWALL }]);
            }} />
          </li>
        )}
      </ul>
      {!isAdding && addresses.length < MOST_ADDRESSES && <Button variant="link" isInline onClick={() => setAdding(true)}>{t("topology.address.add")}</Button>}
    </div>
  );
}

/** An address to type; it counts when the reader leaves the field or presses Enter, and only where it is one. */
function AddressField({ label, value, isFocused, onSet }: { label: string; value: string; isFocused?: boolean; onSet: (address: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const isWrong = text.trim() !== "" && !isAddress(text.trim());
  const leave = () => { if (!isWrong && (text.trim() !== value || isFocused)) onSet(text.trim()); };
  return (
    <label className="fw-filter">
      <span>{label}</span>
      {/* The reader asked for this field just now. */}
      <TextInput value={text} onChange={(_event, typed) => setText(typed)} onBlur={leave} onKeyDown={(event) => { if (event.key === "Enter") leave(); }} aria-label={label} autoFocus={isFocused} validated={isWrong ? "error" : "default"} inputMode="text" autoComplete="off" spellCheck={false} />
      {isWrong && <span role="alert">{t("topology.address.wrong")}</span>}
    </label>
  );
}
