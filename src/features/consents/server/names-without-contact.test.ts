/** What a partner who may not know who the citizen is finds of the name, in every table of a pathway. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { saidForTheLaw } from '#features/pathway-plans/section-141.rules.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { finishTask } from '#features/tasks/server/finish-task.ts';
import { answerPlan, writePlan } from '#features/pathway-plans/server/keep-plan.ts';
import { CITIZEN } from '#features/pathway-plans/plan.rules.ts';
import { findPlan } from '#features/pathway-plans/server/plan.queries.ts';
import { dayOf } from '#values/day.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { ask } from '#server/tables.ts';
import { answerRequest, askConsent } from './ask-consent.ts';
import { composeConsentText } from './compose-consent-text.ts';
import { listConsents, listRecipients } from './consent.queries.ts';

const database = await testDatabase();
const NAME = 'Amina Andersen';
/** Consents are given now. */
const today = dayOf(new Date());

/** Everything on the pathway that the citizen's own hand leaves a name on, and what opens all of it but the name. */
async function written() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const { pathway, tovholder, citizen, shelter } = story;
	const terms = {
		purpose: 'Et sted at bo',
		categories: ['housing' as const, 'meetings' as const, 'progress' as const],
		organisations: [shelter],
		fromWhom: '',
		language: 'da',
		validUntil: `${Number(today.slice(0, 4)) + 1}-01-01` as const
	};
	const consent = randomUUID();
	const at = (who: Someone) => world.as(who, today);
	const recipients = (await at(tovholder).see(listRecipients(pathway))).map(({ name }) => name);
	const textShown = composeConsentText({ ...terms, recipients }, 'da');
	await at(tovholder).act((acting) =>
		askConsent(acting, pathway, { ...terms, id: consent, textShown })
	);
	await at(citizen).act((acting) =>
		answerRequest(acting, consent, { answer: 'yes', shownAt: new Date() }, new Date())
	);
	await at(tovholder).act((acting) =>
		writePlan(
			acting,
			pathway,
			{
				id: randomUUID(),
				version: 0,
				category: 'housing',
				planType: '',
				text: {
					aim: 'a',
					steps: 'b',
					cooperation: 'c',
					involvement: 'd',
					reviewOn: null,
					...saidForTheLaw(undefined)
				},
				owners: [CITIZEN]
			},
			[]
		)
	);
	const [plan] = await at(citizen).see(findPlan(pathway));
	const sent = { plan: plan!.id, hash: plan!.hash, version: 0, note: '', checked: null };
	await at(citizen).act((acting) =>
		answerPlan(acting, pathway, { ...sent, answer: 'accepted' }, 'citizen')
	);
	const task = randomUUID();
	await at(tovholder).act((acting) =>
		addTask(acting, pathway, {
			id: task,
			title: 'Find papirerne',
			category: 'housing',
			responsible: 'citizen',
			dueOn: null,
			meeting: null,
			agendaItem: null
		})
	);
	await at(citizen).act((acting) =>
		finishTask(acting, pathway, task, { version: 1, to: 'done', note: '' })
	);
	return { at, consentGiven: consent, ...story };
}

/** Every row of every table that the app may read, in the columns that it may. */
async function findIn(read: (columns: string, table: string) => Promise<unknown[]>) {
	const { rows } = await database.owner.query(
		`select c.relname as name, string_agg(quote_ident(a.attname), ', ') as columns
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where c.relnamespace = 'samspil'::regnamespace and c.relkind in ('r', 'v') and c.relname <> 'person'
			and has_column_privilege('samspil_app', c.oid, a.attnum, 'select')
		group by c.relname order by 1`
	);
	const found = [];
	for (const { name, columns } of rows)
		if (JSON.stringify(await read(columns, name)).includes(NAME)) found.push(name);
	return { tables: rows.length, found };
}

test('without "contact" a partner finds the name of the citizen in no table, and with it where it stands', async () => {
	const { at, helper, pathway, consentGiven } = await written();
	const sweep = () =>
		findIn((columns, table) =>
			at(helper).see(ask(sql`select ${sql.raw(columns)} from samspil.${sql.table(table)}`))
		);
	const without = await sweep();
	expect(without.tables).toBeGreaterThan(100);
	expect(without.found).toEqual([]);
	const shown = (await at(helper).see(listConsents(pathway))).find(({ id }) => id === consentGiven);
	expect(shown).toMatchObject({ givenBy: 'citizen', givenByName: '', registeredBy: '' });
	await database.owner.query(
		`update samspil.consent set categories = categories || '{contact}' where id = $1`,
		[consentGiven]
	);
	expect((await sweep()).found).toEqual(
		expect.arrayContaining(['citizen', 'consent_in_full', 'pathway_plan_answer_in_full'])
	);
});
