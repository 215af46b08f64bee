-- What we say ourselves is not written down in the writer's language. Where a row holds nothing, it is said in the language of
-- whoever reads it: the citizen who is on a meeting's list or has a task, why the citizen and the tovholder are there, and
-- the task of explaining what the meeting decided.

alter table samspil.meeting_participant drop constraint meeting_participant_name_check;
alter table samspil.meeting_participant drop constraint meeting_participant_reason_check;
update samspil.meeting_participant set name = '' where kind = 'citizen' and name in ('Borgeren', 'The citizen');
update samspil.meeting_participant set reason = '' where kind = 'citizen'
	and reason in ('Mødet handler om borgerens liv', 'The meeting is about the citizen’s life');
update samspil.meeting_participant set reason = '' where kind = 'person' and reason in ('Tovholder. Leder mødet', 'Tovholder. Leads the meeting');
alter table samspil.meeting_participant
	add constraint meeting_participant_name_check check ((name <> '' or kind = 'citizen') and length(name) <= 200),
	-- R-160: a reason is written for everybody but the citizen and the one who convenes
	add constraint meeting_participant_reason_check check ((reason <> '' or kind in ('citizen', 'person')) and length(reason) <= 500);

alter table samspil.task drop constraint task_title_check;
update samspil.task set responsible_name = '' where for_citizen and responsible_name in ('Borgeren', 'The citizen');
update samspil.task set title = '' where meeting_id is not null and agenda_item_id is null
	and title in ('Forklar borgeren, hvad beslutningerne på mødet betyder', 'Explain to the citizen what the decisions of the meeting mean');
alter table samspil.task
	add constraint task_title_check check ((title <> '' or (meeting_id is not null and agenda_item_id is null)) and length(title) <= 300);
