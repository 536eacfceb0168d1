-- Files of a tenant that wait for their inspection are counted whenever one is complete.
create index artifact_inspecting on artifact (tenant_id) where state = 'INSPECTING';
