-- Every service's first migration: the one predicate that all row-level policies use.
-- The settings are local to a transaction; where none is set the predicate is never true, so a transaction that forgot
-- to say for whom it works sees zero rows. '*' stands for all tenants of the provider.
create function firewitness_in_scope(row_provider uuid, row_tenant uuid) returns boolean
    language sql stable parallel safe
    return row_provider = nullif(current_setting('firewitness.provider_id', true), '')::uuid
        and row_tenant = case current_setting('firewitness.tenant_id', true)
            when '*' then row_tenant
            else nullif(current_setting('firewitness.tenant_id', true), '')::uuid
        end;
