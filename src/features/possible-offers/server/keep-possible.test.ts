/** Offers chosen for a citizen, on a real database: who chooses, who reads, and that nobody is asked. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { m } from '#messages';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { chooseOffer, dropOffer, MOST_POSSIBLE } from './keep-possible.ts';
import { listPossible } from './possible.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const NOT_THERE = { ok: false, reason: 'not-there' };

async function arrange() {
	const world = await newWorld(database);
	const story = await world.coordinatedPathway();
	const offer = async (name = 'Nattely') => {
		const id = randomUUID();
		await world.insert('offer', {
			tenant_id: world.tenant,
			id,
			organisation_id: story.shelter,
			provider: 'Værestedet',
			group_kind: 'private-voluntary',
			name,
			target_group: 'Alle',
			content: 'En seng for natten',
			contact: 'Døren er åben',
			keeper_email: 'nat@example.org',
			confirmed_on: '2026-05-01',
			confirmed_by_name: 'x',
			changed_by: story.tovholder.person,
			changed_by_name: 'x'
		});
		return id;
	};
	const choose = (as: Someone, id: string, why = 'Det er tæt på', pathway = story.pathway) =>
		world.as(as).act((acting) => chooseOffer(acting, pathway, id, why));
	const drop = (as: Someone, id: string) =>
		world.as(as).act((acting) => dropOffer(acting, story.pathway, id));
	const read = async (as: Someone) =>
		(await world.as(as).see(listPossible(story.pathway))).map(
			({ name, why, content, isThere }) => ({
				name,
				why,
				content,
				isThere
			})
		);
	return { world, offer, choose, drop, read, ...story };
}

test('R-125 whoever holds the threads chooses an offer; the citizen reads what it is, and nobody is asked', async () => {
	const { world, offer, choose, drop, read, pathway, tovholder, citizen, ...rest } =
		await arrange();
	const id = await offer();
	for (let twice = 0; twice < 2; twice++) expect(await choose(tovholder, id)).toEqual(DONE);
	const shown = [
		{ name: 'Nattely', why: 'Det er tæt på', content: 'En seng for natten', isThere: true }
	];
	for (const who of [tovholder, citizen]) expect(await read(who)).toEqual(shown);
	expect(await choose(tovholder, id, 'Andre ord')).toEqual({
		ok: false,
		reason: 'offer-chosen-already'
	});
	const companion = await world.companion(pathway, 'Sara', ['contact', 'housing']);
	const outside = await (await newWorld(database)).coordinatedPathway();
	for (const who of [rest.helper, rest.colleague, rest.leader, companion, outside.tovholder]) {
		expect(await read(who)).toEqual([]);
		expect(await choose(who, id)).toEqual(NOT_THERE);
		expect(await drop(who, id)).toEqual(NOT_THERE);
	}
	expect(await choose(citizen, id)).toEqual(NOT_THERE);
	expect(await choose(tovholder, id, '', randomUUID())).toEqual(NOT_THERE);
	const { rows } = await database.owner.query(
		`select count(*)::int as partners from samspil.partner where pathway_id = $1 and state <> 'agreed'`,
		[pathway]
	);
	expect(rows).toEqual([{ partners: 0 }]);
	for (let twice = 0; twice < 2; twice++) expect(await drop(tovholder, id)).toEqual(DONE);
	expect(await read(citizen)).toEqual([]);
});

test('R-125 one that is taken out of the directory says so, and none is chosen that is not in it', async () => {
	const { offer, choose, read, tovholder, citizen, world } = await arrange();
	const id = await offer();
	await choose(tovholder, id);
	await database.owner.query(`update samspil.offer set withdrawn_on = '2026-05-02' where id = $1`, [
		id
	]);
	expect(await read(citizen)).toEqual([
		{ name: 'Nattely', why: 'Det er tæt på', content: '', isThere: false }
	]);
	const gone = { ok: false, reason: 'offer-not-in-directory' };
	expect(await choose(tovholder, randomUUID())).toEqual(gone);
	const other = await offer('Morgenmad');
	await database.owner.query(`update samspil.offer set withdrawn_on = '2026-05-02' where id = $1`, [
		other
	]);
	expect(await choose(tovholder, other)).toEqual(gone);
	expect(world.tenant).toBeTruthy();
});

test('R-125 one that the directory does not show is not there, one that is due to be said right is marked', async () => {
	const { world, offer, choose, pathway, tovholder, citizen } = await arrange();
	// the day is the 4th of May 2026: due after six months, and hidden ninety days later
	const since = (id: string, column: 'confirmed_on' | 'valid_until', day: string) =>
		database.owner.query(`update samspil.offer set ${column} = $2 where id = $1`, [id, day]);
	const [stale, hidden, over] = [await offer('Gammel'), await offer('Ældre'), await offer('Slut')];
	for (const id of [stale, hidden, over]) expect(await choose(tovholder, id)).toEqual(DONE);
	await since(stale, 'confirmed_on', '2025-09-01');
	await since(hidden, 'confirmed_on', '2025-01-01');
	await since(over, 'valid_until', '2026-01-03');
	for (const who of [tovholder, citizen])
		expect(
			(await world.as(who).see(listPossible(pathway))).map(
				({ name, isThere, isStale, contact, content }) => [name, isThere, isStale, contact, content]
			)
		).toEqual([
			['Gammel', true, true, 'Døren er åben', 'En seng for natten'],
			['Ældre', false, false, '', ''],
			['Slut', false, false, '', '']
		]);
	const gone = { ok: false, reason: 'offer-not-in-directory' };
	const others = [await offer('Gammel to'), await offer('Ældre to'), await offer('Slut to')];
	await since(others[0]!, 'confirmed_on', '2025-09-01');
	await since(others[1]!, 'confirmed_on', '2025-01-01');
	await since(others[2]!, 'valid_until', '2026-01-03');
	expect(await choose(tovholder, others[0]!)).toEqual(DONE);
	expect(await choose(tovholder, others[1]!)).toEqual(gone);
	expect(await choose(tovholder, others[2]!)).toEqual(gone);
	// So is one that came with a file, and that nobody has confirmed.
	const filed = await offer('Fra en fil');
	await database.owner.query(
		`update samspil.offer set source = 'Listen', source_key = '1', confirmed_by_name = '', is_confirmed = false where id = $1`,
		[filed]
	);
	expect(await choose(tovholder, filed)).toEqual(DONE);
	const read = await world.as(citizen).see(listPossible(pathway));
	expect(read.find(({ name }) => name === 'Fra en fil')).toMatchObject({
		isThere: true,
		isStale: true
	});
});

test('R-125 the citizen is told that standing there asks nobody, and not that nobody was ever asked', () => {
	expect(m.possible_means({}, { locale: 'da' })).toContain('At det står her, betyder ikke');
	expect(m.possible_means({}, { locale: 'en' })).toContain('That it stands here does not mean');
});

test('R-125 not more than can be read, and nothing on a closed pathway', async () => {
	const { offer, choose, drop, tovholder, pathway } = await arrange();
	const ids = await Promise.all(
		Array.from({ length: MOST_POSSIBLE + 1 }, (_, at) => offer(`Tilbud ${at}`))
	);
	for (const id of ids.slice(0, -1)) expect(await choose(tovholder, id)).toEqual(DONE);
	expect(await choose(tovholder, ids.at(-1)!)).toEqual({
		ok: false,
		reason: 'too-many-possible-offers'
	});
	await database.owner.query(`update samspil.pathway set state = 'closed' where id = $1`, [
		pathway
	]);
	const closed = { ok: false, reason: 'pathway-closed' };
	expect(await choose(tovholder, ids.at(-1)!)).toEqual(closed);
	expect(await drop(tovholder, ids[0]!)).toEqual(closed);
});
