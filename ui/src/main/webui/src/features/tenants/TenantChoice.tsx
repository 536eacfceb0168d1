import {
  Button, MenuToggle, type MenuToggleElement, Select, SelectList, SelectOption, TextInputGroup, TextInputGroupMain, TextInputGroupUtilities,
} from "@patternfly/react-core";
import { TimesIcon } from "@patternfly/react-icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { number } from "../../i18n";
import { type Tenant, tenantsLike } from "./tenants";

/** The tenant that an address names; undefined while it is not known. */
export function useTenant(id: string): Tenant | undefined {
  return useQuery({ queryKey: ["tenant", id], queryFn: () => tenantsLike(id), enabled: id !== "", staleTime: Infinity }).data?.items.find((tenant) => tenant.id === id);
}

/** One of the provider's tenants, found by a part of its name: a provider can have more than a list shows. */
export function TenantChoice({ id, label, value, none, isDisabled, onChoose }: {
  id: string; label: string; value: string; none: string; isDisabled?: boolean; onChoose: (tenantId: string) => void;
}) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  // Null while nothing is being typed: the field then shows the choice.
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(-1);
  const chosen = useTenant(value);
  const found = useQuery({ queryKey: ["tenants", typed ?? ""], queryFn: () => tenantsLike(typed ?? ""), enabled: isOpen, placeholderData: keepPreviousData, staleTime: 60_000 });
  const options = found.data?.items ?? [];
  const open = () => { if (!isDisabled) setOpen(true); };
  const close = () => { setOpen(false); setTyped(null); setAt(-1); };
  const choose = (tenantId: string) => { onChoose(tenantId); close(); };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      open();
      if (options.length > 0) setAt((present) => (present + step + options.length) % options.length);
    } else if (event.key === "Enter") {
      // Enter chooses; it never sends the form around.
      event.preventDefault();
      const one = at >= 0 ? options[at] : options.length === 1 ? options[0] : undefined;
      if (isOpen && one) choose(one.id); else open();
    } else if (event.key === "Escape" || event.key === "Tab") {
      close();
    }
  };
  const toggle = (reference: Ref<MenuToggleElement>) => (
    <MenuToggle innerRef={reference} variant="typeahead" aria-label={label} isExpanded={isOpen} isDisabled={isDisabled} isFullWidth onClick={() => (isOpen ? close() : open())}>
      <TextInputGroup isPlain isDisabled={isDisabled}>
        <TextInputGroupMain
          inputId={id} role="combobox" aria-label={label} isExpanded={isOpen} aria-controls={`${id}-list`} autoComplete="off" placeholder={none}
          {...(at >= 0 && options[at] && { "aria-activedescendant": `${id}-${options[at].id}` })}
          value={typed ?? (value === "" ? "" : chosen?.name ?? "…")} onClick={open} onKeyDown={press} onChange={(_event, text) => { setTyped(text); setAt(-1); open(); }}
        />
        {value !== "" && !isDisabled && (
          <TextInputGroupUtilities><Button variant="plain" aria-label={t("tenants.clear")} icon={<TimesIcon aria-hidden="true" />} onClick={() => choose("")} /></TextInputGroupUtilities>
        )}
      </TextInputGroup>
    </MenuToggle>
  );
  return (
    <Select isOpen={isOpen} selected={value} onSelect={(_event, tenantId) => choose(String(tenantId))} onOpenChange={(opened) => { if (!opened) close(); }} toggle={toggle} variant="typeahead" shouldFocusFirstItemOnOpen={false}>
      <SelectList id={`${id}-list`} aria-label={label} className="fw-options">
        {options.map((tenant, index) => <SelectOption key={tenant.id} id={`${id}-${tenant.id}`} value={tenant.id} isFocused={index === at} isSelected={tenant.id === value}>{tenant.name}</SelectOption>)}
        {found.data && options.length === 0 && <SelectOption isDisabled>{t("tenants.none")}</SelectOption>}
        {found.data && found.data.total > options.length && <SelectOption isDisabled>{t("tenants.more", { shown: number(options.length), total: number(found.data.total) })}</SelectOption>}
        {found.isError && <SelectOption isDisabled>{t("problem.unavailable.title")}</SelectOption>}
      </SelectList>
    </Select>
  );
}
