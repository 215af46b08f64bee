/** A consent for somebody under 18: who may say yes, told through the door, and by PostgreSQL to whoever goes around it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { addMonths, addDays, dayOf } from '#values/day.ts';
import type { Custody } from '#features/children/custody.rules.ts';
import { ownWords, type WordsFor } from '../consent-words.ts';
import { NO_INTERPRETER } from '../interpreter.rules.ts';
import { answerRequest, askConsent } from './ask-consent.ts';
import { composeConsentText } from './compose-consent-text.ts';
import { findConsent, insertConsent, listConsents, listRecipients } from './consent.queries.ts';
import { giveConsent, type ConsentGiven } from './give-consent.ts';
import { refuseConsent } from './refuse-consent.ts';
import { insertRefusal, listRefusals } from './refusal.queries.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const database = await testDatabase();
const NOW = new Date('2026-05-04T10:00:00Z');
const TODAY = dayOf(NOW);
type Composed = Parameters<typeof composeConsentText>[0];
const bornFor = (years: number) => addMonths(TODAY, -12 * years);

/** A pathway of somebody of so many years, with a guardian for each custody that is named. */
async function arrange(years: number, ...custodies: Custody[]) {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder, citizen, shelter } = story;
	await database.owner.query('update samspil.citizen set birth_date = $2 where id = $1', [
		citizen.citizen,
		bornFor(years)
	]);
	const guardians: string[] = [];
	for (const [index, custody] of custodies.entries()) {
		const id = randomUUID();
		guardians.push(id);
		await world.insert('guardian', {
			tenant_id: world.tenant,
			id,
			pathway_id: pathway,
			name: ['Karen', 'Mads', 'Gerda'][index],
			relation: 'familie',
			custody,
			written_by: tovholder.person,
			changed_by_name: tovholder.name
		});
	}
	const [recipient] = await world.as(tovholder).see(listRecipients(pathway));
	const wish = (change: Partial<ConsentGiven> = {}): ConsentGiven => {
		const terms = {
			id: randomUUID(),
			purpose: 'At få ro til lektier',
			categories: ['situation' as const],
			organisations: [shelter],
			fromWhom: '',
			language: 'da',
			validUntil: addDays(TODAY, 30),
			...change
		};
		const reader = terms.givenBy === 'citizen' ? 'young' : 'guardian';
		return {
			...NO_INTERPRETER,
			givenBy: 'guardian',
			givenByName: '',
			givenHow: 'paper',
			guardians,
			heard: 'Det er fint',
			unableWhy: '',
			informedAt: new Date('2026-05-04T09:00:00Z'),
			givenAt: new Date('2026-05-04T09:05:00Z'),
			told: reader === 'guardian' ? wordsTo(terms, 'child') : '',
			...terms,
			textShown: wordsTo(terms, reader)
		};
	};
	const wordsTo = (terms: Omit<Composed, 'recipients'>, who: WordsFor) =>
		composeConsentText({ ...terms, recipients: [recipient!.name] }, ownWords('da', who));
	const give = (given: ConsentGiven, who: Someone = tovholder) =>
		world.as(who).act((acting) => giveConsent(acting, pathway, given, NOW));
	/** The same, without asking the rule. */
	const force = (given: ConsentGiven) =>
		world.as(tovholder).act((acting) =>
			acting.run(
				insertConsent({
					...given,
					pathway,
					toldShown: given.told,
					reader: 'guardian',
					validFrom: TODAY,
					registeredByName: tovholder.name
				})
			)
		);
	return { world, ...story, guardians, wish, wordsTo, give, force };
}

test('L-3 both with shared custody say yes for a child: their names are kept, and the partner reads neither them nor the child’s words', async () => {
	const { world, pathway, tovholder, helper, wish, give } = await arrange(13, 'shared', 'shared');
	const given = wish();
	expect(given.textShown).toContain('forældremyndighed');
	expect(await give(given)).toEqual({ ok: true, value: given.id });
	expect(await give(given)).toEqual({ ok: true, value: given.id });
	const kept = async (who: Someone) => (await world.as(who).see(findConsent(pathway, given.id)))[0];
	expect(await kept(tovholder)).toMatchObject({
		givenByName: 'Karen, Mads',
		guardians: given.guardians,
		heard: 'Det er fint',
		// What the child was told is kept as it was told.
		toldShown: expect.stringContaining('Nogle voksne vil gerne'),
		reader: 'guardian'
	});
	const other = wish({ told: `${given.told} Og mere.` });
	expect(await give(other)).toMatchObject({ reason: 'other-words-shown' });
	expect(await kept(helper)).toMatchObject({
		purpose: given.purpose,
		givenByName: '',
		guardians: [],
		heard: '',
		toldShown: ''
	});
	expect(await give({ ...given, heard: 'Nej' })).toMatchObject({
		reason: 'sent-before',
		saved: { heard: 'Det er fint' }
	});
});

