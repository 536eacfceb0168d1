create table case_view (
    id uuid primary key,
    provider_id uuid not null,
    tenant_id uuid not null,
    tenant_name text not null,
    number text not null,
    title text not null,
    created_at timestamp with time zone not null,
    created_by text not null,
    updated_at timestamp with time zone not null,
    status text not null,
    set_version bigint not null default 0,
    verdict_class text,
    confidence double precision,
    band text,
    same_attempts int,
    same_of int,
    waiting_for text
);

create index case_view_recent on case_view (provider_id, updated_at desc, id desc);

create table case_artifact (
    id uuid primary key,
    provider_id uuid not null,
    tenant_id uuid not null,
    case_id uuid not null references case_view (id) on delete cascade,
    name text not null,
    kind text not null,
    bytes bigint not null,
    is_deleted boolean not null default false
);

create index case_artifact_case on case_artifact (case_id);

create table received_event (
    id text primary key,
    provider_id uuid not null,
    tenant_id uuid not null,
    received_at timestamp with time zone not null
);

create table analysis (
    id uuid primary key,
    provider_id uuid not null,
    tenant_id uuid not null,
    case_id uuid not null references case_view (id) on delete cascade,
    set_version bigint not null,
    sequence bigint generated always as identity,
    state text not null,
    attempt int not null default 0,
    stage text,
    artifact text,
    bytes_done bigint,
    bytes_total bigint,
    percent int not null default 0,
    error_code text,
    queued_at timestamp with time zone not null,
    started_at timestamp with time zone,
    finished_at timestamp with time zone
);

create index analysis_case on analysis (case_id, sequence desc);

create table diagnosis (
    id uuid primary key,
    provider_id uuid not null,
    tenant_id uuid not null,
    case_id uuid not null references case_view (id) on delete cascade,
    analysis_id uuid not null references analysis (id) on delete cascade,
    is_current boolean not null,
    created_at timestamp with time zone not null,
    rule_pack text not null,
    sha256 text not null,
    document text not null
);

create unique index diagnosis_current on diagnosis (case_id) where is_current;

create table diagnosis_connection (
    diagnosis_id uuid not null references diagnosis (id) on delete cascade,
    provider_id uuid not null,
    tenant_id uuid not null,
    position int not null,
    connection_id text not null,
    verdict_class text not null,
    search_text text not null,
    document text not null,
    series text,
    primary key (diagnosis_id, position)
);

create index diagnosis_connection_id on diagnosis_connection (diagnosis_id, connection_id);

create table diagnosis_evidence (
    diagnosis_id uuid not null references diagnosis (id) on delete cascade,
    provider_id uuid not null,
    tenant_id uuid not null,
    position int not null,
    connection_id text,
    rule text not null,
    supports text not null,
    document text not null,
    primary key (diagnosis_id, position)
);

create table activity (
    id bigint generated always as identity primary key,
    provider_id uuid not null,
    tenant_id uuid not null,
    case_id uuid not null references case_view (id) on delete cascade,
    happened_at timestamp with time zone not null,
    message_key text not null,
    args text not null
);

create index activity_case on activity (case_id, id desc);

do $$
declare
    tenant_table text;
begin
    foreach tenant_table in array array['case_view', 'case_artifact', 'received_event', 'analysis', 'diagnosis',
                                        'diagnosis_connection', 'diagnosis_evidence', 'activity']
    loop
        execute format('alter table %I enable row level security', tenant_table);
        execute format('alter table %I force row level security', tenant_table);
        execute format('create policy %I on %I using (firewitness_in_scope(provider_id, tenant_id))'
                       ' with check (firewitness_in_scope(provider_id, tenant_id))', tenant_table || '_scope', tenant_table);
    end loop;
end $$;
