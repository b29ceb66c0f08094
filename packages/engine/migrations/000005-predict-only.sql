-- The role that may only classify has the name that the documentation gives it.
alter table api_key drop constraint api_key_role;
update api_key set role = 'predict-only' where role = 'predict';
alter table api_key add constraint api_key_role check (role in ('owner', 'writer', 'reader', 'predict-only'));
