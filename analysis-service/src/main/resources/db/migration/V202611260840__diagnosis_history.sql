-- The history of a case shows what each diagnosis said without reading its document. Rows from before this have neither.
alter table diagnosis add column verdict_class text;
alter table diagnosis add column confidence double precision;
create index diagnosis_history on diagnosis (case_id, created_at desc);
