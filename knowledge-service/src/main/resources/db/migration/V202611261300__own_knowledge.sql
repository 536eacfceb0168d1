-- What a provider knows besides the published content: notes, devices, and what is different for one of its tenants.
-- tenant_id says who may see a row, so that the one policy of all tables decides it and no query has to:
--   the provider's own id: the provider's people only (no tenant has that id),
--   a tenant's id: that tenant too,
--   all zeros: every tenant of the provider, in a transaction that asks for it.
-- Which tenant a row is about stands in concerns.
create table own_entry (
    id uuid primary key,
    provider_id uuid not null,
    tenant_id uuid not null,
    concerns uuid,
    kind text not null check (kind in ('note', 'device', 'override')),
    fact jsonb not null,
    version integer not null,
    deleted boolean not null,
    created_at timestamp with time zone not null,
    created_by text not null,
    changed_at timestamp with time zone not null,
    changed_by text not null,
    check (kind <> 'override' or concerns is not null)
);

create index own_entry_order on own_entry (provider_id, changed_at desc, id desc);
create unique index own_entry_one_override on own_entry (provider_id, concerns) where kind = 'override' and not deleted;

-- Who did what when, and what was there before. Written in the transaction of the change and never altered. It is for the
-- provider's people only, also where the entry is shared now: it may not always have been.
create table own_change (
    entry_id uuid not null references own_entry (id),
    version integer not null,
    provider_id uuid not null,
    tenant_id uuid not null check (tenant_id = provider_id),
    act text not null check (act in ('created', 'changed', 'deleted', 'restored')),
    at timestamp with time zone not null,
    by text not null,
    before jsonb,
    primary key (entry_id, version)
);

alter table own_entry enable row level security;
alter table own_entry force row level security;
create policy own_entry_scope on own_entry
    using (firewitness_in_scope(provider_id, tenant_id))
    with check (firewitness_in_scope(provider_id, tenant_id));

alter table own_change enable row level security;
alter table own_change force row level security;
create policy own_change_scope on own_change
    using (firewitness_in_scope(provider_id, tenant_id))
    with check (firewitness_in_scope(provider_id, tenant_id));
