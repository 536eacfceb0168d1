-- With each new event those of the tenant that are older than a month are forgotten.
create index received_event_age on received_event (tenant_id, received_at);
