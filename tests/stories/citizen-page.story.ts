/**
 * The citizen's own pages for those who see and read in other ways: in a browser of nothing but text, with letters twice as
 * large, enlarged four times, and in the dark. Without JavaScript, light, and kept by nobody on the way.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { newWorld, type Someone, type World } from '#server/database/test-world.ts';
import { isHere } from '#server/print/test-poppler.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();
const PAGES = [
	'',
	'/ask',
	'/details',
	'/reminders',
	'/consents',
	'/written',
	'/network',
	'/companions',
	'/log',
	'/print',
	'/erasure'
];

/** Debian's w3m; where it cannot be had, the test that needs it is skipped, and says so. */
const hasTextBrowser = isHere('w3m');
if (!hasTextBrowser) console.warn('w3m is not here: the test with a text browser is skipped.');

/** Steps of the plan, not in the order they happen. */
const STEPS = [
	['Flytte ind', '2099-08-01'],
	['Se på lejligheden', '2099-05-20']
] as const;

/** What a page may weigh in all, in bytes as they travel. */
const HEAVIEST = 150_000;

let citizen: Someone;
let world: World;
beforeAll(async () => {
	world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const story = await world.coordinatedPathway();
	citizen = story.citizen;
	await world.task(story.pathway, 'housing', story.tovholder, 'Find dine papirer', 'citizen');
	await inviteToMeeting(story);
	for (const [title, startsOn] of STEPS)
		await world.insert('entry', {
			tenant_id: world.tenant,
			id: randomUUID(),
			pathway_id: story.pathway,
			scope_id: await world.scopeOf(story.pathway, 'housing'),
			category: 'housing',
			kind: 'plan',
			title,
			body: 'Vi følges derhen',
			starts_on: startsOn,
			author_id: story.tovholder.person,
			author_organisation_id: story.tovholder.organisation,
			author_name: story.tovholder.name,
			author_organisation_name: 'Solby Kommune'
		});
});

/** A meeting to come that the citizen is asked to. */
async function inviteToMeeting({ pathway, tovholder }: Story) {
	const at = {
		tenant_id: world.tenant,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'meetings')
	};
	const id = randomUUID();
	const [starts, ends] = ['2099-05-20T10:00:00Z', '2099-05-20T11:00:00Z'];
	await world.insert('meeting', {
		...at,
		id,
		state: 'invited',
		purpose: 'At tale om flytningen',
		why_now: 'Snart',
		form: 'in-person',
		starts_at: starts,
		ends_at: ends,
		place: 'Biblioteket',
		place_agreed_on: '2026-01-06',
		interpreter: 'no',
		interpreter_agreed_on: '2026-01-06',
		convened_by: tovholder.person,
		convened_by_organisation_id: tovholder.organisation
	});
	await world.insert('meeting_participant', {
		...at,
		id: randomUUID(),
		meeting_id: id,
		kind: 'citizen',
		name: 'Borger',
		reason: 'Det er mit møde'
	});
	await world.insert('calendar_seat', {
		tenant_id: world.tenant,
		pathway_id: pathway,
		event_id: id,
		person_id: citizen.person,
		starts_at: starts,
		ends_at: ends,
		sequence: 1,
		moved_sequence: 1
	});
}
type Story = Awaited<ReturnType<World['coordinatedPathway']>>;

const visit = async (width: number) =>
	(await samspil.visitAs(citizen, { width, javaScript: false })).page;
const each = async (page: Page, look: (path: string) => Promise<void>) => {
	for (const path of PAGES) {
		await page.goto(`/me${path}`);
		await look(path);
	}
};

test.skipIf(!hasTextBrowser)('a text browser reads all of it, and every way on', async () => {
	const { context } = await samspil.visitAs(citizen, { javaScript: false });
	const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
	const read = (path: string) =>
		execFileSync(
			'w3m',
			[
				'-dump',
				'-cols',
				'60',
				'-header',
				`Cookie: ${cookies.join('; ')}`,
				`${samspil.origin}${path}`
			],
			{ encoding: 'utf8' }
		);
	const me = read('/me');
	for (const words of ['Tove Tovholder', 'Find dine papirer', 'Værestedet'])
		expect(me).toContain(words);
	// Each answer to a meeting stands by itself.
	expect(me).toMatch(/Yes, I am coming\W*\n\W*Maybe\W*\n\W*No, I cannot/);
	// Nothing is a picture of words or an empty link.
	for (const path of PAGES) expect(read(`/me${path}`)).not.toMatch(/\[(img|image)\]|<[a-z]+/i);
	expect(read('/me/consents')).toContain('At finde et sted at bo');
	expect(read('/me/log')).toMatch(/\d{4}/);
});

test('with letters twice as large nothing has to be rolled sideways', async () => {
	const page = await visit(PHONE);
	await each(page, async (path) => {
		await enlarge(page);
		expect(await isWider(page), path).toBe(0);
	});
	await page.goto('/me');
	await enlarge(page);
	await picture(page, 'me-large-letters');
	// Neither has who is signed in, and the way out.
	await page.locator('.who > summary').click();
	expect(await isWider(page)).toBe(0);
	expect(await whatDoesNotFit(page)).toEqual([]);
});

