-- Published knowledge: the same for every provider and tenant, so there is no row-level policy here. Nothing private may
-- enter these tables. A release is written once, under its version, and never changed; several releases stand side by side
-- while pods of two versions run.
create table content_release (
    version text primary key,
    loaded_at timestamp with time zone not null
);

create table content_item (
    release text not null references content_release (version) on delete cascade,
    kind text not null,
    id text not null,
    position integer not null,
    body jsonb not null,
    primary key (release, kind, id)
);

-- What they replace held one release only, which two versions side by side would have overwritten in turn. Its rows came
-- from the content files and are written again at the next start.
drop table content_entry;
drop table content_version;
