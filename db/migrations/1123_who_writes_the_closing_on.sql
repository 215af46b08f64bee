-- Whose words the plan for closing holds: whoever changes them goes on with them. Who only closes by it, or saves it as it stood, wrote
-- nothing of it, and what another organisation wrote stays that one's.
drop trigger note_who_goes_on on samspil.closing;
create trigger note_who_goes_on before update on samspil.closing for each row
	when (old.closed_at is null and (new.ground, new.ground_note, new.criteria, new.plan, new.citizen_part, new.citizen_note, new.told_outside)
		is distinct from (old.ground, old.ground_note, old.criteria, old.plan, old.citizen_part, old.citizen_note, old.told_outside))
	execute function samspil.note_organisation('written_by_organisation_id');
