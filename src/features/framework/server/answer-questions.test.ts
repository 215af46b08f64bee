/** Writing the framework, told as its people on a real database. */
import { describe, expect, test } from 'vitest';
import type { Posted } from '#features/documents/form.rules.ts';
import { findSection } from '#features/documents/template.rules.ts';
import type { Someone } from '#server/database/test-world.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { frameworkTemplate as template } from '../framework-template.rules.ts';
import { markOf } from '#features/documents/server/weigh-answers.ts';
import { answerQuestions } from './answer-questions.ts';
import { listPool } from './answer.queries.ts';
import { appointDeputy } from './appoint-deputy.ts';
import { beginFramework } from './begin-framework.ts';
import { commentAnswer } from './comment-answer.ts';
import { findFramework } from './framework.queries.ts';
import { answer, begun, framework, newFrameworkWorld, saved } from './test-framework.ts';

const database = await testDatabase();

describe('beginning', () => {
	test('R-070 there is one framework a municipality, begun by the leader of the collaboration', async () => {
		const world = await newFrameworkWorld(database);
		const begin = (who: Someone, collaboration = world.collaboration) =>
			world.as(who).act((acting) => beginFramework(acting, collaboration));
		expect(await begin(world.manager)).toEqual({ ok: false, reason: 'not-project-leader' });
		expect((await begin(world.leader)).ok).toBe(true);
		// Pressed twice there is still one, and in another collaboration none.
		expect((await begin(world.leader)).ok).toBe(true);
		const other = crypto.randomUUID();
		expect(await begin(world.leader, other)).toEqual({
			ok: false,
			reason: 'framework-already-begun'
		});
	});
});

