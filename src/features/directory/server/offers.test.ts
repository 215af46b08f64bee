/** Who reads, writes and finds right which offers, asked of PostgreSQL as those people. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readAs } from '#server/acting.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { newWorld, TODAY, type Someone, type World } from '#server/database/test-world.ts';
import { askAboutOffers } from '#server/jobs/ask-about-offers.ts';
import { addDays, addMonths } from '#values/day.ts';
import { stateOf } from '../offer.rules.ts';
import { findDirectory } from './directory.queries.ts';
import { keepDirectory, keepSynonyms } from './keep-directory.ts';
import {
	addOffer,
	changeOffer,
	confirmOffer,
	withdrawOffer,
	type WrittenOffer
} from './keep-offer.ts';
import { confirmByLink, findOfferLink, listRemarks } from './link.queries.ts';
import { countKeptOffers, listKeptOffers } from './kept-offers.queries.ts';
import { findOffer, insertOffer } from './offer.queries.ts';
import { findPublicDirectory, findPublicOffer } from './public.queries.ts';
import { findOffers } from './search.queries.ts';

const database = await testDatabase();
const DONE = { ok: true, value: true };
const OWN = { isAll: false, show: 'all', page: 1 } as const;

const CAFE: WrittenOffer = {
	name: 'Cafeen',
	provider: '',
	targetGroup: 'Alle',
	content: 'Kaffe og selskab',
	admission: '',
	nextStep: 'Bare kom',
	contact: 'Spørg efter Ida',
	phone: '70 10 20 30',
	email: '',
	website: '',
	address: '',
	postalCode: '',
	town: '',
	area: '',
	openingHours: '',
	price: '',
	languages: ['dansk'],
	themes: ['loneliness', 'no-such-theme'],
	isPreventive: true,
	placesTotal: null,
	placesFree: null,
	validUntil: null,
	keeperEmail: ''
};

async function begun() {
	const world = await newWorld(database);
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const club = await world.organisation('voluntary', 'Klubben');
	const keeper = await world.worker('Ida Ildsjæl', club, 'volunteer');
	const other = await world.worker('Otto Anden', await world.organisation('private', 'Firmaet'));
	const offer = randomUUID();
	expect(await add(world, keeper, offer, club)).toEqual({ ok: true, value: offer });
	return { world, leader, club, keeper, other, offer };
}
const add = (
	world: World,
	who: Someone,
	id: string,
	at: string,
	said: Partial<WrittenOffer> = {}
) => world.as(who).act((acting) => addOffer(acting, id, at, { ...CAFE, ...said }));
const change = (
	world: World,
	who: Someone,
	id: string,
	version: number,
	said: Partial<WrittenOffer>
) => world.as(who).act((acting) => changeOffer(acting, id, version, { ...CAFE, ...said }));
const anybody = async <Row>(query: { compile(): never } | Parameters<typeof readAs>[2]) =>
	(await readAs(database.pools.app, { token: undefined, today: TODAY }, query as never))
		.rows[0] as Row[];

test('R-052, R-094 all on the staff side of a municipality read an offer; nobody of another, and no citizen', async () => {
	const { world, leader, keeper, other, offer } = await begun();
	for (const reader of [leader, keeper, other, await world.administrator()])
		expect(await world.as(reader).see(findOffer(offer))).toMatchObject([
			{ name: 'Cafeen', group: 'private-voluntary', themes: ['loneliness'], state: 'fresh' }
		]);
	const { citizen } = await world.coordinatedPathway();
	const next = await newWorld(database);
	const strangers = [citizen, await next.worker('Nina Nabo', next.tenant, 'project-leader')];
	for (const stranger of strangers) {
		expect(await world.as(stranger).see(findOffer(offer))).toEqual([]);
		expect(await change(world, stranger, offer, 1, { name: 'Tyvet' })).toMatchObject({
			reason: 'not-there'
		});
	}
	expect(await anybody(findOffer(offer))).toEqual([]);
});

test('its own organisation and the project leader write it; PostgreSQL refuses everybody else', async () => {
	const { world, leader, keeper, other, club, offer } = await begun();
	expect(await change(world, keeper, offer, 1, { name: 'Cafeen ved åen' })).toEqual(DONE);
	expect(await change(world, leader, offer, 2, { name: 'Cafeen ved søen' })).toEqual(DONE);
	expect(await change(world, other, offer, 3, { name: 'Min' })).toMatchObject({
		reason: 'offer-not-yours'
	});
	expect(await add(world, other, randomUUID(), club)).toMatchObject({ reason: 'offer-not-yours' });
	const forged = { ...CAFE, group: 'municipal', themes: [] } as never;
	await expect(
		world.as(other).act((acting) => acting.run(insertOffer(randomUUID(), club, forged, 'x')))
	).rejects.toThrow(/row-level security/);
	expect(await add(world, leader, randomUUID(), club, { provider: 'Naboerne' })).toMatchObject({
		ok: true
	});
});

test('two windows keep both texts, and a form sent twice makes one', async () => {
	const { world, keeper, club, offer } = await begun();
	expect(await add(world, keeper, offer, club)).toMatchObject({ ok: true });
	expect(await change(world, keeper, offer, 1, { content: 'Kaffe og kage' })).toEqual(DONE);
	expect(await change(world, keeper, offer, 1, { content: 'Te' })).toMatchObject({
		reason: 'stale',
		saved: { content: 'Kaffe og kage', version: 2 }
	});
	const confirm = (version: number) =>
		world.as(keeper).act((acting) => confirmOffer(acting, offer, version));
	expect(await confirm(1)).toMatchObject({ reason: 'stale' });
	expect(await confirm(2)).toEqual(DONE);
	expect(await change(world, keeper, offer, 2, { placesTotal: 2, placesFree: 3 })).toMatchObject({
		reason: 'more-free-than-places'
	});
});

test('an offer that nobody has found right is marked, then hidden; the database says so as the rule does', async () => {
	const { world, keeper, offer } = await begun();
	const rhythm = { rhythmMonths: 6, hiddenAfterDays: 90 };
	const due = addMonths(TODAY, 6);
	for (const step of [-15, -14, -13, 0, 1, 90, 91, 400]) {
		const today = addDays(due, step);
		const [kept] = await world.as(keeper, today).see(findOffer(offer));
		expect(kept!.state, today).toBe(stateOf(kept!, rhythm, today));
		const [page] = await world.as(keeper, today).see(findOffers(null, {}, 0, 20));
		expect(page!.found!.total, today).toBe(step <= 90 ? 1 : 0);
	}
	await world.as(keeper).act((acting) => withdrawOffer(acting, offer, 1, true));
	const [gone] = await world.as(keeper).see(findOffers(null, { asked: 'cafeen' }, 0, 20));
	expect(gone!.found!.total).toBe(0);
	expect(await world.as(keeper).see(listKeptOffers(OWN, 0, 9))).toMatchObject([
		{ state: 'withdrawn' }
	]);
});

test('anybody reads an offer once the project leader has opened the directory, and not who keeps it', async () => {
	const { world, leader, keeper, offer } = await begun();
	const { tenant } = world;
	const open = (who: Someone) =>
		world.as(who).act((acting) =>
			keepDirectory(acting, 1, {
				isPublic: true,
				rhythmMonths: 6,
				hiddenAfterDays: 90,
				whomToAsk: ''
			})
		);
	const seen = async () => ({
		one: await anybody<object>(findPublicOffer(tenant, offer)),
		found: (await anybody<{ found: { total: number } | null }>(findOffers(tenant, {}, 0, 5)))[0]!
			.found
	});
	expect(await anybody(findPublicDirectory(tenant))).toEqual([]);
	expect(await seen()).toEqual({ one: [], found: null });
	expect(await open(keeper)).toMatchObject({ reason: 'directory-not-yours' });
	expect(await open(leader)).toEqual(DONE);
	const { one, found } = await seen();
	expect(found).toMatchObject({ total: 1 });
	expect(one).toMatchObject([{ name: 'Cafeen' }]);
	expect(JSON.stringify(one)).not.toContain('Ida Ildsjæl');
	expect((await world.as(leader).see(findDirectory()))[0]).toMatchObject({
		isPublic: true,
		version: 2
	});
});

test('who keeps offers is asked once before the day and once after, and answers by a link that works once', async () => {
	const { world, keeper, other, offer } = await begun();
	const { owner, pools } = database;
	const due = addMonths(TODAY, 6);
	const asked = async (today: string) => {
		await askAboutOffers(pools.jobs, today);
		const { rows } = await owner.query(
			`select person_id as person, words ->> 'path' as path, in_outbox as seen from samspil.mail
			where tenant_id = $1 and kind = 'offers-to-confirm' order by created_at`,
			[world.tenant]
		);
		return rows;
	};
	expect(await asked(addDays(due, -14))).toEqual([]);
	const [mail] = await asked(addDays(due, -13));
	expect(mail).toMatchObject({ person: keeper.person, seen: false });
	expect(await asked(addDays(due, -1))).toHaveLength(1);
	expect(await asked(addDays(due, 1))).toHaveLength(2);

	const token = (mail.path as string).split('/').at(-1)!;
	const today = addDays(due, -5);
	expect(await anybody(findOfferLink(token, today))).toMatchObject([
		{ state: 'open', offers: [{ id: offer, version: 1 }] }
	]);
	expect(await anybody(findOfferLink('guessed', today))).toEqual([]);
	const right = (version: number, id = offer) =>
		anybody<{ outcome: string }>(confirmByLink(token, today, [{ id, version }]));
	const theirs = randomUUID();
	await add(world, other, theirs, other.organisation!);
	// Another's offer is not behind this link.
	expect(await right(1, theirs)).toEqual([{ outcome: 'changed' }]);
	expect(await right(7)).toEqual([{ outcome: 'changed' }]);
});

test('a link confirms what it showed, once', async () => {
	const { world, offer, keeper } = await begun();
	await askAboutOffers(database.pools.jobs, addMonths(TODAY, 6));
	const { rows } = await database.owner.query(
		`select words ->> 'path' as path from samspil.mail where tenant_id = $1 and kind = 'offers-to-confirm'`,
		[world.tenant]
	);
	const token = rows[0].path.split('/').at(-1);
	const as = () =>
		world
			.as(keeper)
			.act((acting) =>
				acting.first(confirmByLink(token, acting.today, [{ id: offer, version: 1 }]))
			);
	expect(await as()).toEqual({ outcome: 'done' });
	// Sent twice: it is done, once.
	expect(await as()).toEqual({ outcome: 'done' });
	expect((await world.as(keeper).see(findOffer(offer)))[0]).toMatchObject({
		confirmedOn: TODAY,
		confirmedBy: 'Ida Ildsjæl'
	});
	expect(await anybody(findOfferLink(token, TODAY))).toMatchObject([{ state: 'used', offers: [] }]);
});

test('whoever keeps several offers answers for them bit by bit; the link is used up with the last', async () => {
	const { world, offer, keeper } = await begun();
	const second = randomUUID();
	await add(world, keeper, second, keeper.organisation!);
	await askAboutOffers(database.pools.jobs, addMonths(TODAY, 6));
	const { rows } = await database.owner.query(
		`select words ->> 'path' as path from samspil.mail where tenant_id = $1 and kind = 'offers-to-confirm'`,
		[world.tenant]
	);
	const token = rows[0].path.split('/').at(-1);
	const link = async () => (await anybody(findOfferLink(token, TODAY)))[0];
	const right = (id: string, on = TODAY) =>
		anybody(confirmByLink(token, on, [{ id, version: 1 }], []));
	expect(await right(offer)).toEqual([{ outcome: 'done' }]);
	expect(await link()).toMatchObject({ state: 'open', answered: 1, offers: [{ id: second }] });
	// The first once more changes nothing, neither its day nor the record.
	expect(await right(offer, addDays(TODAY, 3))).toEqual([{ outcome: 'done' }]);
	expect((await world.as(keeper).see(findOffer(offer)))[0]!.confirmedOn).toBe(TODAY);
	const wrong = [{ id: second, said: 'Vi holder ferie' }];
	expect(await anybody(confirmByLink(token, TODAY, [], wrong))).toEqual([{ outcome: 'done' }]);
	expect(await link()).toMatchObject({ state: 'used', answered: 2, offers: [] });
	const recorded = await database.owner.query(
		`select detail from samspil.audit_event where tenant_id = $1 and action = 'offers.confirmed'`,
		[world.tenant]
	);
	expect(recorded.rows).toHaveLength(2);
});

/** A keeper of two offers, who has been asked by a link whether they are right. */
async function askedOfTwo() {
	const begin = await begun();
	const { world, offer, keeper } = begin;
	const second = randomUUID();
	await add(world, keeper, second, keeper.organisation!);
	await askAboutOffers(database.pools.jobs, addMonths(TODAY, 6));
	const { rows } = await database.owner.query(
		`select words ->> 'path' as path from samspil.mail where tenant_id = $1 and kind = 'offers-to-confirm'`,
		[world.tenant]
	);
	const token = rows[0].path.split('/').at(-1) as string;
	const send = async (right: string[], wrong: { id: string; said: string }[] = []) => {
		const said = right.map((id) => ({ id, version: 1 }));
		const [answer] = await anybody<{ outcome: string }>(confirmByLink(token, TODAY, said, wrong));
		return answer!.outcome;
	};
	const remarks = async (id: string) =>
		(await world.as(keeper).see(listRemarks(id))).map(({ said }) => said);
	const link = async () => (await anybody(findOfferLink(token, TODAY)))[0];
	const withdraw = (id: string) =>
		world.as(keeper).act((acting) => withdrawOffer(acting, id, 1, true));
	return { ...begin, offer, second, send, remarks, link, withdraw };
}

