/** Who reads which mail in the outbox, asked of PostgreSQL. */
import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld } from '#server/database/test-world.ts';
import { queueMail, type Mail } from '#server/mail.queries.ts';
import { findLatestMailTo, findMail, listMails, MAILS_A_PAGE } from './outbox.queries.ts';

const database = await testDatabase();

async function story() {
	const world = await newWorld(database);
	const { tovholder, citizen, leader } = await world.coordinatedPathway();
	const administrator = await world.administrator();
	const queue = (mail: Mail) => world.as(tovholder).act((acting) => acting.run(queueMail(mail)));
	return { world, tovholder, citizen, leader, administrator, queue };
}

const invitation = (address: string): Mail => ({
	kind: 'invitation',
	to: { address },
	words: { name: 'Bo', inviter: 'Ada', organisation: 'Kilden', path: '/invitations/abc' }
});

test('an administrator finds an invitation with its link and its receiver; nobody else does', async () => {
	const { world, administrator, queue, tovholder, leader, citizen } = await story();
	const address = `bo-${world.tenant}@example.test`;
	await queue(invitation(address));
	const listed = (await world.as(administrator).see(listMails(undefined))).find(
		(mail) => mail.address === address
	);
	const [found] = await world.as(administrator).see(findMail(listed!.id));
	expect(found).toMatchObject({
		name: 'Bo',
		state: 'waiting',
		words: { path: '/invitations/abc' }
	});
	for (const someone of [tovholder, leader, citizen]) {
		expect(await world.as(someone).see(listMails(undefined))).toEqual([]);
		expect(await world.as(someone).see(findMail(listed!.id))).toEqual([]);
	}
});

test('the newest mail of a kind to an address is found by administrators, and by nobody else', async () => {
	const { world, administrator, queue, tovholder } = await story();
	const address = `Siri-${world.tenant}@example.test`;
	const latest = (who: typeof administrator, kind = 'invitation') =>
		world.as(who).see(findLatestMailTo(kind, address));
	await queue(invitation(address));
	const [first] = await latest(administrator);
	await queue(invitation(address));
	await queue(invitation(`an-other-${world.tenant}@example.test`));
	const [second] = await latest(administrator);
	expect(second!.id).not.toBe(first!.id);
	const [found] = await world.as(administrator).see(findMail(second!.id));
	expect(found?.address).toBe(address.toLowerCase());
	expect(await latest(administrator, 'notice')).toEqual([]);
	expect(await latest(tovholder)).toEqual([]);
});

test('mail to a citizen is in no list, and an administrator cannot open it by its id', async () => {
	const { world, administrator, queue, citizen } = await story();
	const to = { person: citizen.person };
	await queue({ kind: 'minutes-sent', to, words: { path: '/me' } });
	await queue({
		kind: 'citizen-invitation',
		to: { address: `citizen-${world.tenant}@example.test` },
		words: { name: 'Amina', inviter: 'Tove', path: '/invitations/secret' }
	});
	const { rows } = await database.owner.query<{ id: string }>(
		'select id from samspil.mail where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toHaveLength(2);
	const listed = await world.as(administrator).see(listMails(undefined));
	for (const { id } of rows) {
		expect(listed.map((mail) => mail.id)).not.toContain(id);
		expect(await world.as(administrator).see(findMail(id))).toEqual([]);
	}
});

test('somebody at work who is a citizen too: what goes to the citizen is not in the outbox', async () => {
	const { world, administrator, queue, tovholder } = await story();
	const to = { person: tovholder.person };
	await queue({ kind: 'notice', to, words: { path: '/me' } });
	await queue({ kind: 'notice', to, words: { path: '/pathways' } });
	const listed = await world.as(administrator).see(listMails(undefined));
	expect(listed.filter((mail) => mail.name === tovholder.name)).toHaveLength(1);
});

test('an administrator does not read who is invited to a meeting of which pathway, or written to about one', async () => {
	const { world, administrator, queue, tovholder } = await story();
	const to = { person: tovholder.person };
	const calendar = {
		id: crypto.randomUUID(),
		sequence: 0,
		startsAt: '2026-05-20T10:00:00Z',
		endsAt: '2026-05-20T11:00:00Z',
		changedAt: '2026-05-04T10:00:00Z',
		method: 'CANCEL' as const
	};
	const path = `/pathways/${crypto.randomUUID()}`;
	await queue({ kind: 'meeting-invitation', to, words: { path: `${path}/meetings/x` }, calendar });
	await queue({ kind: 'meeting-cancelled', to, words: { path: '/' }, calendar });
	await queue({ kind: 'minutes-sent', to, words: { path } });
	await queue({ kind: 'notice', to, words: { path } });
	const listed = await world.as(administrator).see(listMails(undefined));
	const { rows } = await database.owner.query<{ id: string }>(
		'select id from samspil.mail where tenant_id = $1',
		[world.tenant]
	);
	expect(rows).toHaveLength(4);
	const ids = rows.map(({ id }) => id);
	expect(listed.filter(({ id }) => ids.includes(id))).toEqual([]);
	for (const { id } of rows) expect(await world.as(administrator).see(findMail(id))).toEqual([]);
});

test('a link that opens an account is not for an administrator', async () => {
	const { world, administrator, tovholder } = await story();
	const { rows } = await database.owner.query<{ id: string }>(
		`insert into samspil.mail (kind, person_id, words) values ('password-reset', $1, '{"path":"/reset-password?token=x"}')
		returning id`,
		[tovholder.person]
	);
	expect(await world.as(administrator).see(findMail(rows[0]!.id))).toEqual([]);
});

test('pages follow each other without a gap or a repeat, also where mails are of one moment', async () => {
	const { world, administrator, tovholder } = await story();
	await database.owner.query(
		`insert into samspil.mail (tenant_id, kind, person_id, words, created_at)
		select $1, 'notice', $2, '{"path":"/"}', date_trunc('minute', now()) + interval '1 hour' from generate_series(1, $3::int)`,
		[world.tenant, tovholder.person, MAILS_A_PAGE + 20]
	);
	const first = await world.as(administrator).see(listMails(undefined));
	expect(first).toHaveLength(MAILS_A_PAGE + 1);
	const second = await world.as(administrator).see(listMails(first[MAILS_A_PAGE - 1]!.id));
	const ids = [...first.slice(0, MAILS_A_PAGE), ...second].map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(second[0]!.id).toBe(first[MAILS_A_PAGE]!.id);
});
