import { FormSelect, FormSelectOption } from "@patternfly/react-core";
import { useSearchParams } from "react-router";

/** Filters that stand in the address; an empty value means "any" and stands nowhere. */
export function useFilters() {
  const [query, setQuery] = useSearchParams();
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value);
    else next.delete(name);
    setQuery(next, { replace: true, preventScrollReset: true });
  };
  return { query, get: (name: string) => query.get(name) ?? "", set, clear: () => setQuery({}, { replace: true }), isAny: [...query.keys()].length === 0 };
}

/** One of some values, or any. */
export function Choice({ label, value, any, options, onChoose }: {
  label: string; value: string; any: string; options: readonly (readonly [value: string, words: string])[]; onChoose: (value: string) => void;
}) {
  return (
    <label className="fw-filter">
      <span>{label}</span>
      <FormSelect value={value} onChange={(_event, chosen) => onChoose(chosen)} aria-label={label}>
        <FormSelectOption value="" label={any} />
        {options.map(([one, words]) => <FormSelectOption key={one} value={one} label={words} />)}
      </FormSelect>
    </label>
  );
}