test('what is wrong with an offer that was found right already is kept, once', async () => {
	const { offer, second, send, remarks, world, leader } = await askedOfTwo();
	const wrong = [{ id: offer, said: 'Telefonnummeret er forkert' }];
	expect(await send([offer, second])).toBe('done');
	// back in the browser, and a word beside one of them; by an impatient finger twice
	expect(await send([second], wrong)).toBe('done');
	expect(await send([second], wrong)).toBe('done');
	expect(await remarks(offer)).toEqual(['Telefonnummeret er forkert']);
	expect(await send([], [{ id: offer, said: 'Adressen med' }])).toBe('done');
	expect((await remarks(offer)).sort()).toEqual(['Adressen med', 'Telefonnummeret er forkert']);
	const told = await database.owner.query(
		`select person_id as person, path from samspil.notice where kind = 'offer-wrong' and tenant_id = $1`,
		[world.tenant]
	);
	expect(told.rows).toEqual(
		Array.from({ length: 2 }, () => ({ person: leader.person, path: `/directory/${offer}` }))
	);
});

test('what is wrong with an offer that was found right is kept beside an answer for another', async () => {
	const { offer, second, send, remarks, link } = await askedOfTwo();
	expect(await send([offer])).toBe('done');
	expect(await send([second], [{ id: offer, said: 'Telefonnummeret er forkert' }])).toBe('done');
	expect(await remarks(offer)).toEqual(['Telefonnummeret er forkert']);
	expect(await link()).toMatchObject({ state: 'used', answered: 2 });
});

