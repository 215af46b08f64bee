import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addParty } from '#features/documents/server/change-parties.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import { listVersions } from '#features/documents/server/version.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { insertNotice, listBreaches, listNotices, listSleeping } from './agreement.queries.ts';
import { listDues } from './test-rows.queries.ts';
import { endByBreach, registerNotice, takeBackNotice } from './end-agreement.ts';
import { holdReview } from './hold-review.ts';
import { reportPromise } from './keep-promise.ts';
import { listObligations, listOurObligations, listReviews } from './obligation.queries.ts';
import { answer, inForce, send, sign, type AgreementWorld } from './test-agreement.ts';

const database = await testDatabase();

const give = (
	world: AgreementWorld,
	agreement: string,
	who: Someone,
	change: { by?: string; received?: string; end?: string | null; evidence?: string } = {}
) =>
	world.as(who).act((acting) =>
		registerNotice(acting, agreement, randomUUID(), {
			by: who.organisation!,
			received: TODAY,
			end: null,
			evidence: '',
			reason: '',
			...change
		})
	);
const endOf = async (world: AgreementWorld, agreement: string) =>
	(await world.as(world.leader).see(listVersions(agreement))).find(({ fate }) => fate === 'agreed')
		?.endsOn;

describe('notice', () => {
	test('R-286 six months to the 1st: it ends the agreement then, and everybody can see when', async () => {
		const { world, id } = await inForce(database);
		expect(await give(world, id, world.host)).toMatchObject({
			ok: true,
			value: { end: '2026-12-01', lastDay: '2026-11-30', hasEffect: true }
		});
		expect(await endOf(world, id)).toBe('2026-12-01');
		expect(await world.as(world.helper).see(listNotices(id))).toMatchObject([
			{ by: world.shelter, received: TODAY, end: '2026-12-01', takenBackBy: [] }
		]);
		expect(await world.as(world.helper).see(listDues(id, TODAY))).toMatchObject([
			{ kind: 'ending', on: '2026-11-30' }
		]);
	});

	test('one’s own notice takes somebody who can bind; another’s takes evidence of when it was received', async () => {
		const { world, id } = await inForce(database);
		expect(await give(world, id, world.leader)).toMatchObject({ reason: 'cannot-bind' });
		expect(await give(world, id, world.helper)).toMatchObject({ reason: 'not-yours-to-end' });
		expect(await give(world, id, world.stranger)).toMatchObject({ reason: 'no-document' });
		expect(await give(world, id, world.leader, { by: world.shelter })).toMatchObject({
			reason: 'evidence-missing'
		});
		expect(
			await give(world, id, world.leader, {
				by: world.shelter,
				received: TODAY,
				evidence: 'Anbefalet brev'
			})
		).toMatchObject({ ok: true, value: { end: '2026-12-01' } });
	});

	test('PostgreSQL itself lets nobody give notice who cannot bind, nor change one that is given', async () => {
		const { world, id } = await inForce(database);
		await give(world, id, world.host);
		await expect(
			database.owner.query('update samspil.agreement_notice set end_on = end_on - 1')
		).rejects.toThrow('append-only');
	});

	test('R-286 only all parties together take a notice back', async () => {
		const { world, id } = await inForce(database);
		await give(world, id, world.host);
		const [notice] = await world.as(world.host).see(listNotices(id));
		const takeBack = (who: Someone) =>
			world.as(who).act((acting) => takeBackNotice(acting, id, notice!.id));
		expect(await takeBack(world.host)).toEqual({ ok: true, value: [world.tenant] });
		expect(await endOf(world, id)).toBe('2026-12-01');
		expect(await takeBack(world.leader)).toMatchObject({ reason: 'cannot-bind' });
		expect(await takeBack(world.mayor)).toEqual({ ok: true, value: [] });
		expect(await endOf(world, id)).toBe(null);
	});

	test('who has joined the draft and signed nothing is asked for no yes, and can end nothing', async () => {
		const { world, place, id } = await inForce(database);
		await give(world, id, world.host);
		const joined = await world
			.as(world.leader)
			.act((acting) => addParty(acting, place, { organisation: world.homes, waiting: '' }));
		expect(joined).toMatchObject({ ok: true });
		expect(await give(world, id, world.landlord)).toMatchObject({ reason: 'not-yours-to-end' });
		// PostgreSQL itself says the same
		const written = {
			by: world.homes,
			received: TODAY,
			end: '2026-12-01',
			lastDay: '2026-11-30',
			hasEffect: true
		};
		await expect(
			world.as(world.landlord).act((acting) =>
				acting.run(
					insertNotice(id, randomUUID(), written, {
						evidence: '',
						reason: '',
						name: 'Henrik Hus'
					})
				)
			)
		).rejects.toThrow('row-level security');
		const [notice] = await world.as(world.host).see(listNotices(id));
		for (const who of [world.host, world.mayor])
			await world.as(who).act((acting) => takeBackNotice(acting, id, notice!.id));
		expect(await endOf(world, id)).toBe(null);
	});

	test('a notice does not end the version that is agreed on after it', async () => {
		const { world, place, id } = await inForce(database);
		await give(world, id, world.host);
		await answer(world, place, world.leader, 'purpose', { purpose: 'At alle bliver boende' });
		const version = await send(world, place);
		for (const who of [world.mayor, world.host]) await sign(world, place, who, version);
		const [newest] = await world.as(world.leader).see(listVersions(id));
		expect(newest).toMatchObject({ fate: 'agreed', number: 2, endsOn: null });
	});

	test('of two notices the earliest end governs', async () => {
		const { world, id } = await inForce(database);
		await give(world, id, world.host, { end: '2027-03-01' });
		await give(world, id, world.mayor);
		expect(await endOf(world, id)).toBe('2026-12-01');
	});
});

