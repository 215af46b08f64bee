-- The words of a consent in a language that Samspil does not come with: a translation that somebody has reviewed, loaded by whoever
-- runs the installation (scripts/load-consent-language.ts). It says nothing of anybody, and everybody may read it.
create table samspil.consent_words (
	language text primary key check (language ~ '^[a-z]{2,3}$' and language not in ('da', 'en')),
	name text not null check (name <> '' and length(name) <= 100),
	direction text not null check (direction in ('ltr', 'rtl')),
	words jsonb not null,
	reviewed_by text not null check (reviewed_by <> '' and length(reviewed_by) <= 200),
	reviewed_on date not null,
	loaded_at timestamptz not null default now()
);
alter table samspil.consent_words enable row level security;
create policy anybody on samspil.consent_words for select to samspil_app using (true);
grant select on samspil.consent_words to samspil_app;