test('what is wrong with an offer that is shown no more is not taken with thanks', async () => {
	const { offer, second, send, link, withdraw } = await askedOfTwo();
	await withdraw(offer);
	expect(await send([second], [{ id: offer, said: 'Telefonnummeret er forkert' }])).toBe('changed');
	expect(await link()).toMatchObject({ state: 'open', answered: 0, offers: [{ id: second }] });
});

test('a link whose last offer is withdrawn has nothing left to answer', async () => {
	const { offer, second, send, link, withdraw } = await askedOfTwo();
	expect(await send([offer])).toBe('done');
	expect(await link()).toMatchObject({ state: 'open', offers: [{ id: second }] });
	await withdraw(second);
	expect(await link()).toMatchObject({ state: 'used', answered: 1, offers: [] });
});

test('what is wrong is kept until the offer is mended or found right, and told the project leaders; nobody else reads it', async () => {
	const { world, offer, keeper, leader, other } = await begun();
	await askAboutOffers(database.pools.jobs, addMonths(TODAY, 6));
	const { rows } = await database.owner.query(
		`select words ->> 'path' as path from samspil.mail where tenant_id = $1 and kind = 'offers-to-confirm'`,
		[world.tenant]
	);
	const token = rows[0].path.split('/').at(-1);
	const theirs = randomUUID();
	await add(world, other, theirs, other.organisation!);
	const remarks = [
		{ id: offer, said: 'Vi er flyttet <b>' },
		{ id: theirs, said: 'Ikke min' }
	];
	expect(await anybody(confirmByLink(token, TODAY, [], remarks))).toEqual([{ outcome: 'done' }]);
	// Used up: what comes now is another answer, which it does not take.
	expect(await anybody(confirmByLink(token, TODAY, [], remarks))).toEqual([{ outcome: 'gone' }]);
	for (const who of [leader, keeper])
		expect(await world.as(who).see(listRemarks(offer))).toMatchObject([
			{ said: 'Vi er flyttet <b>', by: 'Ida Ildsjæl' }
		]);
	const next = await newWorld(database);
	for (const who of [
		other,
		await world.administrator(),
		await next.worker('Nina Nabo', next.tenant, 'project-leader')
	])
		expect(await world.as(who).see(listRemarks(offer))).toEqual([]);
	expect(await world.as(leader).see(listRemarks(theirs))).toEqual([]);
	const told = await database.owner.query(
		`select person_id as person, path from samspil.notice where kind = 'offer-wrong' and tenant_id = $1`,
		[world.tenant]
	);
	expect(told.rows).toEqual([{ person: leader.person, path: `/directory/${offer}` }]);
	expect((await world.as(leader).see(findOffer(offer)))[0]!.version).toBe(1);
	expect(await change(world, keeper, offer, 1, { address: 'Nygade 4' })).toEqual(DONE);
	expect(await world.as(leader).see(listRemarks(offer))).toEqual([]);
});

