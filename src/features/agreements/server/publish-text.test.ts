import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import type { Someone } from '#server/database/test-world.ts';
import {
	answerPublication,
	insertPublication,
	listCommunicators,
	listPublications
} from './publication.queries.ts';
import { answerForName, answerPublishing, askToPublish } from './publish-text.ts';
import type { AgreementWorld } from './test-agreement.ts';
import { people, signedContract } from './test-live.ts';

const database = await testDatabase();
const { owner } = database;

const wish = (id = randomUUID()) => ({
	id,
	title: 'Nye vagter i huset',
	body: 'Vi har fået fire nye frivillige.',
	channel: 'social-media' as const,
	carries: [] as string[]
});
const by = { name: 'Nogen', organisationName: 'Nattely' };

/** A contract in force that names the clerk of the municipality to speak for it. */
const spokenFor = () =>
	signedContract(database, {
		sections: ['communication'],
		said: (world) => [
			[world.leader, 'communicators', people(world.clerk)],
			[
				world.leader,
				'communication-rules',
				{ value: { kind: 'prose', text: 'Spørg først' }, notApplicable: null }
			]
		]
	});
const ask = (world: AgreementWorld, id: string, who: Someone, text = wish()) =>
	world.as(who).act((acting) => askToPublish(acting, id, text));
const answer = (
	world: AgreementWorld,
	id: string,
	who: Someone,
	publication: string,
	said: { isApproved: boolean; reason: string } = { isApproved: true, reason: '' }
) => world.as(who).act((acting) => answerPublishing(acting, id, publication, said));
const told = async (path: string) =>
	(
		await owner.query(
			'select person_id as person, kind from samspil.notice where path = $1 order by kind',
			[path]
		)
	).rows;

test('R-025 what somebody writes waits for those the agreement names, who are told; whoever asked is told the answer', async () => {
	const { world, id } = await spokenFor();
	const text = wish();
	for (let time = 0; time < 2; time += 1)
		expect(await ask(world, id, world.helper, text)).toEqual({ ok: true, value: 'asked' });
	expect(await ask(world, id, world.helper, { ...text, body: 'Noget andet' })).toMatchObject({
		reason: 'sent-before'
	});
	expect(await world.as(world.leader).see(listPublications(id))).toMatchObject([
		{
			title: text.title,
			body: text.body,
			channel: text.channel,
			state: 'asked',
			names: [],
			askedByName: 'Hans Hjælper',
			decidedByName: ''
		}
	]);
	const path = `/agreements/${id}/publications`;
	expect(await told(path)).toEqual([
		{ person: world.clerk.person, kind: 'agreement-publication-asked' }
	]);

	expect(await answer(world, id, world.clerk, text.id)).toEqual({ ok: true, value: 'approved' });
	expect(await told(path)).toHaveLength(2);
	expect(await told(path)).toContainEqual({
		person: world.helper.person,
		kind: 'agreement-publication-approved'
	});
	expect(await world.as(world.helper).see(listPublications(id))).toMatchObject([
		{ state: 'approved', decidedByName: 'Karl Kontor' }
	]);
	const { rows } = await owner.query(
		'select person_id as person from samspil.mail where words ->> $1 = $2 order by created_at',
		['path', path]
	);
	expect(rows.map(({ person }) => person)).toEqual([world.clerk.person, world.helper.person]);
});

test('R-025 the named say no with a reason, and another answer comes too late', async () => {
	const { world, id } = await spokenFor();
	const text = wish();
	await ask(world, id, world.helper, text);
	expect(
		await answer(world, id, world.clerk, text.id, { isApproved: false, reason: '' })
	).toMatchObject({ reason: 'publication-no-reason' });
	expect(await answer(world, id, world.leader, text.id)).toMatchObject({
		reason: 'not-a-communicator'
	});
	const no = { isApproved: false, reason: 'Efter mødet' };
	for (let time = 0; time < 2; time += 1)
		expect(await answer(world, id, world.clerk, text.id, no)).toEqual({
			ok: true,
			value: 'declined'
		});
	expect(await answer(world, id, world.clerk, text.id)).toMatchObject({
		reason: 'publication-answered'
	});
	expect(await answer(world, id, world.stranger, text.id)).toMatchObject({
		reason: 'no-document'
	});
});