test('L-3 a yes of somebody who cannot say it is refused by the rule, and by PostgreSQL', async () => {
	const child = await arrange(13, 'shared', 'shared', 'none');
	const [karen, mads, gerda] = child.guardians as [string, string, string];
	const both = { guardians: [karen, mads] };
	const wrong = [
		['guardians-say-it', { givenBy: 'citizen', givenByName: 'Amina' }],
		['all-with-custody-say-it', { guardians: [karen] }],
		['without-custody', { guardians: [karen, mads, gerda] }],
		['without-custody', { guardians: [karen, mads, randomUUID()] }],
		['without-custody', { guardians: [] }],
		['child-not-heard', { ...both, heard: '' }],
		['runs-past-the-birthday', { ...both, validUntil: '2027-05-04', givenAt: NOW }]
	] as const;
	// Born so that 15 is reached within the year.
	await database.owner.query('update samspil.citizen set birth_date = $2 where id = $1', [
		child.citizen.citizen,
		addDays(bornFor(15), 100)
	]);
	for (const [reason, change] of wrong) {
		const given = child.wish({ ...both, ...change });
		expect(await child.give(given), reason).toEqual({ ok: false, reason });
		await expect(child.force(given), reason).rejects.toMatchObject({ code: '23514' });
	}
	// Guardians of another pathway are nobody here.
	const other = await arrange(13, 'sole');
	await expect(child.force(child.wish({ guardians: other.guardians }))).rejects.toMatchObject({
		code: '23514'
	});
	expect(await child.give(child.wish(both))).toMatchObject({ ok: true });
});

test('L-3 where one of two with shared custody is not written down nobody says yes; alone, one does', async () => {
	const half = await arrange(9, 'shared');
	expect(await half.give(half.wish())).toMatchObject({ reason: 'custody-not-known' });
	await expect(half.force(half.wish())).rejects.toMatchObject({ code: '23514' });
	const guarded = await arrange(9, 'shared', 'appointed');
	expect(await guarded.give(guarded.wish())).toMatchObject({ reason: 'custody-not-known' });
	await expect(guarded.force(guarded.wish())).rejects.toMatchObject({ code: '23514' });
	const alone = await arrange(9, 'sole', 'none');
	const given = alone.wish({ guardians: [alone.guardians[0]!], heard: '' });
	expect(await alone.give(given)).toMatchObject({ ok: true });
});

test('L-3, L-4 from 15 the young person says it in words for the young; others only where it says why', async () => {
	const young = await arrange(15, 'shared', 'shared');
	const own = young.wish({ givenBy: 'citizen', givenByName: 'Amina', guardians: [], heard: '' });
	expect(own.textShown).toContain('nogle voksne må fortælle hinanden');
	expect(await young.give(own)).toMatchObject({ ok: true });
	const others = young.wish();
	expect(await young.give(others)).toMatchObject({ reason: 'young-person-says-it' });
	await expect(young.force(others)).rejects.toMatchObject({ code: '23514' });
	const unable = young.wish({ unableWhy: 'Kan ikke forstå, hvad det gælder' });
	expect(await young.give(unable)).toMatchObject({ ok: true });
	// Words for somebody else are other words.
	const grown = young.wish({ givenBy: 'citizen', givenByName: 'Amina', guardians: [] });
	expect(await young.give({ ...grown, textShown: unable.textShown })).toMatchObject({
		reason: 'other-words-shown'
	});
});

