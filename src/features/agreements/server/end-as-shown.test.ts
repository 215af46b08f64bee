import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listVersions } from '#features/documents/server/version.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { listBreaches, listNotices } from './agreement.queries.ts';
import { endByBreachAsShown, giveNoticeAsShown, type EndingBase } from './end-as-shown.ts';
import { inForce, type AgreementWorld } from './test-agreement.ts';

const database = await testDatabase();

const shown = async (world: AgreementWorld, agreement: string): Promise<EndingBase> => {
	const versions = await world.as(world.host).see(listVersions(agreement));
	const agreed = versions.find(({ fate }) => fate === 'agreed');
	return { agreed: agreed!.id, end: agreed!.endsOn };
};
const give = (
	world: AgreementWorld,
	agreement: string,
	who: Someone,
	base: EndingBase,
	{
		id = randomUUID(),
		lastDay = '2026-11-30',
		...change
	}: { id?: string; lastDay?: string; by?: string; evidence?: string; reason?: string } = {}
) =>
	world.as(who).act((acting) =>
		giveNoticeAsShown(
			acting,
			agreement,
			id,
			{ ...base, lastDay },
			{
				by: who.organisation!,
				received: TODAY,
				end: null,
				evidence: '',
				reason: 'Vi lukker huset',
				...change
			}
		)
	);

test('R-286 a notice sent twice is one notice, and is answered as the first time', async () => {
	const { world, id } = await inForce(database);
	const base = await shown(world, id);
	const notice = randomUUID();
	for (let time = 0; time < 2; time += 1)
		expect(await give(world, id, world.host, base, { id: notice })).toMatchObject({
			ok: true,
			value: { end: '2026-12-01', lastDay: '2026-11-30' }
		});
	expect(await world.as(world.helper).see(listNotices(id))).toMatchObject([
		{ reason: 'Vi lukker huset', evidence: '' }
	]);
});

test('nobody gives a notice whose last day they have not been shown, nor on top of an end they have not seen', async () => {
	const { world, id } = await inForce(database);
	const base = await shown(world, id);
	expect(await give(world, id, world.host, base, { lastDay: '2026-10-31' })).toMatchObject({
		reason: 'last-day-not-shown'
	});
	await give(world, id, world.host, base);
	expect(await give(world, id, world.mayor, base)).toMatchObject({ reason: 'ending-base-changed' });
	expect(await world.as(world.helper).see(listNotices(id))).toHaveLength(1);
});

test('R-286 another party’s notice on paper is written down with how one knows when it came', async () => {
	const { world, id } = await inForce(database);
	const base = await shown(world, id);
	const other = { by: world.shelter };
	expect(await give(world, id, world.leader, base, other)).toMatchObject({
		reason: 'evidence-missing'
	});
	expect(
		await give(world, id, world.leader, base, { ...other, evidence: 'Anbefalet brev' })
	).toMatchObject({ ok: true });
	expect(await world.as(world.helper).see(listNotices(id))).toMatchObject([
		{ by: world.shelter, evidence: 'Anbefalet brev', registeredBy: 'Lone Leder' }
	]);
});

test('R-287 a breach from a page that showed another end is refused; sent twice it is one', async () => {
	const { world, id } = await inForce(database);
	const base = await shown(world, id);
	const breach = randomUUID();
	const end = (who: Someone, from: EndingBase, made = breach) =>
		world.as(who).act((acting) =>
			endByBreachAsShown(acting, id, made, from, {
				against: world.shelter,
				what: 'Har ikke åbnet en eneste nat',
				happenedOn: TODAY,
				toldOn: TODAY,
				end: TODAY
			})
		);
	expect(await end(world.mayor, { ...base, end: '2027-01-01' })).toMatchObject({
		reason: 'ending-base-changed'
	});
	for (let time = 0; time < 2; time += 1)
		expect(await end(world.mayor, base)).toMatchObject({ ok: true, value: { end: TODAY } });
	expect(await end(world.mayor, base, randomUUID())).toMatchObject({
		reason: 'ending-base-changed'
	});
	expect(await world.as(world.helper).see(listBreaches(id))).toHaveLength(1);
});

test('a stranger finds no agreement to end, and who may not act for a party ends none', async () => {
	const { world, id } = await inForce(database);
	const base = await shown(world, id);
	expect(await give(world, id, world.stranger, base)).toMatchObject({ reason: 'no-document' });
	expect(await give(world, id, world.helper, base)).toMatchObject({ reason: 'not-yours-to-end' });
	expect(await give(world, id, world.leader, base)).toMatchObject({ reason: 'cannot-bind' });
});