test('enlarged four times at a desk it is read in one column', async () => {
	// 1280 pixels enlarged to 400 % are 320 (WCAG 1.4.10).
	const page = await visit(320);
	await each(page, async (path) => expect(await whatDoesNotFit(page), path).toEqual([]));
});

test('in the dark it is dark, and every word stands out', async () => {
	const page = await visit(PHONE);
	await page.emulateMedia({ colorScheme: 'dark' });
	await each(page, async (path) => {
		const light = await page.evaluate(() => {
			const parts = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) ?? [];
			return Math.max(...parts.slice(0, 3).map(Number));
		});
		expect(light, path).toBeLessThan(100);
		await expectAccessible(page);
	});
	await page.goto('/me');
	await picture(page, 'me-dark');
});

test('each page is light, needs no script, and is kept by nobody on the way', async () => {
	const page = await visit(PHONE);
	for (const path of PAGES) {
		let weight = 0;
		const weigh = async (response: { request(): { sizes(): Promise<Sizes> } }) => {
			const { responseBodySize, responseHeadersSize } = await response.request().sizes();
			weight += responseBodySize + responseHeadersSize;
		};
		const coming: Promise<void>[] = [];
		const listen = (response: Parameters<typeof weigh>[0]) => void coming.push(weigh(response));
		page.on('response', listen);
		const answer = await page.goto(`/me${path}`, { waitUntil: 'networkidle' });
		page.off('response', listen);
		await Promise.all(coming);
		expect(answer?.headers()['cache-control'], path).toBe('no-store');
		expect(weight, path).toBeLessThan(HEAVIEST);
		expect(await page.locator('script').count(), path).toBe(0);
	}
});

type Sizes = { responseBodySize: number; responseHeadersSize: number };

/** Twice the size of letters, as a browser's own setting makes them. */
const enlarge = (page: Page) =>
	page.evaluate(() => {
		const root = document.documentElement;
		root.style.fontSize = `${2 * Number.parseFloat(getComputedStyle(root).fontSize)}px`;
	});

/** By how many pixels the page is wider than the screen. */
const isWider = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a page that cannot be shown brings no script, and leaves the language as it was', async () => {
	// The page is asked for in Danish; the browser's own settings are English, and a script would go by them.
	const { context, page } = await samspil.visitAs(citizen, { width: PHONE });
	await page.addInitScript(() =>
		Object.defineProperty(navigator, 'languages', { get: () => ['en-GB'] })
	);
	for (const path of ['/me/nothing-here', '/pathways', `/pathways/${crypto.randomUUID()}`]) {
		const answer = await page.goto(path, { waitUntil: 'networkidle' });
		if (path.endsWith('-here')) expect(answer?.status()).toBe(404);
		expect(await page.locator('html').getAttribute('lang'), path).toBe('da');
		expect(await page.locator('script, link[rel="modulepreload"]').count(), path).toBe(0);
		expect((await context.cookies()).map(({ name }) => name)).not.toContain('sprog');
	}
});

test('what there is stands within the first screen of a telephone', async () => {
	const page = await visit(PHONE);
	await page.goto('/me');
	const menu = page.getByRole('navigation', { name: 'Genveje på din side' });
	for (const name of ['Spørg din tovholder', 'Samtykker og stop', 'Hvem har kigget?'])
		expect(await menu.getByRole('link', { name }).isVisible()).toBe(true);
	const { y, height } = (await menu.boundingBox())!;
	expect(y + height).toBeLessThanOrEqual(740);
});

test('with the keyboard alone: ask the tovholder, put one’s telephone right, and stop a consent', async () => {
	const page = await visit(PHONE);
	await page.goto('/me');
	await tabTo(page, 'Spørg din tovholder');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/me/ask**');
	await tabTo(page, 'Din besked');
	await page.keyboard.type('Må jeg tage min søster med på torsdag?');
	await tabTo(page, 'Send');
	await page.keyboard.press('Enter');
	await page.waitForURL('**said=sent**');
	expect(await page.textContent('main')).toContain('Må jeg tage min søster med på torsdag?');

	await page.goto('/me/details');
	await tabTo(page, 'Telefon');
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type('70 00 99 99');
	await tabTo(page, 'Gem');
	await page.keyboard.press('Enter');
	await page.waitForURL('**said=saved**');
	expect(await page.inputValue('[name=phone]')).toBe('70 00 99 99');

	// L-8: what is said of meetings in a mail is said to nobody who does not want it.
	await page.goto('/me');
	await tabTo(page, 'Mail før møder');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/me/reminders**');
	await expectAccessible(page);
	await picture(page, 'me-reminders');
	await tabTo(page, 'Ja, en mail for hvert møde');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await tabTo(page, 'Gem');
	await page.keyboard.press('Enter');
	await page.waitForURL('**said=saved**');
	expect(await page.getByLabel('Nej, ingen mail').isChecked()).toBe(true);
	// From an older page nothing goes back: the answer of now stands beside.
	await page.evaluate(
		`document.querySelector('[name=version]').value = '0~x'; document.querySelector('[name=meetings]').checked = true`
	);
	await tabTo(page, 'Gem');
	await page.keyboard.press('Enter');
	await page.getByText('Teksten er ændret').waitFor();
	await expectAccessible(page);

	await page.goto('/me');
	await tabTo(page, 'Samtykker og stop');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/me/consents**');
	await tabTo(page, 'Stop');
	await page.keyboard.press('Enter');
	await tabTo(page, 'Ja, stop nu');
	await page.keyboard.press('Enter');
	await page.waitForURL('**said=stopped**');
	expect(await page.textContent('main')).toContain('Samtykket er stoppet');
});

