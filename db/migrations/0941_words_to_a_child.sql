-- What is said of a child is kept as it was said: the words that were told beside a yes, for whom the words were, and what the child says
-- where the answer is no.

alter table samspil.consent
	-- what a child was told that others answered for; empty where nothing was
	add told_shown text not null default '' check (length(told_shown) <= 20000),
	-- for whom the words that were shown are; null: an adult about themselves, before there were others
	add reader text check (reader in ('citizen', 'young', 'guardian'));
grant insert (told_shown, reader) on samspil.consent to samspil_app;
update samspil.consent set reader = 'guardian' where guardians <> '{}';

create or replace view samspil.consent_of_child_in_full with (security_barrier) as
	select k.tenant_id, k.id, k.pathway_id, k.guardians, k.heard, k.unable_why, k.withdrawn_said_by, k.withdrawn_said_by_name,
		k.told_shown, k.reader
	from samspil.consent k
	where k.tenant_id = samspil.visited_tenant() and k.pathway_id = any ((select samspil.my_whole_pathways())::uuid[]);

alter table samspil.consent_refusal
	-- what the child says to it, whoever says no
	add heard text not null default '' check (length(heard) <= 2000);
grant insert (heard) on samspil.consent_refusal to samspil_app;