test('R-098 who leads is told once when an offer of a partner’s is hidden, and nobody else is', async () => {
	const { world, leader, keeper, offer, club } = await begun();
	await add(world, keeper, randomUUID(), club);
	await add(world, leader, randomUUID(), world.tenant);
	const last = addDays(addMonths(TODAY, 6), 90);
	const told = async () => {
		const { rows } = await database.owner.query(
			`select person_id as person, path from samspil.notice where kind = 'offers-hidden' and tenant_id = $1`,
			[world.tenant]
		);
		return rows;
	};
	await askAboutOffers(database.pools.jobs, last);
	expect(await told()).toEqual([]);
	// both go the same day, and it is told once, however often it is looked
	for (const day of [1, 1, 2, 9]) await askAboutOffers(database.pools.jobs, addDays(last, day));
	const each = { person: leader.person, path: '/directory/mine?whose=all&show=hidden' };
	expect(await told()).toEqual([each]);
	// found right meanwhile, and hidden again
	await database.owner.query('update samspil.offer set confirmed_on = $2 where id = $1', [
		offer,
		last
	]);
	await askAboutOffers(database.pools.jobs, addDays(addMonths(last, 6), 91));
	expect(await told()).toEqual([each, each]);
});

test('who keeps offers sees how fresh they are, and the project leader those of everybody', async () => {
	const { world, leader, keeper, other, offer } = await begun();
	const theirs = randomUUID();
	await add(world, other, theirs, other.organisation!);
	await database.owner.query(
		`update samspil.offer set confirmed_on = $3 where tenant_id = $1 and id = $2`,
		[world.tenant, theirs, addDays(TODAY, -400)]
	);
	const see = (who: Someone, isAll: boolean, show: 'all' | 'due' | 'hidden' | 'remarked') =>
		world
			.as(who)
			.see(listKeptOffers({ isAll, show, page: 1 }, 0, 9))
			.then((found) => found.map(({ id, state }) => `${id === offer ? 'own' : 'theirs'} ${state}`));
	const all = { all: 2, due: 0, hidden: 1, remarked: 0 };
	expect(await world.as(leader).see(countKeptOffers(true))).toEqual([all]);
	expect(await see(leader, true, 'hidden')).toEqual(['theirs hidden']);
	expect(await see(leader, false, 'all')).toEqual([]);
	// Whoever leads nothing asks for all in vain.
	expect(await see(keeper, true, 'all')).toEqual(['own fresh']);
	expect(await see(other, true, 'hidden')).toEqual(['theirs hidden']);
	expect(await world.as(keeper).see(countKeptOffers(true))).toEqual([
		{ ...all, all: 1, hidden: 0 }
	]);
	const next = await newWorld(database);
	expect(
		await see(await next.worker('Nina Nabo', next.tenant, 'project-leader'), true, 'all')
	).toEqual([]);
});