test('L-3 a child of under 15 is not asked on its own page; a young person is, and answers', async () => {
	const ask = (story: Awaited<ReturnType<typeof arrange>>, id: string) => {
		const validUntil = addDays(dayOf(new Date()), 30);
		const { purpose, categories, organisations, textShown } = story.wish({
			givenBy: 'citizen',
			validUntil
		});
		const wish = { id, purpose, categories, organisations, textShown };
		return story.world
			.as(story.tovholder, dayOf(new Date()))
			.act((acting) =>
				askConsent(acting, story.pathway, { ...wish, validUntil, fromWhom: '', language: 'da' })
			);
	};
	expect(await ask(await arrange(14, 'sole'), randomUUID())).toMatchObject({
		reason: 'guardians-say-it'
	});
	const young = await arrange(16);
	const id = randomUUID();
	expect(await ask(young, id)).toMatchObject({ ok: true });
	const yes = () =>
		young.world
			.as(young.citizen)
			.act((acting) => answerRequest(acting, id, { answer: 'yes', shownAt: NOW }, new Date()));
	// Found to be younger meanwhile: nobody of 14 says yes alone.
	const born = (years: number) =>
		database.owner.query(
			`update samspil.citizen set birth_date = current_date - $2 * 366 where id = $1`,
			[young.citizen.citizen, years]
		);
	await born(13);
	expect(await yes()).toMatchObject({ reason: 'guardians-say-it' });
});

test('L-3 one with custody says no for a child, or the child does; somebody without custody does not', async () => {
	const { world, pathway, tovholder, guardians, wish, wordsTo } = await arrange(
		13,
		'shared',
		'none'
	);
	const no = (change: Partial<ConsentGiven>, said: { note?: string; textShown?: string } = {}) => {
		const { givenBy, givenByName, ...terms } = wish(change);
		const refusal = {
			...terms,
			refusedBy: givenBy,
			refusedByName: givenByName,
			refusedOn: TODAY,
			note: '',
			...said
		};
		return {
			said: () => world.as(tovholder).act((acting) => refuseConsent(acting, pathway, refusal)),
			forced: () =>
				world
					.as(tovholder)
					.act((acting) =>
						acting.run(insertRefusal(pathway, { ...refusal, refusedByName: 'x' }, tovholder.name))
					)
		};
	};
	const aunt = no({ guardians: [guardians[1]!] });
	expect(await aunt.said()).toMatchObject({ reason: 'without-custody' });
	await expect(aunt.forced()).rejects.toMatchObject({ code: '23514' });
	expect(await no({ guardians: [guardians[0]!] }).said()).toMatchObject({ ok: true });
	const own = no({ givenBy: 'citizen', givenByName: 'Amina', guardians: [] });
	expect(await own.said()).toMatchObject({ ok: true });
	// A child that was told says no to that; the words for its parents were not its own.
	const told = wish();
	const heard = 'Jeg vil ikke. '.repeat(140).trim();
	const terms = { id: told.id, givenBy: 'citizen' as const, guardians: [], heard };
	const childs = no(terms, { note: 'n'.repeat(2000), textShown: wordsTo(told, 'child') });
	expect(await childs.said()).toMatchObject({ ok: true });
	const theirs = no({ ...terms, id: randomUUID() }, { textShown: told.textShown });
	expect(await theirs.said()).toMatchObject({ reason: 'other-words-shown' });
	const refusals = await world.as(tovholder).see(listRefusals(pathway));
	expect(refusals.map(({ refusedByName }) => refusedByName).sort()).toEqual([
		'Amina',
		'Amina Andersen',
		'Karen'
	]);
	expect(refusals.find(({ id }) => id === told.id)).toMatchObject({ heard, refusedBy: 'citizen' });
});

test('L-3 one with custody stops it, and so does the young person themselves; it is kept who said it', async () => {
	const { world, pathway, tovholder, citizen, helper, wish, give } = await arrange(
		13,
		'shared',
		'shared'
	);
	const [first, second] = [wish(), wish()];
	await give(first);
	await give(second);
	await world
		.as(tovholder)
		.act((acting) => withdrawConsent(acting, first.id, 1, { by: 'guardian', name: 'Mads' }));
	await world.as(citizen).act((acting) => withdrawConsent(acting, second.id, 1));
	const stopped = (await world.as(tovholder).see(listConsents(pathway))).map(
		({ id, withdrawnBy, stoppedBy }) => ({ id, withdrawnBy, stoppedBy })
	);
	expect(stopped).toContainEqual({ id: first.id, withdrawnBy: tovholder.name, stoppedBy: 'Mads' });
	expect(stopped).toContainEqual({ id: second.id, withdrawnBy: citizen.name, stoppedBy: '' });
	expect((await world.as(helper).see(listConsents(pathway))).map(({ id }) => id)).not.toContain(
		first.id
	);
});
