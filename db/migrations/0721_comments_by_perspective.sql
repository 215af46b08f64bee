-- From where somebody looks at what they say of a theory of change (R-193): a key of `PERSPECTIVES`.
alter table samspil.document_comment add perspective text
	check (perspective in ('staff', 'volunteer', 'manager', 'audience', 'other'));