test('the municipality changes which words mean the same, and finds by them at once', async () => {
	const { world, leader, keeper } = await begun();
	const found = async (asked: string) =>
		(await world.as(keeper).see(findOffers(null, { asked }, 0, 5)))[0]!.found!.total;
	expect(await found('hyggekrogen')).toBe(0);
	const keep = (who: Someone) =>
		world
			.as(who)
			.act((acting) =>
				keepSynonyms(acting, { id: randomUUID(), replaces: '', version: 1 }, [
					'hyggekrogen',
					'selskab'
				])
			);
	expect(await keep(keeper)).toMatchObject({ reason: 'directory-not-yours' });
	expect(await keep(leader)).toEqual(DONE);
	expect(await found('hyggekrogen')).toBe(1);
	// A new group of no words is not said to be kept.
	expect(
		await world
			.as(leader)
			.act((acting) => keepSynonyms(acting, { id: randomUUID(), replaces: '', version: 1 }, []))
	).toMatchObject({ reason: 'no-words' });
});

test('filters take a language and an area for the same however they are written; a door that nobody spoke of is not open', async () => {
	const { world, leader, club } = await begun();
	const more = [
		{ name: 'Suppen', languages: ['Dansk', 'GRØNLANDSK'], area: 'Ærø Nord', admission: '?' },
		{ name: 'Brættet', languages: ['dansk', 'grønlandsk'], area: 'ÆRØ NORD' },
		{ name: 'Festen', languages: ['grønlandsk'], area: 'Ærø Nord' }
	];
	for (const said of more) await add(world, leader, randomUUID(), club, said);
	const find = async (wanted: object) =>
		(await world.as(leader).see(findOffers(null, wanted, 0, 20)))[0]!.found!;
	const found = await find({});
	expect(found.languages).toEqual({ dansk: 3, grønlandsk: 3 });
	expect(found.areas).toEqual({ 'Ærø Nord': 3 });
	expect(found.open).toBe(3);
	expect(found.offers.find(({ name }) => name === 'Suppen')).toMatchObject({
		isOpen: false,
		isAdmissionKnown: false
	});
	expect(await find({ language: 'Grønlandsk', area: 'ærø nord' })).toMatchObject({ total: 3 });
	expect(await find({ language: 'DANSK' })).toMatchObject({ total: 3 });
});

