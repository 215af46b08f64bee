import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { answerDocument } from '#features/documents/server/answer-document.ts';
import { markOf } from '#features/documents/server/weigh-answers.ts';
import { answerTo, findField } from '#features/documents/template.rules.ts';
import type { Posted } from '#features/documents/form.rules.ts';
import { attachFile, emptyFile } from '#features/documents/server/attach-file.ts';
import { findAttachment, listAttachments } from '#features/documents/server/attachment.queries.ts';
import { findDocument } from '#features/documents/server/document.queries.ts';
import { findAgreedVersion, listSignatures } from '#features/documents/server/version.queries.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { TODAY, type Someone } from '#server/database/test-world.ts';
import { newestTemplateOf } from '../agreement-template.rules.ts';
import { registerAgreement, sendForSigning } from './agree.ts';
import { listDues } from './test-rows.queries.ts';
import { beginAgreement, pathOf } from './begin-agreement.ts';
import { registerNotice } from './end-agreement.ts';
import { listObligations, listOurObligations } from './obligation.queries.ts';
import { newAgreementWorld } from './test-agreement.ts';

const database = await testDatabase();
afterAll(() => database.close());

const template = newestTemplateOf('signed-elsewhere');
const PDF = new TextEncoder().encode('%PDF-1.7 as it was signed');

/** An agreement from a drawer, begun by the project leader with the shelter. */
async function begun() {
	const world = await newAgreementWorld(database);
	const id = randomUUID();
	const outcome = await world.as(world.leader).act((acting) =>
		beginAgreement(acting, 'signed-elsewhere', template, {
			id,
			title: 'Varmestuen 2024',
			language: 'da',
			parties: [world.tenant, world.shelter],
			collaboration: null
		})
	);
	if (!outcome.ok) throw new Error(outcome.reason);
	return { world, id, place: { id, template, path: pathOf(id) } };
}

type Begun = Awaited<ReturnType<typeof begun>>;

const attach = ({ world, id }: Begun, who: Someone = world.leader, file = PDF) =>
	world
		.as(who)
		.act((acting) =>
			attachFile(acting, id, { id: randomUUID(), name: 'Aftale.pdf', file, pages: 3 })
		);

const register = ({ world, place }: Begun, who: Someone = world.leader) =>
	world.as(who).act((acting) => registerAgreement(acting, place));

/** Answers questions that nobody has answered yet, as the page of the section shows them. */
async function write(
	{ world, place }: Pick<Begun, 'world' | 'place'>,
	section: string,
	posted: Posted
) {
	const keys = [...new Set(posted.map(([key]) => key.split('.')[0]!))];
	const shown = await Promise.all(
		keys.map(async (key): Promise<[string, string][]> => [
			[`was.${key}`, await markOf(answerTo(findField(template, key)!, {}))],
			[`version.${key}`, '0']
		])
	);
	const outcome = await world
		.as(world.leader)
		.act((acting) => answerDocument(acting, place, section, [...posted, ...shown.flat()]));
	if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}

/** Types the facts: in force for two years, three months' notice, a review, and one promise of each kind. */
async function typed({ world, place }: Begun, until = '2027-12-31') {
	const say = (section: string, posted: Posted) => write({ world, place }, section, posted);
	await say('elsewhere', [['agreement-type.text', 'partnership-agreement']]);
	await say('term', [
		['starts-on.text', '2025-01-01'],
		['ends-on.text', until],
		['notice-months.text', '3'],
		['review-on.text', '2026-09-01'],
		['review-owner.text', `${world.leader.person}.${world.tenant}`]
	]);
	await say('promises', [
		['written-promises.row', 'r1'],
		['written-promises.cell.r1.promised-by', world.shelter],
		['written-promises.cell.r1.obligation', 'Holde åbent hver nat'],
		['written-promises.cell.r1.due', '2026-08-01'],
		['written-promises.row', 'r2'],
		['written-promises.cell.r2.obligation', 'Mødes hvert kvartal']
	]);
}

