/** The words of a consent in languages that were loaded. */
import { sql } from 'kysely';
import { tables } from '#server/tables.ts';

/** One language with its words. */
export const findLoadedWords = (language: string) =>
	tables
		.selectFrom('consent_words')
		.select([
			'language',
			'name',
			'direction',
			'words',
			'reviewed_by as reviewedBy',
			'reviewed_on as reviewedOn'
		])
		.where('language', '=', language);

/** What languages there are besides Samspil's own, and whether each has words for children and who answers for them. */
export const listLoadedLanguages = () =>
	tables
		.selectFrom('consent_words')
		.select([
			'language',
			'name',
			'direction',
			'reviewed_by as reviewedBy',
			'reviewed_on as reviewedOn',
			sql<boolean>`words ? 'children'`.as('speaksToChildren')
		])
		.orderBy('name')
		.limit(100);
