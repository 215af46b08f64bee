/** L-3: who hears of a consent and of another basis, by notice and by mail: nobody learns of what is not about them. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone } from '#server/database/test-world.ts';
import { BY_THEMSELVES } from '../giver.rules.ts';
import { NO_INTERPRETER } from '../interpreter.rules.ts';
import { answerRequest, askConsent } from './ask-consent.ts';
import { composeConsentText } from './compose-consent-text.ts';
import { listRecipients } from './consent.queries.ts';
import { denyToOrganisation } from './deny-sharing.ts';
import { giveConsent } from './give-consent.ts';
import { endBasis, registerBasis } from './register-basis.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const database = await testDatabase();

/** A pathway with two partners; the consents and bases are about the shelter alone, and the carpenter hears of none. */
async function arrange() {
	const world = await newWorld(database);
	const people = await world.coordinatedPathway();
	const { pathway, tovholder, shelter } = people;
	const workshop = await world.organisation('private', 'Værkstedet');
	const carpenter = await world.worker('Tom Tømrer', workshop);
	await world.partner(pathway, workshop, 'agreed', carpenter);
	await world.consent(pathway, [workshop], ['housing']);
	const named = (await world.as(tovholder).see(listRecipients(pathway)))
		.filter(({ id }) => id === shelter)
		.map(({ name }) => name);
	const terms = () => ({
		id: randomUUID(),
		purpose: 'At få styr på helbredet',
		categories: ['health' as const],
		organisations: [shelter],
		fromWhom: '',
		language: 'da',
		validUntil: '2027-05-04' as const
	});
	const words = (each: ReturnType<typeof terms>) =>
		composeConsentText({ ...each, recipients: named }, 'da');
	/** Who of them has a notice of this kind, and where each leads. */
	const told = async (kind: string) => {
		const all = [people.citizen, tovholder, people.helper, carpenter];
		const { rows } = await database.owner.query<{ person: string; path: string }>(
			'select person_id as person, path from samspil.notice where tenant_id = $1 and kind = $2',
			[world.tenant, kind]
		);
		return rows.map(({ person, path }) => [
			all.find((each) => each.person === person)?.name,
			path.replace(pathway, 'p')
		]);
	};
	/** To how many mails each of them comes. */
	const mails = async (...to: Someone[]) => {
		const { rows } = await database.owner.query<{ person: string }>(
			'select person_id as person from samspil.mail where tenant_id = $1',
			[world.tenant]
		);
		return to.map((each) => rows.filter(({ person }) => person === each.person).length);
	};
	return { ...people, world, carpenter, terms, words, told, mails };
}

test('L-3 of a yes, of one taken out and of a stop hear the citizen, the tovholder and those whom it names, and no other partner', async () => {
	const {
		world,
		pathway,
		citizen,
		tovholder,
		helper,
		shelter,
		carpenter,
		terms,
		words,
		told,
		mails
	} = await arrange();
	const given = terms();
	const now = new Date(`${TODAY}T10:00:00Z`);
	const written = {
		...given,
		...NO_INTERPRETER,
		...BY_THEMSELVES,
		givenBy: 'citizen' as const,
		givenByName: citizen.name,
		givenHow: 'paper' as const,
		informedAt: new Date(`${TODAY}T09:00:00Z`),
		givenAt: new Date(`${TODAY}T09:05:00Z`),
		textShown: words(given),
		told: ''
	};
	const done = await world
		.as(tovholder)
		.act((acting) => giveConsent(acting, pathway, written, now));
	expect(done).toMatchObject({ ok: true });
	const toBoth = [
		[citizen.name, '/me'],
		['Hans Hjælper', '/pathways/p']
	];
	expect((await told('consent-given')).sort()).toEqual(toBoth);
	expect(await mails(citizen, helper, tovholder, carpenter)).toEqual([1, 1, 0, 0]);
	await world.as(citizen).act((acting) =>
		denyToOrganisation(acting, pathway, given.id, {
			id: randomUUID(),
			organisation: shelter,
			reason: 'Ikke dem',
			saidBy: 'citizen',
			saidByName: citizen.name,
			saidOn: TODAY
		})
	);
	expect((await told('consent-narrowed')).sort()).toEqual([
		['Hans Hjælper', '/pathways/p'],
		[tovholder.name, `/pathways/p/consents/${given.id}`]
	]);
	// Those who were taken out before hear of the stop too: it named them.
	await world.as(citizen).act((acting) => withdrawConsent(acting, given.id, 1));
	expect((await told('consent-withdrawn')).sort()).toEqual([
		['Hans Hjælper', '/pathways/p'],
		[tovholder.name, `/pathways/p/consents/${given.id}`]
	]);
	expect(await mails(citizen, helper, tovholder, carpenter)).toEqual([1, 3, 2, 0]);
});