test('R-025 what one of the named writes goes out at once; where nobody is named, or is there any more, nothing is asked about', async () => {
	const { world, id } = await spokenFor();
	expect(await ask(world, id, world.clerk)).toEqual({ ok: true, value: 'approved' });
	await owner.query('update samspil.membership set active_until = $2 where person_id = $1', [
		world.clerk.person,
		'2026-01-01'
	]);
	expect(await world.as(world.leader).see(listCommunicators(id))).toEqual([]);
	expect(await ask(world, id, world.helper)).toMatchObject({ reason: 'nobody-may-approve' });
	const silent = await signedContract(database);
	expect(await ask(silent.world, silent.id, silent.world.helper)).toMatchObject({
		reason: 'nobody-may-approve'
	});
});

test('PostgreSQL itself lets nobody approve their own, answer for the named, or read it from outside', async () => {
	const { world, id } = await spokenFor();
	const text = wish();
	await ask(world, id, world.helper, text);
	for (const who of [world.helper, world.host, world.leader, world.stranger])
		expect(
			await world
				.as(who)
				.act((acting) =>
					acting.run(answerPublication(id, text.id, 'approved', { ...by, reason: '' }))
				)
		).toBe(0);
	for (const [who, state] of [
		[world.helper, 'approved'],
		[world.stranger, 'asked'],
		[world.landlord, 'asked']
	] as const)
		await expect(
			world.as(who).act((acting) => acting.run(insertPublication(id, wish(), state, by)))
		).rejects.toThrow(/row-level security|foreign key/);
	for (const who of [world.stranger, world.landlord]) {
		expect(await world.as(who).see(listPublications(id))).toEqual([]);
		expect(await world.as(who).see(listCommunicators(id))).toEqual([]);
	}
});

test('R-261 a text with a party’s name waits for whom that party has named, for exactly that text; one no stops it', async () => {
	const { world, id } = await spokenFor();
	const contact = `${world.host.person}.${world.shelter}`;
	await owner.query('alter table samspil.document_version disable trigger user');
	await owner.query(
		`update samspil.document_version set content = jsonb_set(jsonb_set(content::jsonb, array['answers', 'name-approval@' || $2],
			'{"value": {"kind": "choice", "text": "yes"}, "notApplicable": null}'), array['answers', 'approval-contact@' || $2],
			jsonb_build_object('value', jsonb_build_object('kind', 'person', 'text', $3::text), 'notApplicable', null)) where document_id = $1`,
		[id, world.shelter, contact]
	);
	await owner.query('alter table samspil.document_version enable trigger user');
	const text = { ...wish(), carries: [world.shelter, world.tenant] };
	expect(await ask(world, id, world.clerk, text)).toEqual({ ok: true, value: 'asked' });
	expect(await told(`/agreements/${id}/publications`)).toEqual([
		{ person: world.host.person, kind: 'agreement-publication-asked' }
	]);
	const say = (who: Someone, isApproved: boolean, reason = '') =>
		world.as(who).act((acting) => answerForName(acting, id, text.id, { isApproved, reason }));
	for (const who of [world.clerk, world.leader, world.helper])
		expect(await say(who, true)).toEqual({ ok: false, reason: 'not-for-this-name' });
	expect(await say(world.stranger, true)).toMatchObject({ reason: 'no-document' });
	expect(await say(world.host, false)).toMatchObject({ reason: 'publication-no-reason' });
	for (let time = 0; time < 2; time += 1)
		expect(await say(world.host, false, 'Vores logo er et andet')).toEqual({
			ok: true,
			value: 'declined'
		});
	expect(await say(world.host, true)).toMatchObject({ reason: 'publication-answered' });
	expect(await world.as(world.clerk).see(listPublications(id))).toMatchObject([
		{ state: 'approved', names: [{ party: world.shelter, state: 'declined', by: 'Vera Vang' }] }
	]);
	expect(await world.as(world.stranger).see(listPublications(id))).toEqual([]);
	const { rows } = await owner.query(
		'select count(*)::int as count from samspil.agreement_publication_name where document_id = $1',
		[id]
	);
	expect(rows).toEqual([{ count: 1 }]);
});
