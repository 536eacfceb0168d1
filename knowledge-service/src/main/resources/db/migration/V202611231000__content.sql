-- The content of one release, loaded at start. It is the same for everybody and belongs to no tenant, so it needs no
-- row-level policy; what a provider adds of its own will be kept apart from it.
create table content_entry (
    kind text not null,
    id text not null,
    position int not null,
    document text not null,
    primary key (kind, id)
);

create table content_version (
    only_one boolean primary key default true check (only_one),
    version text not null
);
