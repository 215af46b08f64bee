-- R-087: that a plan is none of the kinds that the framework names is an answer too, and a new edition begins with it. It is no part of what
-- the edition says: its hash is what it was.
alter table samspil.pathway_plan add is_of_no_type boolean not null default false check (not is_of_no_type or plan_type = '');
grant insert (is_of_no_type) on samspil.pathway_plan to samspil_app;