// Last: it ends the session that the others read with.
test('R-125, R-129 what is planned is read on the screen and on paper in the order it happens, in either language', async () => {
	const page = await visit(PHONE);
	for (const [language, heading] of [
		['da', 'Printet'],
		['en', 'Printed']
	] as const) {
		await page.context().addCookies([{ name: 'sprog', value: language, url: samspil.origin }]);
		for (const path of ['/me', '/me/print']) {
			await page.goto(path);
			expect(await page.locator('html').getAttribute('lang')).toBe(language);
			const text = (await page.getByRole('main').textContent()) ?? '';
			const at = STEPS.map(([title]) => text.indexOf(title));
			expect(at[1], `${path} in ${language}`).toBeGreaterThan(-1);
			expect(at[0]).toBeGreaterThan(at[1]!);
			if (path === '/me/print') expect(text).toContain(heading);
		}
	}
});

test('R-125 where the municipality has opened its offers, the page and the paper lead to them', async () => {
	const { page } = await samspil.visitAs(citizen, { width: PHONE, javaScript: false });
	await page.goto('/me');
	expect(await page.locator('a[href^="/offers/"]').count()).toBe(0);
	await samspil.database.owner.query(
		`update samspil.offer_directory set is_public = true where tenant_id in (select tenant_id from samspil.citizen where person_id = $1)`,
		[citizen.person]
	);
	await page.goto('/me/print');
	const address = page.locator('section[aria-labelledby="offers-on-paper"] a');
	expect(await address.textContent()).toMatch(/^http:.*\/offers\/[0-9a-f-]+$/);
	expect(await whatDoesNotFit(page)).toEqual([]);
	await picture(page, 'citizen-offers-print');
	await page.goto('/me');
	await page.locator('a[href^="/offers/"]').click();
	expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Tilbud');
});

test('hidden in one tap: signed out, before an empty page that tells nothing, and back leads nowhere', async () => {
	const page = await visit(PHONE);
	await page.goto('/me/consents');
	await page.getByRole('button', { name: 'Skjul siden' }).click();
	await page.waitForURL('**/hide');
	expect(await page.title()).toBe('Ny fane');
	expect((await page.textContent('body'))?.trim()).toBe('');
	await page.goBack();
	expect(new URL(page.url()).pathname).toBe('/sign-in');
});

/** Goes on with the tab key until what has the focus is called so, as somebody does who sees where they are. */
async function tabTo(page: Page, name: string) {
	for (let step = 0; step < 120; step++) {
		await page.keyboard.press('Tab');
		const said = await page.evaluate(() => {
			const here = document.activeElement as HTMLInputElement | null;
			return (here?.labels?.[0] ?? here)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
		});
		if (said.startsWith(name)) return;
	}
	throw new Error(`The tab key does not lead to ${name}.`);
}

test('L-8 whoever is a companion on an open pathway, and whose own is closed, finds the choice of mails a mail leads to', async () => {
	const own = await world.coordinatedPathway();
	const other = await world.coordinatedPathway();
	await world.insert('companion', {
		tenant_id: world.tenant,
		id: randomUUID(),
		pathway_id: other.pathway,
		person_id: own.citizen.person,
		categories: ['contact'],
		since: '2026-01-07'
	});
	await world.database.owner.query(`update samspil.pathway set state = 'closed' where id = $1`, [
		own.pathway
	]);
	const { page } = await samspil.visitAs(own.citizen, { width: PHONE, javaScript: false });
	expect((await page.goto('/me/reminders'))?.status()).toBe(200);
	expect(await page.getAttribute('main form', 'action')).toBe(
		`/me/reminders?pathway=${own.pathway}`
	);
	// nothing chosen: the form comes back, about the same pathway
	await page.evaluate(`document.querySelector('[name=meetings]:checked').value = 'never heard of'`);
	await page.getByRole('button', { name: 'Gem' }).click();
	expect(page.url()).toContain(`?pathway=${own.pathway}`);
	expect(await page.inputValue('main [name=pathway]')).toBe(own.pathway);
	expect(await page.getByRole('alert').count()).toBe(1);
	expect((await page.goto(`/me/reminders?pathway=${other.pathway}`))?.status()).toBe(404);
});
