-- The platform's table idempotency_key holds the keys of all creating calls, and by the person's id instead of the name.
drop index support_case_idempotency;
alter table support_case drop column idempotency_key;
