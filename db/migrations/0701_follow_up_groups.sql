-- R-230: a collaboration can have a follow-up group beside its steering group, with meetings of its own. The project leader need not sit
-- in it, and is seated in the other two alone (0055).
alter table samspil.group_member drop constraint group_member_group_kind_check,
	add constraint group_member_group_kind_check check (group_kind in ('steering', 'project', 'follow-up'));
alter table samspil.meeting_series drop constraint meeting_series_group_kind_check,
	add constraint meeting_series_group_kind_check check (group_kind in ('steering', 'project', 'follow-up', 'network'));
