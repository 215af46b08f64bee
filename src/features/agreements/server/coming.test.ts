/** A version agreed on before its first day: until then the one in force is what counts, and on that day the next begins. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { answerDocument } from '#features/documents/server/answer-document.ts';
import { findDocument, listDocuments } from '#features/documents/server/document.queries.ts';
import { findAgreedVersion, listVersions } from '#features/documents/server/version.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { beginVersions } from '#server/jobs/begin-versions.ts';
import { ask } from '#server/tables.ts';
import type { Day } from '#values/day.ts';
import { listDues } from './test-rows.queries.ts';
import { registerNotice } from './end-agreement.ts';
import { holdReview } from './hold-review.ts';
import { reportPromise } from './keep-promise.ts';
import { listObligations, listOurObligations } from './obligation.queries.ts';
import { answer, inForce, marks, send, sign, type AgreementWorld } from './test-agreement.ts';

const database = await testDatabase();
const AUGUST = '2026-08-01';

type InForce = Awaited<ReturnType<typeof inForce>>;

/** A next version, signed by both, with other days; the shelter's promise reworded, and one more where it is named. */
async function agreeNext(
	{ world, place }: Pick<InForce, 'world' | 'place'>,
	days: Record<string, Day>,
	promises: Record<string, string> = { r1: 'Åbne hver nat hele året', r2: 'Lave mad' }
) {
	await answer(world, place, world.leader, 'purpose', days);
	const key = `roles@${world.shelter}`;
	const rows = Object.entries(promises).flatMap(([row, what]): [string, string][] => [
		[`${key}.row`, row],
		[`${key}.cell.${row}.who`, 'Vagterne'],
		[`${key}.cell.${row}.what`, what]
	]);
	const shown = await marks(world, place, [key]);
	await world
		.as(world.host)
		.act((acting) => answerDocument(acting, place, 'roles', [...rows, ...shown]));
	const version = await send(world, place);
	for (const who of [world.mayor, world.host]) await sign(world, place, who, version);
	return version;
}

/** In force, and a next version that begins in August. */
async function withComing(days: Record<string, Day> = {}) {
	const found = await inForce(database);
	return { ...found, coming: await agreeNext(found, { 'starts-on': AUGUST, ...days }) };
}

const promised = async (world: AgreementWorld, id: string, on: Day = TODAY) =>
	(await world.as(world.host, on).see(listObligations(id))).map(({ what }) => what);
const counting = async (world: AgreementWorld, id: string, on: Day) =>
	(await world.as(world.host, on).see(findAgreedVersion(id)))[0]?.number;
const review = async (world: AgreementWorld, id: string) =>
	(await world.as(world.leader).see(findDocument(id)))[0]?.reviewOn;
const begin = (on: Day) => beginVersions(database.pools.jobs, on);

async function hold({ world, id }: Pick<InForce, 'world' | 'id'>, next: Day) {
	const [document] = await world.as(world.leader).see(findDocument(id));
	const promises = await world.as(world.leader).see(listObligations(id));
	const seat = ({ person, name, organisation }: Someone) => ({
		person,
		name,
		party: organisation!
	});
	const outcome = await world.as(world.leader).act((acting) =>
		holdReview(acting, id, {
			id: randomUUID(),
			base: document!.version,
			on: TODAY,
			present: [world.leader, world.host].map(seat),
			findings: promises.map((each) => ({
				obligation: each.id,
				outcome: 'on-track' as const,
				note: '',
				base: each.version
			})),
			conclusion: 'continue',
			note: '',
			next: { on: next, owner: { person: world.leader.person, party: world.tenant } }
		})
	);
	expect(outcome).toMatchObject({ ok: true });
}

describe('until its first day', () => {
	test('the version in force counts, with its promises', async () => {
		const { world, id } = await withComing();
		expect(await counting(world, id, '2026-07-31')).toBe(1);
		expect(await counting(world, id, AUGUST)).toBe(2);
		expect(await begin('2026-07-31')).toBe(0);
		expect(await promised(world, id)).toEqual(['Åbne hver nat']);
		expect(await world.as(world.helper).see(listOurObligations())).toMatchObject([
			{ what: 'Åbne hver nat' }
		]);
		expect(await world.as(world.helper).see(listDocuments(null))).toMatchObject([
			{ from: TODAY, coming: AUGUST, newest: 'agreed' }
		]);
	});

	test('R-286 a notice is given against the one in force, and ends what comes after it as well', async () => {
		const { world, id } = await withComing();
		const notice = await world.as(world.host).act((acting) =>
			registerNotice(acting, id, randomUUID(), {
				by: world.shelter,
				received: TODAY,
				end: null,
				evidence: '',
				reason: ''
			})
		);
		expect(notice).toMatchObject({ ok: true, value: { end: '2026-12-01' } });
		expect(await world.as(world.host).see(listVersions(id))).toMatchObject([
			{ number: 2, endsOn: '2026-12-01' },
			{ number: 1, endsOn: '2026-12-01' }
		]);
		await begin(AUGUST);
		expect(await world.as(world.host, AUGUST).see(listDues(id, AUGUST))).toMatchObject([
			{ kind: 'ending', on: '2026-11-30' }
		]);
	});

	test('R-199 the one in force is gone through, and its promises are told of', async () => {
		const found = await withComing();
		const { world, id } = found;
		await hold(found, '2026-11-04');
		const [promise] = await world.as(world.host).see(listObligations(id));
		expect(promise).toMatchObject({ status: 'under-way' });
		const told = await world
			.as(world.host)
			.act((acting) =>
				reportPromise(
					acting,
					id,
					{ promise: promise!.id, base: promise!.version },
					{ status: 'kept', evidence: 'Vagtplanen' }
				)
			);
		expect(told).toMatchObject({ ok: true });
	});
});

