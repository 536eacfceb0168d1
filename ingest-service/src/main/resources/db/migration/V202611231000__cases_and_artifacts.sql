create table support_case (
    id uuid primary key,
    provider_id uuid not null,
    tenant_id uuid not null,
    tenant_name text not null,
    number text not null,
    title text not null,
    created_at timestamp with time zone not null,
    created_by text not null,
    idempotency_key text,
    set_version bigint not null default 0,
    unique (provider_id, number)
);

create unique index support_case_idempotency on support_case (tenant_id, created_by, idempotency_key);

alter table support_case enable row level security;
alter table support_case force row level security;
create policy support_case_scope on support_case
    using (firewitness_in_scope(provider_id, tenant_id))
    with check (firewitness_in_scope(provider_id, tenant_id));

create table artifact (
    id uuid primary key,
    provider_id uuid not null,
    tenant_id uuid not null,
    case_id uuid not null references support_case (id) on delete cascade,
    name text not null,
    bytes bigint not null check (bytes >= 0),
    state text not null,
    kind text not null,
    format text,
    sha256 text,
    reason_code text,
    duplicate_of_case uuid,
    duplicate_of_artifact uuid,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone
);

create index artifact_case on artifact (case_id, created_at);
create index artifact_content on artifact (tenant_id, sha256);

alter table artifact enable row level security;
alter table artifact force row level security;
create policy artifact_scope on artifact
    using (firewitness_in_scope(provider_id, tenant_id))
    with check (firewitness_in_scope(provider_id, tenant_id));
