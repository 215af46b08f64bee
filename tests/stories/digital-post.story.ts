/** L-30: a citizen without an account is told of a meeting by Digital Post, on a small telephone and without a script; and all that may go wrong. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { draftedMeeting, invite } from '../../src/features/meetings/server/test-meeting.ts';
import { startTestService } from '../../src/server/digital-post/test-service.ts';
import { newWorld, type Someone } from '../../src/server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { whatDoesNotFit } from './layout.ts';
import { openSamspil, PHONE, picture, startServer } from './open-samspil.ts';

const service = await startTestService();
afterAll(() => service.stop());
const samspil = await openSamspil(service.environment);
vi.setConfig({ testTimeout: 90_000 });

const LINK = 'Send det til borgeren med Digital Post';
const NUMBER = '010590-1234';

beforeAll(async () => {
	// A Samspil without an administrator leads everybody to its first page.
	await (await newWorld(samspil.database)).administrator();
});
beforeEach(() => {
	Object.assign(service.mood, { letters: 'taken', isTelling: true });
	service.taken.length = 0;
	service.receipts.clear();
});

/** Invited to a meeting: a citizen who gets no mail, of a municipality that sends. */
async function invited(born = '1990-05-01') {
	const world = await newWorld(samspil.database);
	const story = await draftedMeeting(world, {
		startsAt: new Date(Date.now() + 14 * 86_400_000),
		endsAt: new Date(Date.now() + 14 * 86_400_000 + 3_600_000)
	});
	const { owner } = samspil.database;
	await owner.query('update samspil.organisation set cvr = $2 where id = $1', [
		world.tenant,
		service.settings.sender
	]);
	await owner.query(
		`update samspil.citizen set person_id = null, birth_date = $2 where id = (select citizen_id from samspil.pathway where id = $1)`,
		[story.pathway, born]
	);
	await invite(world, story, story.tovholder);
	return { world, ...story, tasks: `/pathways/${story.pathway}/tasks` };
}

const as = async (who: Someone) =>
	(await samspil.visitAs(who, { width: PHONE, javaScript: false })).page;

/** Another process begins, which looks for receipts at once; until what is waited for stands on the page. */
async function until(page: Page, address: string, words: string) {
	const other = await startServer({ DATABASE_URL: samspil.database.url, ...service.environment });
	await expect
		.poll(
			async () => {
				await page.goto(address);
				return (await page.textContent('main'))?.includes(words);
			},
			{ timeout: 30_000, interval: 500 }
		)
		.toBe(true);
	await other.stop();
}

async function typeNumber(page: Page, number: string, again = number) {
	await page.getByLabel('Borgerens CPR-nummer').fill(number);
	await page.getByLabel('CPR-nummeret en gang til').fill(again);
	await page.getByRole('button', { name: 'Send' }).click();
}

test('L-30 the tovholder sends, the receipt comes, the task is done; the citizen sees since when on their own page', async () => {
	const { tovholder, tasks, pathway, citizen, meeting } = await invited();
	const page = await as(tovholder);
	await page.goto(tasks);
	await page.getByRole('link', { name: LINK }).click();
	await page.getByText('får ikke mail fra Samspil. Her kan du sende').waitFor();
	await page.getByText('Borgeren har først fået besked, når Digital Post melder tilbage').waitFor();
	await picture(page, 'digital-post-form');
	await expectAccessible(page);
	expect(await whatDoesNotFit(page)).toEqual([]);
	const pdf = await page.getByRole('link', { name: 'Se det, der blev sendt' }).getAttribute('href');
	expect((await page.request.get(pdf!)).status()).toBe(200);
	expect(pdf).toContain(meeting);

	await typeNumber(page, NUMBER);
	await page.getByText('Vi venter på svar om, at det er kommet frem').waitFor();
	await page.getByText('Brevet er på vej').waitFor();
	expect(await page.getByRole('button', { name: /Send/ }).count()).toBe(0);
	await picture(page, 'digital-post-under-way');
	await expectAccessible(page);
	expect(page.url()).not.toContain('0590');
	const [{ id, memo } = expect.unreachable()] = service.taken;
	expect(memo).toContain('<memo:label>Indkaldelse til møde</memo:label>');
	const [, content] = /<memo:content>([^<]*)</.exec(memo)!;
	expect(Buffer.from(content!, 'base64').subarray(0, 5).toString()).toBe('%PDF-');

	service.tell(id, 'COMPLETED');
	await until(page, tasks, 'Borgeren har fået besked fra den dag');
	expect(await page.getByRole('link', { name: LINK }).count()).toBe(0);
	await picture(page, 'digital-post-arrived');
	await expectAccessible(page);
	expect(await whatDoesNotFit(page)).toEqual([]);

	await samspil.database.owner.query(
		`update samspil.citizen set person_id = $2 where id = (select citizen_id from samspil.pathway where id = $1)`,
		[pathway, citizen.person]
	);
	const own = await as(citizen);
	await own.goto('/me');
	await own.getByRole('heading', { name: 'Sendt til din Digital Post' }).waitFor();
	await picture(own, 'digital-post-me');
	await expectAccessible(own);
	expect(await whatDoesNotFit(own)).toEqual([]);
	await own.goto('/me/print');
	await own.getByRole('heading', { name: 'Sendt til din Digital Post' }).waitFor();
	await own.goto('/me/log');
	await own.getByText('brevet er kommet frem').waitFor();
});