describe('breach', () => {
	test('R-287 is its own act, described and dated, and ends the agreement without notice', async () => {
		const { world, id } = await inForce(database);
		const end = (who: Someone, what = 'Har ikke åbnet en eneste nat') =>
			world.as(who).act((acting) =>
				endByBreach(acting, id, randomUUID(), {
					against: world.shelter,
					what,
					happenedOn: TODAY,
					toldOn: TODAY,
					end: TODAY
				})
			);
		expect(await end(world.leader)).toMatchObject({ reason: 'cannot-bind' });
		expect(await end(world.mayor, ' ')).toMatchObject({ reason: 'breach-not-described' });
		expect(await end(world.host)).toMatchObject({ reason: 'breach-of-ones-own' });
		expect(await end(world.mayor)).toMatchObject({ ok: true, value: { end: TODAY } });
		expect(await endOf(world, id)).toBe(TODAY);
		expect(await world.as(world.helper).see(listBreaches(id))).toHaveLength(1);
	});
});

describe('promises', () => {
	test('R-006, R-265 what the parties promise comes to life when all have signed', async () => {
		const { world, id } = await inForce(database);
		expect(await world.as(world.helper).see(listObligations(id))).toMatchObject([
			{ what: 'Åbne hver nat', party: world.shelter, dueOn: null, status: 'open' }
		]);
	});

	test('R-265 a party tells how its own promise goes, and that it is kept only with what shows it', async () => {
		const { world, id } = await inForce(database);
		const [promise] = await world.as(world.host).see(listObligations(id));
		const tell = (who: Someone, status: 'under-way' | 'kept', evidence = '', base = 1) =>
			world
				.as(who)
				.act((acting) =>
					reportPromise(acting, id, { promise: promise!.id, base }, { status, evidence })
				);
		expect(await tell(world.leader, 'kept', 'Set')).toMatchObject({ reason: 'not-your-promise' });
		expect(await tell(world.host, 'kept')).toMatchObject({ reason: 'evidence-missing' });
		expect(await tell(world.helper, 'under-way')).toMatchObject({ ok: true });
		expect(await tell(world.host, 'kept', 'Vagtplanen')).toMatchObject({
			reason: 'stale',
			saved: { status: 'under-way' }
		});
		expect(await tell(world.host, 'kept', 'Vagtplanen', 2)).toMatchObject({ ok: true });
	});

	test('an organisation sees its own promises over all agreements, and not those of others', async () => {
		const { world } = await inForce(database);
		expect(await world.as(world.helper).see(listOurObligations())).toHaveLength(1);
		expect(await world.as(world.clerk).see(listOurObligations())).toHaveLength(0);
		expect(await world.as(world.stranger).see(listOurObligations())).toHaveLength(0);
	});
});

describe('review', () => {
	const review = (world: AgreementWorld, promise: string) => ({
		id: randomUUID(),
		on: TODAY,
		present: [
			{ person: world.leader.person, party: world.tenant, name: 'Lone Leder' },
			{ person: world.host.person, party: world.shelter, name: 'Vera Vang' }
		],
		base: 0,
		findings: [{ obligation: promise, outcome: 'on-track' as const, note: '', base: 1 }],
		conclusion: 'continue' as const,
		note: 'Det går',
		next: { on: '2026-11-04', owner: { person: world.host.person, party: world.shelter } }
	});

	test('R-199, R-005 it is held with all parties, with an outcome for each promise and a next day', async () => {
		const { world, id } = await inForce(database);
		const [promise] = await world.as(world.host).see(listObligations(id));
		const [document] = await world.as(world.leader).see(findDocument(id));
		const wish = { ...review(world, promise!.id), base: document!.version };
		const hold = (change: object = {}) =>
			world.as(world.leader).act((acting) => holdReview(acting, id, { ...wish, ...change }));
		expect(await hold({ findings: [] })).toMatchObject({ reason: 'outcome-missing' });
		expect(await hold({ present: review(world, '').present.slice(1) })).toMatchObject({
			reason: 'party-not-there'
		});
		expect(await hold({ base: 99 })).toMatchObject({ reason: 'review-base-changed' });
		const stale = [{ ...wish.findings[0], base: 9 }];
		expect(await hold({ findings: stale })).toMatchObject({ reason: 'review-base-changed' });
		// Sent twice it is one review.
		for (let time = 0; time < 2; time += 1) expect(await hold()).toMatchObject({ ok: true });
		expect(await world.as(world.helper).see(listReviews(id))).toMatchObject([
			{
				on: TODAY,
				conclusion: 'continue',
				nextOn: '2026-11-04',
				findings: [{ what: 'Åbne hver nat', outcome: 'on-track', note: '' }]
			}
		]);
		const [after] = await world.as(world.host).see(listObligations(id));
		expect(after).toMatchObject({ status: 'under-way', evidence: '' });
		expect(await world.as(world.helper).see(listDues(id, TODAY))).toMatchObject([
			{ kind: 'review', on: '2026-11-04' }
		]);
	});
});

test('R-006 an agreement nobody has opened for half a year is asleep', async () => {
	const { world, id } = await inForce(database);
	const sleeping = (before: string) =>
		world.as(world.leader, '2027-01-01').see(listSleeping(before));
	expect(await sleeping('2026-05-03')).toEqual([]);
	expect(await sleeping(TODAY)).toMatchObject([{ id, title: 'Hjem igen', openedOn: null }]);
	expect(await world.as(world.stranger, '2027-01-01').see(listSleeping(TODAY))).toEqual([]);
});
