/**
 * What nobody wished for in an agreement, and what becomes of it: far too much in a field or a list, fifty parties,
 * letters that run the other way, a signatory who has left, clocks that are changed between two signatures, and a
 * template that is not there any more.
 */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test, vi } from 'vitest';
import {
	answer,
	begun,
	complete,
	inForce,
	letBind,
	name,
	newAgreementWorld,
	send,
	sign,
	type AgreementWorld
} from '../../src/features/agreements/server/test-agreement.ts';
import type { Someone } from '../../src/server/database/test-world.ts';
import { inputsOf, plain } from '../access/page-forms.ts';
import { whatDoesNotFit } from './layout.ts';
import { openSamspil } from './open-samspil.ts';
import { doesNotRead, follow, goTo, inspect, inspectAtBoth, reads, sitDown } from './people.ts';

vi.setConfig({ testTimeout: 120_000 });

const samspil = await openSamspil();
let world: AgreementWorld;
/** The agreement that is written on, and whoever writes. */
let address: string;
let lone: Awaited<ReturnType<typeof sitDown>>;

beforeAll(async () => {
	world = await newAgreementWorld(samspil.database);
	await world.administrator();
	address = (await begun(world)).path;
	// All sections of the contract.
	await samspil.database.owner.query(
		`update samspil.document set sections = '{activity,audience,goals,roles}' where id = $1`,
		[address.split('/').at(-1)]
	);
	lone = await sitDown(samspil, world.leader);
	await goTo(lone, address);
});

/** Sends the form of a section as its page brings it, with these answers in it. */
async function save(page: Page, section: string, answers: [string, string][]) {
	const { request } = page.context();
	const at = `${address}/sections/${section}`;
	const inputs = inputsOf(await (await request.get(at)).text(), 'save');
	const form = new FormData();
	for (const { name: field, value } of inputs)
		if (value !== null && !answers.some(([key]) => key === field)) form.append(field, value);
	for (const [field, value] of answers) form.append(field, value);
	const answered = await request.post(`${at}?/save`, {
		multipart: form,
		headers: { accept: 'text/html', origin: samspil.origin },
		maxRedirects: 0
	});
	return { status: answered.status(), text: plain(await answered.text()) };
}

const words = (length: number) =>
	'Æblegrød på æsel. '
		.repeat(length / 17)
		.slice(0, length)
		.trim();

test('a field of 100,000 characters is not kept, and not lost: it comes back with what to do, beside the field', async () => {
	const far = `${words(99_990)} slut.`;
	const { status, text } = await save(lone.page, 'audience', [['target-group.text', far]]);
	expect(status).toBe(422);
	expect(text).toContain(far);
	expect(text).toContain('Skriv højst 20.000 tegn.');

	const most = words(20_000);
	const taken = await save(lone.page, 'audience', [['target-group.text', most]]);
	expect(taken.status).toBe(303);
	await goTo(lone, `${address}/sections/audience`);
	expect(await lone.page.getByLabel('Målgruppe').inputValue()).toBe(most);
	const pdf = await lone.page.context().request.get(`${address}/pdf`);
	expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a table of 500 rows is told to be too long, and every row of it comes back; 200 are kept', async () => {
	const rows = (count: number) =>
		Array.from({ length: count }, (_, index): [string, string][] => [
			['strategic-goals.row', `r${index}`],
			[`strategic-goals.cell.r${index}.goal`, `Mål nummer ${index + 1}.`]
		]).flat();
	const { status, text } = await save(lone.page, 'goals', rows(500));
	expect(status).toBe(422);
	expect(text).toContain('Der kan højst være 200 linjer.');
	for (let row = 1; row <= 500; row += 1) expect(text).toContain(`Mål nummer ${row}.`);

	expect((await save(lone.page, 'goals', rows(200))).status).toBe(303);
	await goTo(lone, `${address}/sections/goals`);
	expect(await lone.page.getByLabel('Mål', { exact: true }).count()).toBe(200);
	await reads(lone, 'Linje 200');
});

