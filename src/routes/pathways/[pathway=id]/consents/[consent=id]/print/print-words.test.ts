/** A consent on paper: the words that were signed or told, and no others under a name that has not reviewed them. */
import { expect, test } from 'vitest';
import { CATEGORIES } from '#features/pathways/category.rules.ts';
import { keepLanguage } from '#server/consent-language.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY } from '#server/database/test-world.ts';
import { load } from './+page.server.ts';

const database = await testDatabase();
const said = (who: string) => ({ yes: `yes ${who}`, stop: `stop ${who}`, look: `look ${who}` });
const words = {
	...said('adult'),
	purpose: 'for {purpose}',
	categories: 'what',
	category: Object.fromEntries(CATEGORIES.map((each) => [each, each])) as Record<
		(typeof CATEGORIES)[number],
		string
	>,
	recipients: 'whom',
	fromWhom: 'from {fromWhom}',
	until: 'until {day}'
};
const file = {
	direction: 'rtl' as const,
	reviewedBy: 'Rana Reviewer',
	reviewedOn: '2026-03-01'
};

/** A consent of which the words were kept as `kept` says, on paper. */
async function arrange(kept: { reader: string | null; told: string; language: string }) {
	await keepLanguage(database.owner, { ...file, language: 'ar', name: 'Arabic', words });
	const children = { guardian: said('guardian'), young: said('young'), child: said('child') };
	await keepLanguage(database.owner, {
		...file,
		language: 'fa',
		name: 'Farsi',
		words: { ...words, children }
	});
	const world = await newWorld(database);
	const { pathway, consent, tovholder } = await world.coordinatedPathway();
	await database.owner.query(
		'update samspil.consent set reader = $2, told_shown = $3, language = $4 where id = $1',
		[consent, kept.reader, kept.told, kept.language]
	);
	const locals = { read: world.as(tovholder).read, today: TODAY };
	return (language?: string) => {
		const url = new URL(`http://samspil.test/${language ? `?in=${language}` : ''}`);
		return load({ locals, params: { pathway, consent }, url } as unknown as Parameters<
			typeof load
		>[0]) as Promise<{
			text: string;
			told: unknown;
			others: { language: string }[];
		}>;
	};
}

test('L-27 a consent for a child is shown in no language that has no words for it', async () => {
	const paper = await arrange({ reader: 'guardian', told: '', language: 'da' });
	const offered = (await paper()).others.map(({ language }) => language);
	expect(offered).toContain('fa');
	expect(offered).not.toContain('ar');
	await expect(paper('ar')).rejects.toMatchObject({ status: 404 });
	expect((await paper('fa')).text).toContain('stop guardian');
	const adult = await arrange({ reader: 'citizen', told: '', language: 'da' });
	expect((await adult('ar')).text).toContain('stop adult');
});

test('L-4 a consent that says nothing of its reader is an adult’s own in every language, and a young person’s keeps theirs', async () => {
	const before = await arrange({ reader: null, told: '', language: 'da' });
	expect((await before('fa')).text).toContain('stop adult');
	const young = await arrange({ reader: 'young', told: '', language: 'da' });
	expect((await young('fa')).text).toContain('stop young');
});

test('L-17 what a child was told is on paper as it was told, in its language, and only where it was told', async () => {
	const told = await arrange({ reader: 'guardian', told: 'told child', language: 'fa' });
	for (const language of [undefined, 'en'])
		expect((await told(language)).told).toEqual({
			text: 'told child',
			language: 'fa',
			direction: 'rtl'
		});
	const untold = await arrange({ reader: 'guardian', told: '', language: 'da' });
	expect((await untold()).told).toBeFalsy();
});
