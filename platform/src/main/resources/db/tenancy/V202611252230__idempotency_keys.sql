-- Which resource a creating call with Idempotency-Key made; the key counts per tenant, operation and person.
create table idempotency_key (
    provider_id uuid not null,
    tenant_id uuid not null,
    operation text not null,
    caller text not null,
    key text not null,
    content_sha256 text not null,
    resource_id uuid not null,
    created_at timestamp with time zone not null,
    primary key (tenant_id, operation, caller, key)
);

create index idempotency_key_age on idempotency_key (tenant_id, created_at);

alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy idempotency_key_scope on idempotency_key
    using (firewitness_in_scope(provider_id, tenant_id))
    with check (firewitness_in_scope(provider_id, tenant_id));
