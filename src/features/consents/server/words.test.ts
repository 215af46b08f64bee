/** A consent in a language that was loaded: in its own words, kept as they were shown (L-4, L-27). */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { keepLanguage } from '#server/consent-language.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { readWords } from '../consent-words.ts';
import { BY_THEMSELVES } from '../giver.rules.ts';
import { NO_INTERPRETER } from '../interpreter.rules.ts';
import { weighLanguage, type LoadedLanguage } from '../loaded-language.rules.ts';
import { composeConsentText } from './compose-consent-text.ts';
import { findConsent, listRecipients } from './consent.queries.ts';
import { giveConsent } from './give-consent.ts';
import { listLoadedLanguages } from './words.queries.ts';

const database = await testDatabase();

const file: LoadedLanguage = {
	language: 'ar',
	name: 'العربية',
	direction: 'rtl',
	reviewedBy: 'Rana Reviewer',
	reviewedOn: '2026-03-01',
	words: {
		yes: 'أوافق',
		purpose: 'الغرض: {purpose}',
		categories: 'المعلومات:',
		category: Object.fromEntries(
			CATEGORIES.map((each) => [each, `فئة ${each}`])
		) as LoadedLanguage['words']['category'],
		recipients: 'الجهات:',
		fromWhom: 'من: {fromWhom}',
		until: 'حتى {day}',
		stop: 'يمكنني التوقف',
		look: 'يمكنني أن أرى'
	}
};

test('L-27 a file is loaded whole, with who reviewed it and when, or not at all', () => {
	expect(weighLanguage(file)).toEqual({ ok: true, value: file });
	const lacks = (change: object) => {
		const weighed = weighLanguage({ ...file, ...change });
		return weighed.ok ? [] : weighed.lacks;
	};
	expect(lacks({ reviewedBy: '' })).toEqual(['reviewedBy']);
	expect(lacks({ reviewedOn: 'i går' })).toEqual(['reviewedOn']);
	expect(lacks({ language: 'da' })).toEqual(['language']);
	expect(lacks({ words: { ...file.words, until: 'حتى' } })).toEqual(['words.until']);
	expect(
		lacks({ words: { ...file.words, category: { ...file.words.category, work: ' ' } } })
	).toEqual(['words.category.work']);
	expect(weighLanguage(null).ok).toBe(false);
	expect(weighLanguage('words').ok).toBe(false);
});

test('a consent is given in the words that were loaded, and keeps them when the language is loaded anew', async () => {
	const world = await newWorld(database);
	const { tovholder, citizen, pathway, shelter } = await world.coordinatedPathway();
	const [recipient] = await world.as(tovholder).see(listRecipients(pathway));
	const terms = {
		purpose: 'At finde et hjem',
		categories: ['housing' as const],
		fromWhom: 'kommunen',
		validUntil: '2026-12-31' as const
	};
	const text = composeConsentText(
		{ ...terms, recipients: [recipient!.name] },
		readWords(file.words)!
	);
	expect(text).toContain('حتى 31.12.2026');
	expect(text).toContain('الغرض: At finde et hjem');
	const given = {
		...terms,
		...NO_INTERPRETER,
		...BY_THEMSELVES,
		id: randomUUID(),
		organisations: [shelter],
		language: 'ar',
		textShown: text,
		told: '',
		givenBy: 'guardian' as const,
		givenByName: 'Amal Andersen',
		unableWhy: 'Værge, Familieretshuset 3. marts 2024',
		givenHow: 'paper' as const,
		informedAt: new Date('2026-05-04T08:00:00Z'),
		givenAt: new Date('2026-05-04T08:05:00Z')
	};
	const give = () =>
		world
			.as(tovholder)
			.act((acting) => giveConsent(acting, pathway, given, new Date('2026-05-04T09:00:00Z')));
	expect(await give()).toMatchObject({ reason: 'no-such-language' });
	await keepLanguage(database.owner, file);
	expect(await give()).toMatchObject({ ok: true });
	await keepLanguage(database.owner, { ...file, words: { ...file.words, yes: 'نعم' } });
	const [kept] = await world.as(citizen).see(findConsent(pathway, given.id));
	expect(kept).toMatchObject({ textShown: text, language: 'ar', givenBy: 'guardian' });
	expect(await world.as(citizen).see(listLoadedLanguages())).toMatchObject([
		{ language: 'ar', direction: 'rtl', reviewedBy: 'Rana Reviewer' }
	]);
	await expect(database.pools.app.query('delete from samspil.consent_words')).rejects.toThrow(
		/permission denied/
	);
});
