-- What was taken in before 1171 stands as confirmed by whoever took it in. Where nobody has touched the offer since, it stands as one that is taken in now does:
-- from the day that its file said, in nobody's name, or as confirmed by nobody. What the import says that it did follows, so that it can still be undone.
alter table samspil.offer_import_row disable trigger user;
with standing as (
	select r.tenant_id, r.import_id, r.number, o.id, f.is_dated,
		-- asked about soon, as `broughtBy` says it
		case when f.is_dated then o.confirmed_on else least(o.confirmed_on, (current_date + 13 - make_interval(months => d.rhythm_months))::date) end as counts_from
	from samspil.offer o join samspil.offer_directory d on d.tenant_id = o.tenant_id
		join samspil.offer_import_row r on r.tenant_id = o.tenant_id and r.offer_id = o.id
		cross join lateral (select coalesce(r.said->>'confirmedOn', '') <> '' as is_dated) f
	where o.source <> '' and o.confirmed_by_name <> '' and r.outcome in ('added', 'changed') and r.undone is null
		and (r.after->>'version')::integer = o.version and (r.after->>'confirmedOn')::date = o.confirmed_on and r.after->>'confirmedBy' = o.confirmed_by_name
), told as (
	update samspil.offer_import_row r set after = r.after || jsonb_build_object('confirmedBy', '', 'confirmedOn', s.counts_from)
		from standing s where r.tenant_id = s.tenant_id and r.import_id = s.import_id and r.number = s.number
)
update samspil.offer o set confirmed_by_name = '', is_confirmed = s.is_dated, confirmed_on = s.counts_from from standing s where o.tenant_id = s.tenant_id and o.id = s.id;
alter table samspil.offer_import_row enable trigger user;