describe('on its first day', () => {
	test('R-006 its promises begin: reworded, new and retired, with what has been told of them', async () => {
		const { world, id } = await withComing();
		const [before] = await world.as(world.host).see(listObligations(id));
		await world
			.as(world.host)
			.act((acting) =>
				reportPromise(
					acting,
					id,
					{ promise: before!.id, base: 1 },
					{ status: 'under-way', evidence: 'Tre nætter' }
				)
			);
		await begin(AUGUST);
		const after = await world.as(world.host, AUGUST).see(listObligations(id));
		expect(after).toMatchObject([
			{ what: 'Lave mad', status: 'open' },
			{
				id: before!.id,
				what: 'Åbne hver nat hele året',
				status: 'under-way',
				evidence: 'Tre nætter'
			}
		]);
		// once is enough
		expect(await begin(AUGUST)).toBe(0);
	});

	test('what it no longer promises is asked of nobody', async () => {
		const found = await inForce(database);
		await agreeNext(found, { 'starts-on': AUGUST }, { r2: 'Lave mad' });
		await begin(AUGUST);
		expect(await promised(found.world, found.id, AUGUST)).toEqual(['Lave mad']);
	});

	test('the days it has set take the place of the others', async () => {
		const { world, id } = await withComing({ 'ends-on': '2028-12-31', 'review-on': '2027-02-01' });
		expect(await world.as(world.host).see(listDues(id, TODAY))).toEqual([]);
		await begin(AUGUST);
		expect(await world.as(world.host, AUGUST).see(listDues(id, AUGUST))).toMatchObject([
			{ kind: 'review', on: '2027-02-01' },
			{ kind: 'expiry', on: '2028-12-31' }
		]);
		expect(await review(world, id)).toBe('2027-02-01');
	});

	test('one that another has taken the place of before it began never begins', async () => {
		const found = await withComing();
		const { world, id } = found;
		await agreeNext(found, { 'starts-on': TODAY }, { r3: 'Lave kaffe' });
		expect(await promised(world, id)).toEqual(['Lave kaffe']);
		expect(await begin(AUGUST)).toBe(0);
		expect(await promised(world, id, AUGUST)).toEqual(['Lave kaffe']);
		expect(await counting(world, id, AUGUST)).toBe(3);
	});
});

describe('R-005 when it is gone through next', () => {
	test('a day that only came along from the version before does not take the place of a review’s', async () => {
		const found = await inForce(database);
		const { world, id } = found;
		await agreeNext(found, { 'review-on': '2026-10-01' });
		expect(await review(world, id)).toBe('2026-10-01');
		await hold(found, '2027-05-04');
		await agreeNext(found, {}, { r1: 'Åbne hver nat' });
		expect(await review(world, id)).toBe('2027-05-04');
	});

	test('another day, written into the new version, does', async () => {
		const found = await inForce(database);
		const { world, id } = found;
		await agreeNext(found, { 'review-on': '2026-10-01' });
		await hold(found, '2027-05-04');
		await agreeNext(found, { 'review-on': '2026-12-01' }, { r1: 'Åbne hver nat' });
		expect(await review(world, id)).toBe('2026-12-01');
	});

	test('a version without a day leaves what stands', async () => {
		const found = await inForce(database);
		const { world, id } = found;
		await hold(found, '2026-11-04');
		await agreeNext(found, {});
		expect(await review(world, id)).toBe('2026-11-04');
	});

	test('a review held after a coming version was agreed on is the later word', async () => {
		const found = await withComing({ 'review-on': '2027-02-01' });
		await hold(found, '2026-11-04');
		await begin(AUGUST);
		expect(await review(found.world, found.id)).toBe('2026-11-04');
	});
});

test('what is laid down is the parties’ own: a stranger sees none of it, lays nothing down, and nobody but the jobs lets it begin', async () => {
	const { world, id, coming } = await withComing();
	const seen = (who: Someone) =>
		world.as(who).see(ask(sql`select version_id from samspil.agreement_coming`));
	expect(await seen(world.helper)).toEqual([{ version_id: coming }]);
	expect(await seen(world.stranger)).toEqual([]);
	const force = (who: Someone, query: ReturnType<typeof sql<unknown>>) =>
		world.as(who).act((acting) => acting.run(ask(query)));
	expect(
		await force(world.stranger, sql`update samspil.agreement_coming set promises = '[]'`)
	).toBe(0);
	await expect(
		force(
			world.stranger,
			sql`insert into samspil.agreement_coming (tenant_id, version_id, document_id, promises, dues)
				values (${world.tenant}::uuid, ${coming}::uuid, ${id}::uuid, '[]', '[]')`
		)
	).rejects.toThrow('row-level security');
	await expect(force(world.host, sql`select samspil.begin_versions(current_date)`)).rejects.toThrow(
		'permission denied'
	);
});
