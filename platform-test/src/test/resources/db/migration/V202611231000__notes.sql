create table note (
    id uuid primary key,
    provider_id uuid not null,
    tenant_id uuid not null,
    text text not null
);

alter table note enable row level security;
alter table note force row level security;
create policy note_scope on note
    using (firewitness_in_scope(provider_id, tenant_id))
    with check (firewitness_in_scope(provider_id, tenant_id));