describe('writing', () => {
	test('R-066 the leader writes; project group, steering group and strangers do not', async () => {
		const world = await begun(database);
		const typed: Posted = [['age.text', '18 år og op']];
		expect(await answer(world, world.leader, typed)).toMatchObject({ value: { saved: ['age'] } });
		for (const who of [world.volunteer, world.manager, world.outside, world.stranger, world.deputy])
			expect(await answer(world, who, typed)).toEqual({ ok: false, reason: 'not-a-writer' });
	});

	test('R-066 PostgreSQL itself refuses an answer from anybody else', async () => {
		const world = await begun(database);
		const { insertAnswer } = await import('./answer.queries.ts');
		const [{ id }] = await framework(world);
		const forged = { value: { kind: 'text', text: 'x' }, notApplicable: null } as const;
		await expect(
			world.as(world.volunteer).act((acting) => acting.run(insertAnswer(id, 'age', forged, 'x')))
		).rejects.toThrow('row-level security');
	});

	test('another municipality’s leader finds no framework here', async () => {
		const world = await begun(database);
		const other = await newFrameworkWorld(database);
		expect(await answer(other, other.leader, [['age.text', 'x']])).toEqual({
			ok: false,
			reason: 'no-framework'
		});
		expect(await world.as(other.leader).see(findFramework())).toEqual([]);
	});

	test('R-066 a deputy writes once appointed by the leader, and only then', async () => {
		const world = await begun(database);
		const appoint = (who: Someone, person: string) =>
			world.as(who).act((acting) => appointDeputy(acting, person, 1));
		expect(await appoint(world.manager, world.deputy.person)).toEqual({
			ok: false,
			reason: 'not-project-leader'
		});
		expect(await appoint(world.leader, world.volunteer.person)).toEqual({
			ok: false,
			reason: 'not-employed-here'
		});
		expect((await appoint(world.leader, world.deputy.person)).ok).toBe(true);
		expect(await appoint(world.leader, world.stranger.person)).toEqual({
			ok: false,
			reason: 'framework-changed'
		});
		expect(await answer(world, world.deputy, [['age.text', 'x']])).toMatchObject({
			value: { saved: ['age'] }
		});
	});

	test('two who change the same answer: the second is told, and shown both', async () => {
		const world = await begun(database);
		const first = await answer(world, world.leader, [['age.text', 'Alle over 18']]);
		expect(first).toMatchObject({ value: { saved: ['age'], stale: [] } });
		const second = await answer(world, world.leader, [['age.text', 'Alle over 25']]);
		expect(second).toMatchObject({
			value: {
				saved: [],
				stale: [
					{
						field: 'age',
						saved: { value: { kind: 'text', text: 'Alle over 18' } },
						version: 1,
						by: 'Lone Leder'
					}
				]
			}
		});
		const knowingly: Posted = [
			['age.text', 'Alle over 25'],
			['version.age', '1'],
			['was.age', await markOf(await saved(world, 'age'))]
		];
		expect(await answer(world, world.leader, knowingly)).toMatchObject({
			value: { saved: ['age'] }
		});
	});

	test('what was not touched on the page is left alone, whoever changed it meanwhile', async () => {
		const world = await begun(database);
		const empty = await markOf(await saved(world, 'age'));
		await answer(world, world.leader, [['age.text', 'Alle over 18']]);
		const untouched: Posted = [
			['age.text', ''],
			['version.age', '0'],
			['was.age', empty]
		];
		expect(await answer(world, world.leader, untouched)).toMatchObject({
			value: { saved: [], stale: [] }
		});
		expect(await saved(world, 'age')).toMatchObject({ value: { text: 'Alle over 18' } });
	});

	test('R-045 one answer that cannot be kept costs no other', async () => {
		const world = await begun(database);
		const typed: Posted = [
			['age.text', 'Hun er 010190-1234'],
			['social-problems.text', 'æ'.repeat(20_000)],
			['relevant-partners.organisation', 'a bank']
		];
		expect(await answer(world, world.leader, typed)).toMatchObject({
			value: {
				saved: ['social-problems'],
				problems: [
					{ field: 'age', problems: ['names-a-citizen'] },
					{ field: 'relevant-partners', problems: ['unknown-organisation'] }
				]
			}
		});
	});

	test('R-083 the pool of tovholdere is kept in one place, by the leader', async () => {
		const world = await begun(database);
		const key = `${world.volunteer.person}.${world.shelter}`;
		const section = findSection(template, 'organisation')!;
		const choose = (who: Someone, people: string[]) =>
			world
				.as(who)
				.act((acting) =>
					answerQuestions(acting, section, [
						['tovholder-pool.reason', ''],
						...people.map((each): [string, string] => ['tovholder-pool.person', each])
					])
				);
		const pool = async () => world.as(world.leader).see(listPool());
		expect(await choose(world.leader, [key])).toMatchObject({ ok: true });
		// the form did not say which answer it was made from: told back, nothing changed
		expect(await pool()).toEqual([]);
		const was = await markOf(await saved(world, 'tovholder-pool'));
		const knowingly: Posted = [
			['was.tovholder-pool', was],
			['tovholder-pool.person', key]
		];
		await world.as(world.leader).act((acting) => answerQuestions(acting, section, knowingly));
		expect(await pool()).toEqual([{ person: world.volunteer.person, organisation: world.shelter }]);
		// As on the pool's own page: who comes in is told, both ways are recorded, and the role is presented anew.
		const told = async () =>
			(
				await database.owner.query('select kind from samspil.notice where person_id = $1', [
					world.volunteer.person
				])
			).rows;
		expect(await told()).toEqual([{ kind: 'pool-added' }]);
		await database.owner.query(
			`update samspil.tovholder_pool set presented_on = '2026-05-01' where tenant_id = $1`,
			[world.tenant]
		);
		const change = async (people: string[]) => {
			const was = await markOf(await saved(world, 'tovholder-pool'));
			const posted: Posted = [
				['was.tovholder-pool', was],
				['tovholder-pool.reason', ''],
				...people.map((each): [string, string] => ['tovholder-pool.person', each])
			];
			await world.as(world.leader).act((acting) => answerQuestions(acting, section, posted));
		};
		await change(['']);
		expect(await pool()).toEqual([]);
		await change([key]);
		const { rows } = await database.owner.query(
			'select presented_on, until from samspil.tovholder_pool where tenant_id = $1',
			[world.tenant]
		);
		expect(rows).toEqual([{ presented_on: null, until: null }]);
		const { rows: recorded } = await database.owner.query(
			`select action from samspil.audit_event where tenant_id = $1 and action like 'pool.%' order by at`,
			[world.tenant]
		);
		expect(recorded.map(({ action }) => action)).toEqual([
			'pool.added',
			'pool.removed',
			'pool.added'
		]);
	});

	test('R-067 the project group comments; the steering group’s manager and strangers do not', async () => {
		const world = await begun(database);
		const comment = (who: Someone, body = 'Husk de unge') =>
			world
				.as(who)
				.act((acting) => commentAnswer(acting, { id: crypto.randomUUID(), field: 'age', body }));
		expect((await comment(world.volunteer)).ok).toBe(true);
		expect(await comment(world.manager)).toEqual({ ok: false, reason: 'not-in-project-group' });
		expect(await comment(world.stranger)).toEqual({ ok: false, reason: 'not-in-project-group' });
		expect(await comment(world.volunteer, 'cpr 010190-1234')).toEqual({
			ok: false,
			reason: 'names-a-citizen'
		});
	});
});
