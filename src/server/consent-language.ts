/** Keeps the words of a consent in another language: for whoever runs the installation, with all rights. */
import type { Client } from 'pg';

/** A language as its file says it. */
export type LanguageFile = {
	language: string;
	name: string;
	direction: 'ltr' | 'rtl';
	words: object;
	reviewedBy: string;
	reviewedOn: string;
};

/** The same language again replaces it. */
export const keepLanguage = (client: Pick<Client, 'query'>, file: LanguageFile) =>
	client.query(
		`insert into samspil.consent_words (language, name, direction, words, reviewed_by, reviewed_on) values ($1, $2, $3, $4, $5, $6)
		on conflict (language) do update set name = excluded.name, direction = excluded.direction, words = excluded.words,
			reviewed_by = excluded.reviewed_by, reviewed_on = excluded.reviewed_on, loaded_at = now()`,
		[
			file.language,
			file.name,
			file.direction,
			JSON.stringify(file.words),
			file.reviewedBy,
			file.reviewedOn
		]
	);