test('L-30 what is typed wrong is told beside the field; the number is on no page afterwards', async () => {
	const { tovholder, tasks } = await invited();
	const page = await as(tovholder);
	await page.goto(tasks);
	await page.getByRole('link', { name: LINK }).click();
	const wrong: [string, string, string][] = [
		['98765', '98765', 'Skriv CPR-nummeret med ti tal'],
		[NUMBER, '010590-1235', 'De to numre er ikke ens'],
		['020590-1234', '020590-1234', 'passer ikke til borgerens fødselsdag']
	];
	for (const [number, again, words] of wrong) {
		await typeNumber(page, number, again);
		await page.getByText(words).first().waitFor();
		const html = await page.content();
		for (const typed of [number, again]) expect(html).not.toContain(typed);
		await expectAccessible(page);
	}
	await picture(page, 'digital-post-wrong-number');
	expect(service.taken).toEqual([]);
});

test('L-30 whose session has ended sends nothing, and the number waits nowhere', async () => {
	const { tovholder, tasks } = await invited();
	const page = await as(tovholder);
	await page.goto(tasks);
	await page.getByRole('link', { name: LINK }).click();
	await page.context().clearCookies();
	await typeNumber(page, NUMBER);
	await page.getByRole('heading', { name: 'Log ind' }).first().waitFor();
	expect(await page.content()).not.toMatch(/010590-?1234/);
	expect(service.taken).toEqual([]);
});

test('L-30 a citizen who is exempt is told on paper: the page says so, and the task stands', async () => {
	const { tovholder, tasks } = await invited();
	service.mood.letters = 'exempt';
	const page = await as(tovholder);
	await page.goto(tasks);
	await page.getByRole('link', { name: LINK }).click();
	await typeNumber(page, NUMBER);
	await page.getByText('Borgeren er fritaget for Digital Post. Giv det på papir.').waitFor();
	await page.getByRole('heading', { name: 'Breve med Digital Post' }).waitFor();
	await picture(page, 'digital-post-exempt-letter');
	await page.goto(tasks);
	await page.getByRole('heading', { name: 'Giv selv besked om mødet' }).waitFor();
	await page.getByText('Borgeren er fritaget for Digital Post').waitFor();
	await picture(page, 'digital-post-exempt');
	await expectAccessible(page);
});

test('L-30 an answer that is lost: the same letter goes again, once', async () => {
	const { tovholder, tasks, pathway, citizen } = await invited();
	service.mood.letters = 'taken-without-answer';
	const page = await as(tovholder);
	await page.goto(tasks);
	await page.getByRole('link', { name: LINK }).click();
	await typeNumber(page, NUMBER);
	await page.getByText('Vi ved ikke, om Digital Post fik brevet').waitFor();
	await page.getByText('får borgeren det ikke to gange').waitFor();
	await picture(page, 'digital-post-unsure');
	await expectAccessible(page);
	const again = async () => {
		await page.getByLabel('Borgerens CPR-nummer').fill(NUMBER);
		await page.getByLabel('CPR-nummeret en gang til').fill(NUMBER);
		await page.getByRole('button', { name: 'Send det samme brev igen' }).click();
	};
	// what is answered now does not say whether the first arrived
	service.mood.letters = 'exempt';
	await again();
	await page.getByText('vi ved stadig ikke, om Digital Post fik det første gang').waitFor();
	await page.getByText('Borgeren er fritaget for Digital Post').waitFor();
	await picture(page, 'digital-post-unsure-again');
	await expectAccessible(page);
	expect(await whatDoesNotFit(page)).toEqual([]);
	service.mood.letters = 'taken';
	await again();
	await page.getByText('Brevet er på vej').waitFor();
	expect(service.taken).toHaveLength(1);
	await samspil.database.owner.query(
		`update samspil.citizen set person_id = $2 where id = (select citizen_id from samspil.pathway where id = $1)`,
		[pathway, citizen.person]
	);
	const own = await as(citizen);
	await own.goto('/me/log');
	await own
		.getByText('sendte et brev med Digital Post og ved ikke, om det blev modtaget')
		.first()
		.waitFor();
	expect(await own.getByText('sendte et brev til Digital Post').count()).toBe(1);
});