test('L-3 of one who is taken out hear the citizen, the tovholder and the one it is; the others whom the consent names hear nothing', async () => {
	const { world, pathway, citizen, tovholder, helper, shelter, carpenter, told, mails } =
		await arrange();
	const consent = await world.consent(pathway, [carpenter.organisation!, shelter], ['health']);
	const takenOut = (organisation: string) =>
		world.as(citizen).act((acting) =>
			denyToOrganisation(acting, pathway, consent, {
				id: randomUUID(),
				organisation,
				reason: '',
				saidBy: 'citizen',
				saidByName: citizen.name,
				saidOn: TODAY
			})
		);
	expect(await takenOut(shelter)).toMatchObject({ ok: true });
	const led = [tovholder.name, `/pathways/p/consents/${consent}`];
	expect((await told('consent-narrowed')).sort()).toEqual([[helper.name, '/pathways/p'], led]);
	expect(await mails(helper, tovholder, carpenter)).toEqual([1, 1, 0]);
	// Nor does whoever was stopped first hear of the next.
	expect(await takenOut(carpenter.organisation!)).toMatchObject({ ok: true });
	expect(await mails(helper, tovholder, carpenter)).toEqual([1, 2, 1]);
});

test('L-3 of the citizen’s own answer, yes or no, hears whoever asked; of a no nobody that it would have opened something to', async () => {
	const { world, pathway, citizen, tovholder, helper, carpenter, terms, words, told, mails } =
		await arrange();
	const ask = async () => {
		const wish = terms();
		await world
			.as(tovholder)
			.act((acting) => askConsent(acting, pathway, { ...wish, textShown: words(wish) }));
		return wish.id;
	};
	const no = await ask();
	const say = (id: string, answer: Parameters<typeof answerRequest>[2]) =>
		world.as(citizen).act((acting) => answerRequest(acting, id, answer, new Date()));
	for (const _ of ['once', 'twice'])
		expect(await say(no, { answer: 'no', note: 'Min egen sag' })).toMatchObject({ ok: true });
	expect(await told('consent-refused')).toEqual([[tovholder.name, '/pathways/p/consents']]);
	// the citizen was asked
	expect(await mails(citizen, tovholder, helper)).toEqual([1, 1, 0]);
	await say(await ask(), { answer: 'yes', shownAt: new Date() });
	expect((await told('consent-given')).map(([name]) => name).sort()).toEqual(
		[helper.name, tovholder.name].sort()
	);
	expect(await mails(citizen, tovholder, helper, carpenter)).toEqual([2, 2, 1, 0]);
});

test('L-1 of another basis and its end hear the citizen and the partner that it is for, and no other', async () => {
	const { world, pathway, citizen, tovholder, helper, shelter, carpenter, told, mails } =
		await arrange();
	const basis = randomUUID();
	const wish = {
		id: basis,
		kind: 'vital-interest' as const,
		provision: '',
		reason: 'Er ikke set i tre dage',
		categories: ['health' as const],
		organisation: shelter,
		decidedByName: 'Lene Leder',
		decidedOn: TODAY,
		validFrom: TODAY,
		validUntil: '2026-05-06' as const,
		citizenPart: 'told' as const,
		citizenNote: ''
	};
	await world.as(tovholder).act((acting) => registerBasis(acting, pathway, wish));
	await world.as(tovholder).act((acting) => endBasis(acting, pathway, basis, 1));
	for (const kind of ['basis-registered', 'basis-ended'])
		expect((await told(kind)).map(([name]) => name).sort(), kind).toEqual(
			[citizen.name, helper.name].sort()
		);
	expect(await mails(citizen, helper, tovholder, carpenter)).toEqual([2, 2, 0, 0]);
});
