import { describe, expect, test } from 'vitest';
import { listSignatures, listVersions } from '#features/documents/server/version.queries.ts';
import { returnDocument } from '#features/documents/server/sign-document.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY } from '#server/database/test-world.ts';
import { sendForSigning } from './agree.ts';
import {
	answer,
	begun,
	complete,
	inForce,
	letBind,
	name,
	newAgreementWorld,
	send,
	sign
} from './test-agreement.ts';

const database = await testDatabase();
const fates = async (world: Awaited<ReturnType<typeof newAgreementWorld>>, id: string) =>
	(await world.as(world.leader).see(listVersions(id))).map(({ fate }) => fate);

describe('sending an agreement for signing', () => {
	test('R-020, R-013, R-179 an agreement just begun says everything it lacks, the empty blocks of the parties too', async () => {
		const world = await newAgreementWorld(database);
		const place = await begun(world);
		const outcome = await world
			.as(world.leader)
			.act((acting) => sendForSigning(acting, place, { name: '', summary: '' }));
		expect(outcome).toMatchObject({ ok: false, reason: 'obstacles' });
		const obstacles = 'obstacles' in outcome ? outcome.obstacles : [];
		expect(obstacles).toEqual([
			{ kind: 'no-executing', party: world.tenant },
			{ kind: 'no-responsible', party: world.shelter },
			{ kind: 'no-executing', party: world.shelter },
			{ kind: 'signatory', party: world.tenant, person: null, lack: 'no-signatory' },
			{ kind: 'signatory', party: world.shelter, person: null, lack: 'no-signatory' },
			{ kind: 'answer', section: 'purpose', field: 'purpose', lack: 'unanswered', where: null },
			...[world.tenant, world.shelter].map((party) => ({
				kind: 'answer',
				section: 'expectations',
				field: `expectations@${party}`,
				lack: 'unanswered',
				where: null
			}))
		]);
	});

	test('R-241 words in brackets that wait to be replaced are listed', async () => {
		const { world, place } = await complete(database);
		await answer(world, place, world.leader, 'purpose', {
			'target-group': 'Borgere i [navn på kommune], jf. [1]'
		});
		const outcome = await world
			.as(world.leader)
			.act((acting) => sendForSigning(acting, place, { name: '', summary: '' }));
		expect(outcome).toMatchObject({
			obstacles: [{ kind: 'placeholder', field: 'target-group', text: '[navn på kommune]' }]
		});
	});

	test('one version at a time: what waits is not sent again', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		expect(
			await world
				.as(world.host)
				.act((acting) => sendForSigning(acting, place, { name: '', summary: '' }))
		).toEqual({
			ok: true,
			value: version
		});
		expect(await fates(world, place.id)).toEqual(['submitted']);
	});

	test('what came back is not sent again unchanged', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		const [found] = await world.as(world.host).see(listVersions(place.id));
		await world
			.as(world.host)
			.act((acting) =>
				returnDocument(
					acting,
					place,
					{ version, hash: found!.hash, at: new Date(`${TODAY}T10:00:00Z`) },
					'Vi kan ikke love svar samme dag'
				)
			);
		expect(
			await world
				.as(world.leader)
				.act((acting) => sendForSigning(acting, place, { name: '', summary: '' }))
		).toMatchObject({ ok: false, reason: 'nothing-changed-since' });
		await answer(world, place, world.leader, 'purpose', {
			purpose: 'At flere finder og holder hjem'
		});
		await send(world, place);
		expect(await fates(world, place.id)).toEqual(['submitted', 'returned']);
	});

	test('S-4 the first text is announced; of a new one the others hear by mail which answers are another', async () => {
		const { world, place } = await complete(database);
		const mails = async () => {
			const { rows } = await database.owner.query(
				`select kind, words, person_id as person from samspil.mail
				where tenant_id = $1 and kind = 'document-changed'`,
				[world.tenant]
			);
			return rows;
		};
		await send(world, place);
		expect(await mails()).toEqual([]);
		await answer(world, place, world.leader, 'purpose', {
			purpose: 'At flere finder og holder et hjem hos Karen Winther'
		});
		await send(world, place);
		const sent = await mails();
		expect(sent.map(({ person }) => person).toSorted()).toEqual(
			[world.mayor, world.clerk, world.host, world.helper].map(({ person }) => person).toSorted()
		);
		for (const { words } of sent) {
			expect(words).toMatchObject({ path: `${place.path}/versions`, more: '' });
			expect(words.change1).toMatch(/^purpose: \d+ ord til, \d+ ord fra$/);
			expect(JSON.stringify(words)).not.toContain('Karen');
		}
	});

	test('S-4 the mail compares with what was agreed on last, not with a version that came in between', async () => {
		const { world, place } = await inForce(database);
		for (const budget of ['1000', '2000']) {
			await answer(world, place, world.leader, 'purpose', { budget });
			await send(world, place);
		}
		const { rows } = await database.owner.query<{ words: Record<string, string> }>(
			`select words from samspil.mail where tenant_id = $1 and kind = 'document-changed' and person_id = $2
			order by words ->> 'change1'`,
			[world.tenant, world.host.person]
		);
		expect(rows.map(({ words }) => words.change1)).toEqual([
			expect.stringMatching(/^budget: – → 1\.000/),
			expect.stringMatching(/^budget: – → 2\.000/)
		]);
		expect(rows.map(({ words }) => words.agreed)).toEqual(['yes', 'yes']);
	});
});

