-- Changes of a deployment's settings are operations too, so that it is known who changed what.
alter table operation drop constraint operation_kind;
alter table operation add constraint operation_kind check (kind in ('import', 'import-rows', 'train', 'deploy', 'change-deployment', 'delete-deployment', 'swap-deployments', 'delete-project', 'export', 'load-snapshot'));
