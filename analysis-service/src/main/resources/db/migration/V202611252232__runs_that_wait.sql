-- Runs of a tenant that are not over are counted whenever one is queued.
create index analysis_waiting on analysis (tenant_id) where state in ('QUEUED', 'RUNNING');