/** Laid in, with everything. */
async function registered() {
	const begin = await begun();
	await typed(begin);
	await attach(begin);
	const outcome = await register(begin);
	if (!outcome.ok) throw new Error(JSON.stringify(outcome));
	return begin;
}

describe('an agreement from a drawer', () => {
	test('R-005 R-285 R-286 has its days from the first day on, without anybody signing here', async () => {
		const { world, id } = await registered();
		const [agreed, dues, document, signatures] = await world
			.as(world.host)
			.read(
				findAgreedVersion(id),
				listDues(id, '2026-05-04'),
				findDocument(id),
				listSignatures(id)
			);
		expect(agreed[0]).toMatchObject({ fate: 'agreed', from: '2025-01-01', until: '2027-12-31' });
		expect(dues.map(({ kind, on }) => `${kind} ${on}`)).toEqual([
			'obligation 2026-08-01',
			'review 2026-09-01',
			'last-notice 2027-08-31',
			'expiry 2027-12-31'
		]);
		expect(document[0]).toMatchObject({ reviewOn: '2026-09-01', ownerName: world.leader.name });
		expect(signatures).toEqual([]);
	});

	test('R-265 each party finds what it has promised', async () => {
		const { world, id } = await registered();
		const ours = async (who: Someone) =>
			(await world.as(who).see(listOurObligations())).map(({ what }) => what);
		expect(await ours(world.host)).toEqual(['Holde åbent hver nat', 'Mødes hvert kvartal']);
		expect(await ours(world.leader)).toEqual(['Mødes hvert kvartal']);
		const all = await world.as(world.leader).see(listObligations(id));
		expect(all.find(({ what }) => what.startsWith('Holde'))?.party).toBe(world.shelter);
	});

	test('R-286 is ended by notice as any other', async () => {
		const { world, id } = await registered();
		const given = await world.as(world.mayor).act((acting) =>
			registerNotice(acting, id, randomUUID(), {
				by: world.tenant,
				received: TODAY,
				end: null,
				evidence: '',
				reason: ''
			})
		);
		expect(given.ok || given.reason).toBe(true);
		const dues = await world.as(world.host).see(listDues(id, '2026-05-04'));
		expect(dues.find(({ kind }) => kind === 'ending')?.on).toBe('2026-08-31');
	});

	test('R-286 its end is told to a party that names nobody in it, by whoever speaks for that party', async () => {
		const { world, id } = await registered();
		const given = await world.as(world.leader).act((acting) =>
			registerNotice(acting, id, randomUUID(), {
				by: world.shelter,
				received: TODAY,
				end: null,
				evidence: 'Anbefalet brev',
				reason: ''
			})
		);
		expect(given.ok || given.reason).toBe(true);
		const { rows } = await database.owner.query(
			"select person_id as person from samspil.notice where tenant_id = $1 and kind = 'agreement-notice'",
			[world.tenant]
		);
		const told = rows.map(({ person }) => person);
		expect(told).toContain(world.host.person);
		expect(told).not.toContain(world.leader.person);
	});

	test('is told to the other party once it is laid in, and not before', async () => {
		const begin = await begun();
		const { world } = begin;
		const told = async () =>
			(
				await database.owner.query('select kind from samspil.notice where person_id = $1', [
					world.host.person
				])
			).rows.map(({ kind }) => kind);
		expect(await told()).toEqual([]);
		await typed(begin);
		await attach(begin);
		await register(begin);
		expect(await told()).toEqual(['document-registered']);
	});

	test('is not laid in without its file, its first day, its review and two parties', async () => {
		const begin = await begun();
		const lacks = async () => {
			const outcome = await register(begin);
			if (outcome.ok || outcome.reason !== 'obstacles') throw new Error(JSON.stringify(outcome));
			return outcome.obstacles.map((each) => (each.kind === 'answer' ? each.field : each.kind));
		};
		expect(await lacks()).toEqual([
			'file-missing',
			'agreement-type',
			'starts-on',
			'review-on',
			'review-owner'
		]);
		await attach(begin);
		await typed(begin, '2026-01-01');
		// what has ended needs no reminding
		expect(await lacks()).toEqual(['check']);
	});

	test('laid in twice it is one, and what is typed anew counts from then on', async () => {
		const begin = await registered();
		const { world, id } = begin;
		const again = await register(begin);
		const [agreed] = await world.as(world.leader).see(findAgreedVersion(id));
		expect(again).toEqual({ ok: true, value: agreed?.id });
		await write(begin, 'elsewhere', [['about.text', 'Varmestuen ved havnen']]);
		expect((await register(begin)).ok).toBe(true);
		const [newer] = await world.as(world.leader).see(findAgreedVersion(id));
		expect(newer?.number).toBe(2);
	});

	test('nobody is asked to sign it here, and nobody but its writers lays it in', async () => {
		const begin = await begun();
		const { world, place } = begin;
		await typed(begin);
		await attach(begin);
		const sent = await world
			.as(world.leader)
			.act((acting) => sendForSigning(acting, place, { name: '', summary: '' }));
		expect(sent.ok).toBe(false);
		expect(await register(begin, world.host)).toMatchObject({ reason: 'not-a-writer-of-it' });
		expect(await register(begin, world.stranger)).toMatchObject({ reason: 'no-document' });
	});
});