test('a shorter rhythm that hides offers at once is asked about once, and kept when it is said yes to', async () => {
	const { world, leader, offer } = await begun();
	await add(world, leader, randomUUID(), world.tenant, { name: 'Suppen' });
	await database.owner.query(`update samspil.offer set confirmed_on = $2 where id = $1`, [
		offer,
		addDays(TODAY, -100)
	]);
	const rules = { isPublic: false, rhythmMonths: 2, hiddenAfterDays: 30, whomToAsk: '' };
	const keep = (version: number, said: typeof rules, agreed?: string) =>
		world.as(leader).act((acting) => keepDirectory(acting, version, said, agreed));
	expect(await keep(1, rules)).toEqual({
		ok: false,
		reason: 'hides-offers',
		hidden: 1,
		shown: 2
	});
	expect((await world.as(leader).see(findDirectory()))[0]!.version).toBe(1);
	// A yes is to the rhythm that was shown, and to no other.
	expect(await keep(1, { ...rules, rhythmMonths: 1 }, '2 30')).toMatchObject({
		reason: 'hides-offers'
	});
	expect(await keep(1, rules, '2 30')).toEqual(DONE);
	// Nothing more is hidden: nothing is asked.
	expect(await keep(2, { ...rules, isPublic: true })).toEqual(DONE);
});
