-- Rule packs for the engine: the same for every provider and tenant, so there is no row-level policy here. A pack is written once,
-- as it was signed, and never changed; which one is in use is the last choice, so that going back is a choice like any other.
create table rule_pack (
    version text primary key,
    document text not null,
    sha256 text not null,
    key_id text not null,
    imported_at timestamp with time zone not null,
    imported_by text not null
);

create table rule_pack_choice (
    id bigint generated always as identity primary key,
    version text references rule_pack (version),
    chosen_at timestamp with time zone not null,
    chosen_by text not null
);