test('letters that run from the right and Greenlandic ones stay what they are, and are read in their own direction', async () => {
	const arabic = 'نلتقي كل يوم خميس في الساعة 17 ونأكل معًا.';
	const greenlandic = 'Qaqqortumi ullut tamaasa naapittarpugut; aĸigssiniarneq.';
	const taken = await save(lone.page, 'activity', [['activity.text', arabic]]);
	expect(taken.status).toBe(303);
	await save(lone.page, 'audience', [['target-group.text', greenlandic]]);
	await goTo(lone, `${address}/sections/activity`);
	const field = lone.page.getByLabel('Aktiviteten');
	expect(await field.inputValue()).toBe(arabic);
	const directionOf = (element: Element) => getComputedStyle(element).direction;
	expect(await field.evaluate(directionOf)).toBe('rtl');
	await inspect(lone, 'bad-arabic-written');

	// Whoever only reads.
	const hans = await sitDown(samspil, world.helper);
	await goTo(hans, `${address}/sections/activity`);
	expect(await hans.page.getByText(arabic).evaluate(directionOf)).toBe('rtl');
	await inspectAtBoth(hans, 'bad-arabic-read');
	await goTo(hans, `${address}/sections/audience`);
	const said = hans.page.getByText(greenlandic);
	expect(await said.textContent()).toBe(greenlandic);
	expect(await said.evaluate(directionOf)).toBe('ltr');
	const { request } = hans.page.context();
	const pdf = await (await request.get(`${address}/pdf`)).body();
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

test('fifty parties write, sign and are read by each other, and each page still fits a telephone', async () => {
	const many: [organisation: string, manager: Someone][] = [];
	for (let number = 1; number <= 49; number += 1) {
		const organisation = await world.organisation('voluntary', `Forening nr. ${number}`);
		const manager = await world.worker(`Formand ${number}`, organisation, 'manager');
		await letBind(world, manager);
		many.push([organisation, manager]);
	}
	const place = await begun(
		world,
		many.map(([organisation]) => organisation)
	);
	const all: [string, Someone][] = [[world.tenant, world.mayor], ...many];
	for (const [party, who] of all) {
		await name(world, place, party, { responsible: who, executing: [who], signatories: [who] });
		const expects = { [`expectations@${party}`]: 'At vi ses hver måned.' };
		await answer(world, place, who, 'expectations', expects);
	}
	await answer(world, place, world.leader, 'purpose', { purpose: 'At alle er med.' });
	for (const page of ['', '/parties', '/sections/expectations', '/sections/roles']) {
		expect(await goTo(lone, place.path + page), page).toBe(200);
		await reads(lone, 'Forening nr. 49');
		expect(await whatDoesNotFit(lone.page), page).toEqual([]);
	}
	const version = await send(world, place);
	for (const [, who] of all) await sign(world, place, who, version);
	await goTo(lone, place.path);
	await reads(lone, 'Gælder');
	await follow(lone, 'Læs det, der er aftalt');
	for (const [, { name: signed }] of all) await reads(lone, signed);
	const { request } = lone.page.context();
	const pdf = await request.get(`${place.path}/versions/${version}/pdf`);
	expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('R-179 a signatory who left yesterday signs nothing, and the others are told to name somebody else', async () => {
	const { world: theirs, place } = await complete(samspil.database);
	await theirs.administrator();
	await send(theirs, place);
	await samspil.database.owner.query(
		`update samspil.membership set active_until = current_date - 1 where person_id = $1`,
		[theirs.host.person]
	);
	const leader = await sitDown(samspil, theirs.leader);
	await goTo(leader, place.path);
	await reads(leader, 'Udgaven kan ikke blive underskrevet, som den er', 'Vera Vang');
	await reads(leader, 'Er ikke i organisationen mere', 'Nævn en anden');
	await inspectAtBoth(leader, 'bad-signatory-left');
	const vera = await sitDown(samspil, theirs.host);
	await vera.page.goto(place.path);
	await expect.poll(() => vera.page.textContent('body')).not.toContain('Læs og skriv under');
	// Nobody is told anything where all of them can sign.
	await letBindAgain(theirs);
	await goTo(leader, place.path);
	await doesNotRead(leader, 'Udgaven kan ikke blive underskrevet');
});

test('R-179 two who sign change places in one form; somebody chosen twice is told so, and nothing is lost', async () => {
	const { world: theirs, place } = await inForce(samspil.database);
	await theirs.administrator();
	await letBind(theirs, theirs.clerk);
	const people = { responsible: theirs.leader, executing: [theirs.clerk] };
	await name(theirs, place, theirs.tenant, {
		...people,
		signatories: [theirs.mayor, theirs.clerk]
	});
	const leader = await sitDown(samspil, theirs.leader);
	const { page } = leader;
	await goTo(leader, `${place.path}/parties`);
	const line = (index: number) => page.locator(`[id="${theirs.tenant}-signatory-${index}"]`);
	const titleIn = (index: number) => page.locator(`[id="${theirs.tenant}-title-${index}"]`);
	const [first, second] = [await line(0).inputValue(), await line(1).inputValue()];
	const signing = async () =>
		Object.fromEntries(
			await Promise.all(
				[0, 1].map(async (at) => [await line(at).inputValue(), await titleIn(at).inputValue()])
			)
		);
	await titleIn(0).fill('Direktør');
	await titleIn(1).fill('Souschef');
	await line(0).selectOption(second);
	const save = () => page.getByRole('button', { name: /^Gem/ }).first().click();
	await save();
	await reads(leader, 'Den samme person står to gange');
	await inspectAtBoth(leader, 'signs-twice');
	expect([await line(0).inputValue(), await line(1).inputValue()]).toEqual([second, second]);
	await line(1).selectOption(first);
	await save();
	await doesNotRead(leader, 'Den samme person står to gange');
	expect(await signing()).toEqual({ [second]: 'Direktør', [first]: 'Souschef' });
});

const letBindAgain = ({ host }: AgreementWorld) =>
	samspil.database.owner.query(
		`update samspil.membership set active_until = null where person_id = $1`,
		[host.person]
	);

test.each([
	[
		'back',
		'2026-10-25T00:30:00Z',
		'2026-10-25T01:30:00Z',
		'kl. 02.30.00 (UTC+2)',
		'kl. 02.30.00 (UTC+1)'
	],
	[
		'forth',
		'2026-03-29T00:30:00Z',
		'2026-03-29T01:30:00Z',
		'kl. 01.30.00 (UTC+1)',
		'kl. 03.30.00 (UTC+2)'
	]
])(
	'clocks are put %s between two signatures: each says by which clock, and nobody can take one for the other',
	async (_, first, second, saidFirst, saidSecond) => {
		const { world: theirs, place, version } = await inForce(samspil.database);
		await theirs.administrator();
		await signedAt(version, theirs.mayor, first);
		await signedAt(version, theirs.host, second);
		const leader = await sitDown(samspil, theirs.leader);
		await goTo(leader, `${place.path}/versions/${version}`);
		await reads(leader, saidFirst, saidSecond);
	}
);

/** Lets the signature have been given at this moment. */
const signedAt = (version: string, { person }: Someone, at: string) =>
	pastTheGuards(
		`update samspil.document_signature set signed_at = $3 where version_id = $1 and person_id = $2`,
		version,
		person,
		at
	);

/** Changes a row that nobody can change: arranged with the guards off. */
async function pastTheGuards(change: string, ...told: string[]): Promise<void> {
	const client = await samspil.database.owner.connect();
	try {
		await client.query('begin');
		await client.query('set local session_replication_role = replica');
		const { rowCount } = await client.query(change, told);
		expect(rowCount).toBe(1);
		await client.query('commit');
	} finally {
		client.release();
	}
}

test('an agreement whose template is gone can still be read, signed, kept and ended, and no page of it breaks', async () => {
	const { world: theirs, place } = await complete(samspil.database);
	await theirs.administrator();
	const version = await send(theirs, place);
	await pastTheGuards('update samspil.document set template_edition = 999 where id = $1', place.id);
	const mads = await sitDown(samspil, theirs.mayor);
	await goTo(mads, '/agreements');
	await follow(mads, 'Hjem igen');
	await reads(mads, 'findes ikke længere');
	await inspectAtBoth(mads, 'bad-template-gone');
	await follow(mads, 'Læs og skriv under');
	await reads(mads, 'At flere finder hjem');
	await mads.page.getByRole('button', { name: 'Skriv under' }).click();
	await reads(mads, 'Vi venter på de andre.');
	await sign(theirs, place, theirs.host, version);
	await goTo(mads, place.path);
	await reads(mads, 'Gælder', 'Det, der gælder');
	const { request } = mads.page.context();
	const statusOf = async (path: string) => (await request.get(`${place.path}${path}`)).status();
	const there = ['/versions', '/parties', '/end', '/breach', '/review', '/removals'];
	for (const path of [...there, ...['', '/pdf', '/docx', '/json'].map(inVersion)])
		expect(await statusOf(path), path).toBe(200);
	// What would be written on is not there any more.
	for (const path of ['/sections/purpose', '/sections/term', '/send', '/edit', '/pdf'])
		expect(await statusOf(path), path).toBe(404);
	await goTo(mads, `${place.path}/parties`);
	await reads(mads, 'Mads Borg, Leder');
	expect(await mads.page.getByRole('main').getByRole('button').count()).toBe(0);
	await inspectAtBoth(mads, 'bad-template-gone-parties');

	function inVersion(path: string): string {
		return `/versions/${version}${path}`;
	}
});

test('a file that is not there, or not theirs, says so on the page that says it of pages, not that something broke', async () => {
	const stranger = await sitDown(samspil, world.stranger);
	for (const path of [`${address}/pdf`, `${address.replace(/[^/]+$/, crypto.randomUUID())}/pdf`]) {
		expect(await goTo(stranger, path)).toBe(404);
		await reads(stranger, 'Vi kan ikke vise siden');
		await inspect(stranger, 'file-not-there');
		const { request } = stranger.page.context();
		const bare = await request.get(path, { headers: { accept: 'application/pdf' } });
		expect(bare.status()).toBe(404);
		expect(await bare.text()).not.toContain('Der gik noget galt hos os');
	}
});
