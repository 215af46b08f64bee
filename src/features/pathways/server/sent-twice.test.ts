/** The same form twice, by a double click or the browser's way back: done once; with another text, nothing is lost. */
import { expect, test } from 'vitest';
import { giveConsent } from '#features/consents/server/give-consent.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { tellOwnWords } from '#features/citizens/server/tell-own-words.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY } from '#server/database/test-world.ts';
import type { Acting } from '#server/acting.ts';
import { appointTovholder } from './appoint-tovholder.ts';
import { listEntries, listWords } from './entry.queries.ts';
import { askPartner, endPartner, planPartner, withdrawQuestion } from './involve-partner.ts';
import { findPartner, listPartners } from './partner.queries.ts';
import { registerNeed } from './register-need.ts';
import { rewriteEntry } from './rewrite-entry.ts';
import { listHolders } from './tovholder.queries.ts';
import { writeEntry } from './write-entry.ts';
import { writeOwnWords } from './write-own-words.ts';
import { BY_THEMSELVES } from '#features/consents/giver.rules.ts';
import { NO_INTERPRETER } from '#features/consents/interpreter.rules.ts';

const database = await testDatabase();
const DONE_ONCE = { ok: true };

/** The usual story, and what its tovholder and citizen do. */
async function told() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const act = <Result>(work: (acting: Acting) => Promise<Result>) =>
		world.as(story.tovholder).act(work);
	return { ...story, world, act };
}

/** Does something twice, at once and then again; all must come to the same. */
async function thrice<Result>(once: () => Promise<Result>): Promise<Result> {
	const [first, second] = await Promise.all([once(), once()]);
	expect(second).toEqual(first);
	expect(await once()).toEqual(first);
	return first;
}

test('an entry is written once; another text under its id is shown what was saved, and saved by nobody', async () => {
	const { world, act, pathway, tovholder } = await told();
	const id = crypto.randomUUID();
	const write = (body: string) =>
		act((acting) =>
			writeEntry(acting, pathway, id, 'housing', {
				kind: 'note',
				title: '',
				body,
				startsOn: null,
				endsOn: null,
				area: null,
				channel: null
			})
		);
	expect(await thrice(() => write('Vi ringede'))).toEqual({ ok: true, value: id });
	expect(await write('Vi ringede ikke')).toMatchObject({
		reason: 'sent-before',
		saved: { body: 'Vi ringede' }
	});
	const bodies = (await world.as(tovholder).see(listEntries(pathway, null))).map(
		({ body }) => body
	);
	expect(bodies.filter((body) => body.startsWith('Vi ringede'))).toEqual(['Vi ringede']);
});

test('a changed entry that is sent twice is changed once, and meets no conflict with itself', async () => {
	const { act, pathway, entries } = await told();
	const change = { title: '', body: 'Har fået en lejlighed', startsOn: null, endsOn: null };
	const rewrite = (body = change.body) =>
		act((acting) => rewriteEntry(acting, pathway, entries.housing, 1, { ...change, body }));
	expect(await thrice(rewrite)).toEqual({ ok: true, value: { stale: null } });
	expect(await rewrite('Noget andet')).toMatchObject({
		value: { stale: { version: 2, body: change.body } }
	});
});

test('R-130 own words are told once, by whoever writes them down', async () => {
	const { world, act, pathway, citizen, tovholder } = await told();
	const words = { id: crypto.randomUUID(), question: 'wishes' as const, body: 'Ro' };
	await thrice(() =>
		act((acting) => writeOwnWords(acting, pathway, { ...words, saidOn: '2026-05-01' }))
	);
	expect(
		await act((acting) =>
			writeOwnWords(acting, pathway, { ...words, body: 'Uro', saidOn: '2026-05-01' })
		)
	).toMatchObject({ reason: 'sent-before', saved: { body: 'Ro' } });
	const own = { ...words, id: crypto.randomUUID() };
	const tell = (body: string) =>
		world.as(citizen).act((acting) => tellOwnWords(acting, pathway, { ...own, body }));
	await thrice(() => tell('En dør, der er min'));
	expect(await tell('En anden dør')).toMatchObject({
		reason: 'sent-before',
		saved: { body: 'En dør, der er min' }
	});
	expect(await world.as(tovholder).see(listWords(pathway))).toHaveLength(2);
});

