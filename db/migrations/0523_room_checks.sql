-- R-164: what whoever convenes a meeting sees to about the room, ticked as it is done.
alter table samspil.meeting add column room_ready text[] not null default '{}'
	check (room_ready <@ array['booked', 'seats', 'refreshments', 'copies']);