describe('its files', () => {
	test('come back byte for byte to each party, and a stranger sees none', async () => {
		const begin = await begun();
		const { world, id } = begin;
		const added = await attach(begin);
		if (!added.ok) throw new Error(added.reason);
		const read = (who: Someone) => world.as(who).see(findAttachment(id, added.value));
		const [file] = await read(world.host);
		expect(Buffer.compare(file!.file, PDF)).toBe(0);
		expect(await read(world.stranger)).toEqual([]);
		expect(await world.as(world.stranger).see(listAttachments(id))).toEqual([]);
		// a party that writes nothing in it adds nothing
		expect(await attach(begin, world.host)).toMatchObject({ reason: 'not-a-writer-of-it' });
		expect(await attach(begin, world.stranger)).toMatchObject({ reason: 'no-document' });
	});

	test('are one where the same is given twice, and ten at most', async () => {
		const begin = await begun();
		const first = await attach(begin);
		expect(await attach(begin)).toEqual(first);
		for (let each = 1; each < 10; each += 1)
			await attach(begin, begin.world.leader, new TextEncoder().encode(`%PDF-1.7 ${each}`));
		const more = new TextEncoder().encode('%PDF-1.7 more');
		expect(await attach(begin, begin.world.leader, more)).toEqual({
			ok: false,
			reason: 'too-many-files'
		});
	});

	test('are emptied while nothing is agreed, stay afterwards, and are never changed', async () => {
		const begin = await begun();
		const { world, id } = begin;
		const empty = (file: string) =>
			world.as(world.leader).act((acting) => emptyFile(acting, id, file));
		const wrong = await attach(begin, world.leader, new TextEncoder().encode('%PDF-1.7 wrong'));
		if (!wrong.ok) throw new Error(wrong.reason);
		expect((await empty(wrong.value)).ok).toBe(true);
		expect((await empty(wrong.value)).ok).toBe(true);
		const { rows } = await database.owner.query(
			'select file, emptied_by_name from samspil.document_attachment where id = $1',
			[wrong.value]
		);
		expect(rows).toEqual([{ file: null, emptied_by_name: world.leader.name }]);
		await typed(begin);
		const right = await attach(begin);
		if (!right.ok) throw new Error(right.reason);
		await register(begin);
		expect(await empty(right.value)).toMatchObject({ reason: 'file-shows-what-is-agreed' });
		for (const change of ["name = 'x'", "file = '\\x00'", 'file = null, emptied_at = now()'])
			await expect(
				database.owner.query(`update samspil.document_attachment set ${change} where id = $1`, [
					right.value
				])
			).rejects.toThrow();
		await expect(
			database.owner.query('delete from samspil.document_attachment where id = $1', [right.value])
		).rejects.toThrow();
	});
});