test('a partner is thought of, asked, let go and asked again: each step once', async () => {
	const { world, act, pathway, tovholder } = await told();
	const clinic = await world.organisation('private', 'Klinikken');
	const nurse = await world.worker('Nora Nord', clinic);
	const plan = {
		id: crypto.randomUUID(),
		organisation: clinic,
		reason: 'Sår',
		citizenPart: 'asked' as const,
		citizenNote: ''
	};
	expect(await thrice(() => act((acting) => planPartner(acting, pathway, plan)))).toMatchObject(
		DONE_ONCE
	);
	expect(
		await act((acting) => planPartner(acting, pathway, { ...plan, reason: 'Noget andet' }))
	).toMatchObject({ reason: 'sent-before', saved: { reason: 'Sår' } });

	const question = { question: 'Har I tid?', answerBefore: null, people: [nurse.person] };
	const ask = (asked = question) => act((acting) => askPartner(acting, pathway, plan.id, 1, asked));
	expect(await thrice(ask)).toMatchObject(DONE_ONCE);
	expect(await ask({ ...question, question: 'Har I plads?' })).toMatchObject({
		reason: 'not-from-here'
	});
	const { rows } = await database.owner.query(
		`select from samspil.notice where person_id = $1 and kind = 'partner-asked'`,
		[nurse.person]
	);
	expect(rows).toHaveLength(1);
	await thrice(() => act((acting) => withdrawQuestion(acting, pathway, plan.id, 2)));
	await thrice(() => act((acting) => endPartner(acting, pathway, plan.id, 3)));
	expect(await world.as(tovholder).see(findPartner(pathway, plan.id))).toMatchObject([
		{ state: 'ended', version: 4 }
	]);
	expect(await world.as(tovholder).see(listPartners(pathway))).toHaveLength(2);
});

test('R-112 who hands the threads over, and may then open nothing, is told twice that it is done', async () => {
	const { world, act, pathway, helper, leader } = await told();
	const id = crypto.randomUUID();
	const decision = {
		person: helper.person,
		organisation: helper.organisation!,
		reason: 'De ses hver uge',
		route: 'direct',
		citizenPart: 'present',
		citizenNote: '',
		agreedOn: '2026-05-04',
		heardBy: 'Lea',
		handoverUntil: null
	} as const;
	const appoint = () => act((acting) => appointTovholder(acting, pathway, 1, decision, id));
	expect(await thrice(appoint)).toEqual({ ok: true, value: null });
	expect(await world.as(helper).see(listHolders(pathway))).toHaveLength(2);
	// Another's decision under a guessed id is not one's own.
	expect(
		await world.as(leader).act((acting) => appointTovholder(acting, pathway, 1, decision, id))
	).toMatchObject({ reason: 'decided-meanwhile' });
});

test('a need, a task and a consent are registered once, and a changed form is told so', async () => {
	const { world, act, pathway, shelter, collaboration, tovholder, helper } = await told();
	const need = {
		pathway: crypto.randomUUID(),
		name: 'Bo Ny',
		birthDate: '1980-02-03',
		phone: '',
		preferredChannel: '',
		language: '',
		interpreterNeeded: null,
		description: 'Mange er om det',
		criteria: [1 as const],
		checkAsked: '',
		caseworkerName: '',
		caseworkerWorkplace: '',
		collaboration
	};
	const register = (description = need.description) =>
		world.as(helper).act((acting) => registerNeed(acting, { ...need, description }));
	expect(await register()).toMatchObject(DONE_ONCE);
	expect(await register()).toMatchObject(DONE_ONCE);
	expect(await register('Alle er om det')).toMatchObject({
		reason: 'sent-before',
		saved: { description: 'Mange er om det' }
	});

	const task = {
		id: crypto.randomUUID(),
		title: 'Ring',
		category: 'housing' as const,
		responsible: 'citizen' as const,
		dueOn: null,
		meeting: null,
		agendaItem: null
	};
	const give = (title = task.title) =>
		act((acting) => addTask(acting, pathway, { ...task, title }));
	await thrice(give);
	expect(await give('Skriv')).toMatchObject({ reason: 'sent-before', saved: { title: 'Ring' } });

	const { composeConsentText } = await import('#features/consents/server/compose-consent-text.ts');
	const recipients = (
		await database.owner.query('select name from samspil.organisation where id = $1', [shelter])
	).rows;
	const terms = {
		purpose: 'Et sted at bo',
		categories: ['housing' as const],
		fromWhom: '',
		validUntil: '2026-08-01'
	};
	const given = {
		...terms,
		id: crypto.randomUUID(),
		organisations: [shelter],
		givenBy: 'citizen' as const,
		givenByName: 'Amina',
		givenHow: 'paper' as const,
		language: 'da' as const,
		...NO_INTERPRETER,
		...BY_THEMSELVES,
		told: '',
		informedAt: new Date('2026-05-03T10:00:00Z'),
		givenAt: new Date('2026-05-03T10:05:00Z'),
		textShown: composeConsentText({ ...terms, recipients: [recipients[0].name] }, 'da')
	};
	const now = new Date(`${TODAY}T10:00:00Z`);
	const consent = (givenByName = given.givenByName) =>
		act((acting) => giveConsent(acting, pathway, { ...given, givenByName }, now));
	expect(await thrice(consent)).toEqual({ ok: true, value: given.id });
	expect(await consent('Aminas mor')).toMatchObject({
		reason: 'sent-before',
		saved: { givenByName: 'Amina' }
	});
	const { rows } = await database.owner.query(
		'select from samspil.consent where tenant_id = $1 and registered_by = $2 and id = $3',
		[world.tenant, tovholder.person, given.id]
	);
	expect(rows).toHaveLength(1);
});