describe('signing', () => {
	test('R-026 it is in force when every party has signed the same version, not before', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		expect(await sign(world, place, world.mayor, version)).toEqual({ ok: true, value: 'waiting' });
		expect(await fates(world, place.id)).toEqual(['submitted']);
		expect(await sign(world, place, world.host, version)).toEqual({ ok: true, value: 'agreed' });
		const [found] = await world.as(world.helper).see(listVersions(place.id));
		expect(found).toMatchObject({ fate: 'agreed', from: TODAY, until: null });
		const signatures = await world.as(world.helper).see(listSignatures(place.id));
		expect(signatures).toMatchObject([
			{
				name: 'Mads Borg',
				party: world.tenant,
				title: 'Leder',
				method: 'app-code',
				hash: found!.hash
			},
			{
				name: 'Vera Vang',
				party: world.shelter,
				title: 'Leder',
				method: 'app-code',
				hash: found!.hash
			}
		]);
	});

	test('an agreed first day in the future is when it comes into force', async () => {
		const { world, place } = await complete(database, '2026-08-01');
		const version = await send(world, place);
		await sign(world, place, world.mayor, version);
		await sign(world, place, world.host, version);
		const [found] = await world.as(world.host).see(listVersions(place.id));
		expect(found).toMatchObject({ fate: 'agreed', from: '2026-08-01' });
	});

	test('S-4 an edit withdraws what waits, and the signature on it counts for nothing', async () => {
		const { world, place } = await complete(database);
		const first = await send(world, place);
		await sign(world, place, world.mayor, first);
		expect(
			await answer(world, place, world.helper, 'purpose', {
				purpose: 'At flere finder hjem i tide'
			})
		).toMatchObject({ value: { withdrawn: true } });
		expect(await sign(world, place, world.host, first)).toEqual({
			ok: false,
			reason: 'not-open-for-signing'
		});
		const second = await send(world, place);
		expect(await sign(world, place, world.host, second)).toEqual({ ok: true, value: 'waiting' });
		expect(await fates(world, place.id)).toEqual(['submitted', 'withdrawn']);
	});

	test('S-4 who has read another text signs nothing', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		expect(await sign(world, place, world.host, version, { hash: 'b'.repeat(64) })).toEqual({
			ok: false,
			reason: 'version-changed'
		});
	});

	test('R-179 only the named signatory who can bind the organisation signs, and only with a proof given now', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		const attempt = (who: typeof world.host) => sign(world, place, who, version);
		expect(await attempt(world.leader)).toMatchObject({ reason: 'not-a-signatory' });
		expect(await attempt(world.helper)).toMatchObject({ reason: 'not-a-signatory' });
		expect(await attempt(world.stranger)).toMatchObject({ reason: 'no-document' });
		expect(await sign(world, place, world.host, version, { proof: null })).toMatchObject({
			reason: 'prove-again'
		});
		await letBind(world, world.host, false);
		expect(await attempt(world.host)).toMatchObject({ reason: 'cannot-bind' });
	});

	test('R-179 a signatory who left yesterday is nobody here today', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		await database.owner.query(
			`update samspil.membership set active_until = $2::date - 1 where person_id = $1`,
			[world.host.person, TODAY]
		);
		await expect(sign(world, place, world.host, version)).resolves.toMatchObject({ ok: false });
		expect(await fates(world, place.id)).toEqual(['submitted']);
	});

	test('two signatories in the same second are two signatures, and the agreement is agreed once', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		const outcomes = await Promise.all([
			sign(world, place, world.mayor, version),
			sign(world, place, world.host, version)
		]);
		expect(outcomes.map((each) => each.ok && each.value).sort()).toEqual(['agreed', 'waiting']);
		expect(await fates(world, place.id)).toEqual(['agreed']);
	});

	test('signing twice is one signature', async () => {
		const { world, place } = await complete(database);
		const version = await send(world, place);
		await sign(world, place, world.host, version);
		expect(await sign(world, place, world.host, version)).toMatchObject({
			reason: 'signed-already'
		});
	});

	test('a party with two signatories is agreed when both have signed', async () => {
		const { world, place } = await complete(database);
		const { leader, clerk, mayor, host, tenant } = world;
		await letBind(world, leader);
		await name(world, place, tenant, {
			responsible: leader,
			executing: [clerk],
			signatories: [mayor, leader]
		});
		const version = await send(world, place);
		await sign(world, place, mayor, version);
		expect(await sign(world, place, host, version)).toMatchObject({ value: 'waiting' });
		expect(await sign(world, place, leader, version)).toMatchObject({ value: 'agreed' });
	});
});
