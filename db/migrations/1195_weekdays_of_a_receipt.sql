-- L-16: which days were weekdays when a receipt was sent stays with the notification, so that a setting that is changed later counts no closed clock
-- anew. Null while nobody has written that it was sent: then the setting of now counts.
alter table samspil.outside_notification add receipted_saturdays boolean;
-- Also of pathways that are closed. What was sent before anybody had said that a Saturday counts was sent by five days a week.
alter table samspil.outside_notification disable trigger user;
update samspil.outside_notification n set receipted_saturdays = exists (select from samspil.notification_setting g
		where g.tenant_id = n.tenant_id and g.saturdays and n.receipted_on >= (g.changed_at at time zone 'Europe/Copenhagen')::date)
	where n.receipted_on is not null;
alter table samspil.outside_notification enable trigger user;
alter table samspil.outside_notification add constraint weekdays_of_a_receipt check ((receipted_on is null) = (receipted_saturdays is null));
create function samspil.keep_weekdays() returns trigger language plpgsql security definer set search_path = samspil, pg_temp as $$
begin
	if new.receipted_on is null then
		new.receipted_saturdays := null;
	elsif new.receipted_saturdays is null then
		new.receipted_saturdays := exists (select from samspil.notification_setting g where g.tenant_id = new.tenant_id and g.saturdays);
	end if;
	return new;
end $$;
revoke all on function samspil.keep_weekdays() from public;
create trigger keep_weekdays before insert or update of receipted_on on samspil.outside_notification for each row execute function samspil.keep_weekdays();
