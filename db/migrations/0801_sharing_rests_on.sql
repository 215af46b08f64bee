-- R-224: what is shared of a child at a fixed time rests on a consent or another basis that is registered on the pathway and was in force
-- that day. What was written before says in words what it rested on.
alter table samspil.disclosure_basis add unique (tenant_id, id, pathway_id);
alter table samspil.sharing_point
	add consent_id uuid,
	add basis_id uuid,
	add foreign key (tenant_id, consent_id, pathway_id) references samspil.consent (tenant_id, id, pathway_id),
	add foreign key (tenant_id, basis_id, pathway_id) references samspil.disclosure_basis (tenant_id, id, pathway_id),
	add check (consent_id is null or basis_id is null);
create index sharing_point_consent on samspil.sharing_point (tenant_id, consent_id, pathway_id);
create index sharing_point_basis on samspil.sharing_point (tenant_id, basis_id, pathway_id);
grant insert (consent_id, basis_id) on samspil.sharing_point to samspil_app;

-- The rule in words is features/children/sharing.rules.ts.
create function samspil.guard_sharing() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if session_user = 'samspil_app'
		and not exists (select from samspil.consent k where k.tenant_id = new.tenant_id and k.id = new.consent_id and k.pathway_id = new.pathway_id
			and new.held_on between k.valid_from and k.valid_until
			and (k.withdrawn_at is null or new.held_on <= (k.withdrawn_at at time zone 'Europe/Copenhagen')::date))
		and not exists (select from samspil.disclosure_basis b where b.tenant_id = new.tenant_id and b.id = new.basis_id and b.pathway_id = new.pathway_id
			and new.held_on between b.valid_from and b.valid_until
			and (b.ended_at is null or new.held_on <= (b.ended_at at time zone 'Europe/Copenhagen')::date))
	then raise check_violation using message = 'what is shared of a child rests on something that was in force that day'; end if;
	return new;
end $$;
revoke all on function samspil.guard_sharing() from public;
create trigger guard_sharing before insert on samspil.sharing_point for each row execute function samspil.guard_sharing();
