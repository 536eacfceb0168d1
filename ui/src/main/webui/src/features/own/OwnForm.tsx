import { ActionGroup, Button, Card, CardBody, CardTitle, Form, FormGroup, Switch, TextArea, TextInput } from "@patternfly/react-core";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { post, put } from "../../api";
import { Failure } from "../../shell/States";
import { CLASSES } from "../cases/model";
import { Choice } from "../knowledge/Filters";
import type { List, Product, Vendor } from "../knowledge/model";
import { useKnowledge } from "../knowledge/useKnowledge";
import { addressesOf, isComplete, type OwnEntry, type OwnFact, type OwnState } from "./model";

interface Tenant { id: string; name: string }

/** Writes a new entry, or changes `entry`; somebody else's change in between is not overwritten. */
export function OwnForm({ state, entry, tenants, onDone, onCancel }: { state: OwnState; entry?: OwnEntry; tenants: Tenant[]; onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [draft, setDraft] = useState<OwnState>({ tenantId: state.tenantId, shared: state.shared, fact: state.fact });
  // What the writer has read. The list behind the form may meanwhile hold a newer version, which saving must not overwrite.
  const [version] = useState(entry?.version);
  // A repeated sending of the same new entry makes one.
  const [key] = useState(() => crypto.randomUUID());
  const save = useMutation({
    mutationFn: () => (entry
      ? put("/knowledge/v1/own-knowledge/" + entry.id, draft, { "If-Match": `"${version}"` })
      : post("/knowledge/v1/own-knowledge", draft, { "Idempotency-Key": key })),
    onSuccess: onDone,
  });
  return (
    <Card component="section" aria-labelledby={`${id}-title`}>
      <CardTitle component="h3" id={`${id}-title`}>{t(`own.kind.${state.fact.kind}`)}</CardTitle>
      <CardBody>
        <Form onSubmit={(event) => { event.preventDefault(); if (isComplete(draft)) save.mutate(); }}>
          <FactFields id={id} fact={draft.fact} onChange={(fact) => setDraft({ ...draft, fact })} />
          <div className="fw-filters">
            <Choice label={t("own.concerns")} value={draft.tenantId ?? ""} any={t("own.whole")} options={tenants.map((tenant) => [tenant.id, tenant.name])} onChoose={(tenant) => setDraft({ ...draft, tenantId: tenant || null })} />
          </div>
          <Switch id={`${id}-shared`} label={t("own.share")} isChecked={draft.shared} onChange={(_event, shared) => setDraft({ ...draft, shared })} />
          {save.isError && <Failure error={save.error} />}
          <ActionGroup>
            <Button type="submit" isDisabled={!isComplete(draft)} isLoading={save.isPending}>{t("own.save")}</Button>
            <Button variant="link" onClick={onCancel}>{t("packs.cancel")}</Button>
          </ActionGroup>
        </Form>
      </CardBody>
    </Card>
  );
}

function FactFields({ id, fact, onChange }: { id: string; fact: OwnFact; onChange: (fact: OwnFact) => void }) {
  const { t } = useTranslation();
  const vendors = useKnowledge<List<Vendor>>("vendors");
  const products = useKnowledge<List<Product>>("products");
  const vendorChoice = (value: string | null, set: (vendor: string | null) => void) => (
    <Choice label={t("topology.vendor")} value={value ?? ""} any={t("topology.unknown")} options={(vendors.data?.items ?? []).map((one) => [one.id, one.name])} onChoose={(vendor) => set(vendor || null)} />
  );
  const text = (name: string, label: string, value: string, set: (text: string) => void) => (
    <FormGroup label={label} fieldId={`${id}-${name}`}><TextArea id={`${id}-${name}`} value={value} rows={3} maxLength={4000} onChange={(_event, typed) => set(typed)} /></FormGroup>
  );
  const line = (name: string, label: string, value: string, set: (text: string) => void, maxLength: number) => (
    <FormGroup label={label} fieldId={`${id}-${name}`}><TextInput id={`${id}-${name}`} value={value} maxLength={maxLength} onChange={(_event, typed) => set(typed)} /></FormGroup>
  );
  switch (fact.kind) {
    case "note":
      return (
        <>
          {text("text", t("own.kind.note"), fact.text, (typed) => onChange({ ...fact, text: typed }))}
          <div className="fw-filters">
            <Choice label={t("own.about.verdict")} value={fact.verdictClass ?? ""} any={t("own.everyVerdict")} options={CLASSES.map((one) => [one, t(`class.${one}`)])} onChoose={(one) => onChange({ ...fact, verdictClass: one || null })} />
          </div>
        </>
      );
    case "device":
      return (
        <>
          {line("name", t("own.name"), fact.name, (name) => onChange({ ...fact, name }), 120)}
          <div className="fw-filters">{vendorChoice(fact.vendor, (vendor) => onChange({ ...fact, vendor }))}</div>
          <Addresses id={id} addresses={fact.addresses} onChange={(addresses) => onChange({ ...fact, addresses })} />
          {text("note", t("own.remark"), fact.note ?? "", (note) => onChange({ ...fact, note: note.trim() ? note : null }))}
        </>
      );
    case "override":
      return (
        <>
          <div className="fw-filters">
            <Choice label={t("topology.product")} value={fact.product ?? ""} any={t("topology.unknown")} options={(products.data?.items ?? []).map((one) => [one.id, one.name])} onChoose={(product) => onChange({ ...fact, product: product || null })} />
            {vendorChoice(fact.vendor, (vendor) => onChange({ ...fact, vendor }))}
          </div>
          {line("version", t("topology.version"), fact.version ?? "", (version) => onChange({ ...fact, version: version.trimStart() || null }), 31)}
          {line("gateway", t("own.gateway"), fact.gatewayAddress ?? "", (address) => onChange({ ...fact, gatewayAddress: address.trim() || null }), 60)}
          {line("port", t("own.port"), fact.gatewayPort?.toString() ?? "", (port) => onChange({ ...fact, gatewayPort: Number.parseInt(port, 10) || null }), 5)}
          {text("note", t("own.remark"), fact.note ?? "", (note) => onChange({ ...fact, note: note.trim() ? note : null }))}
        </>
      );
  }
}

/** Kept as it is typed, or a comma would vanish under the cursor. */
function Addresses({ id, addresses, onChange }: { id: string; addresses: string[]; onChange: (addresses: string[]) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(addresses.join("\n"));
  return (
    <FormGroup label={t("own.addresses")} fieldId={`${id}-addresses`}>
      <TextArea id={`${id}-addresses`} value={typed} rows={2} placeholder="203.0.113.1, 203.0.113.0/24" onChange={(_event, text) => { setTyped(text); onChange(addressesOf(text)); }} />
    </FormGroup>
  );
}
