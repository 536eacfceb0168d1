-- The words of a release, for the search. Like the release itself they belong to no tenant. Rows are written once per
-- release and per way of cutting texts into words, by the first pod that has both.
create table content_search (
    release text not null references content_release (version) on delete cascade,
    tokens integer not null,
    language text not null,
    id text not null,
    kind text not null,
    vector tsvector not null,
    primary key (release, tokens, language, id)
);

create index content_search_vector on content_search using gin (vector);