test('L-30 nobody under 15 is sent Digital Post, and an association does not send', async () => {
	const { tovholder, helper, tasks } = await invited(`${new Date().getFullYear() - 10}-01-01`);
	const page = await as(tovholder);
	await page.goto(tasks);
	await page.getByRole('link', { name: LINK }).click();
	await page.getByText('Borgeren er under 15 år').waitFor();
	expect(await page.getByLabel('Borgerens CPR-nummer').count()).toBe(0);
	expect(await page.getByText('Her kan du sende').count(), 'nor is it said that one can').toBe(0);
	const { pathname } = new URL(page.url());
	await expectAccessible(page);
	const partner = await as(helper);
	await partner.goto(tasks);
	expect(await partner.getByRole('link', { name: LINK }).count()).toBe(0);
	expect((await partner.request.get(pathname)).status()).toBe(404);
});

test('L-30 in English, without settings nothing is there, and a wrong one stops the start', async () => {
	const { tovholder, tasks } = await invited();
	const page = await as(tovholder);
	await page.context().addCookies([{ name: 'sprog', value: 'en', url: samspil.origin }]);
	await page.goto(tasks);
	await page.getByRole('link', { name: 'Send it to the citizen by Digital Post' }).click();
	const { pathname } = new URL(page.url());
	await page.getByText('The citizen has only been told when').waitFor();
	const without = await startServer({ DATABASE_URL: samspil.database.url });
	const cookie = (await page.context().cookies())
		.map(({ name, value }) => `${name}=${value}`)
		.join('; ');
	const at = (path: string) =>
		fetch(`http://localhost:${without.port}${path}`, { headers: { cookie } });
	expect(await (await at(tasks)).text()).not.toContain('Digital Post');
	expect((await at(pathname)).status).toBe(404);
	await without.stop();
	await expect(
		startServer({
			DATABASE_URL: samspil.database.url,
			...service.environment,
			DIGITAL_POST_P12_PASSWORD: 'hunter2'
		})
	).rejects.toThrow(
		/DIGITAL_POST_P12 must be a PKCS #12 file that DIGITAL_POST_P12_PASSWORD opens/
	);
});

test('L-7 the log holds no number and no key, whatever is told in it', async () => {
	const { tovholder, tasks } = await invited();
	const page = await as(tovholder);
	await page.goto(tasks);
	await page.getByRole('link', { name: LINK }).click();
	const { pathname } = new URL(page.url());
	const sending = await page.locator('input[name=sending]').getAttribute('value');
	const talkative = await startServer({
		DATABASE_URL: samspil.database.url,
		...service.environment,
		LOG_LEVEL: 'trace'
	});
	const cookie = (await page.context().cookies())
		.map(({ name, value }) => `${name}=${value}`)
		.join('; ');
	for (const [letters, status] of [
		['forbidden', 303],
		['taken-without-answer', 303]
	] as const) {
		service.mood.letters = letters;
		const answer = await fetch(talkative.origin + pathname, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie, origin: talkative.origin, accept: 'text/html' },
			body: new URLSearchParams({
				sending: sending!,
				civilNumber: NUMBER,
				civilNumberAgain: NUMBER
			})
		});
		expect(answer.status).toBe(status);
	}
	await talkative.stop();
	expect(service.taken).toHaveLength(1);
	const log = talkative.said();
	expect(log).toContain('digital-post');
	expect(log).not.toMatch(/010590|0590-?1234|hemmeligt|solby:noegle/);
	expect(log).not.toContain(Buffer.from('solby:noegle').toString('base64'));
});
