/**
 * A project leader takes in more offers than a page waits for: it is asked for, goes on beside requests, and the page says how far it is,
 * by itself or when it is read again.
 */
import { expect, test } from 'vitest';
import { listAllOffers } from '#features/directory/server/offer.queries.ts';
import { newWorld } from '#server/database/test-world.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { DESK, openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();
const { owner } = samspil.database;

const ROWS = 620;
const LIST = [
	'Nr;Navn;Målgruppe;Beskrivelse;Kontakt',
	...Array.from({ length: ROWS }, (_, at) => `${at + 1};Cafe ${at + 1};Alle;Kaffe;Kom forbi`)
].join('\r\n');

/** Whether what is ordered waits a while before anybody begins. */
const hold = (isHeld: boolean) =>
	owner.query(
		isHeld
			? `create function samspil.hold_work() returns trigger language plpgsql as $$ begin new.next_try_at = now() + interval '1 hour'; return new; end $$;
				create trigger hold_work before insert on samspil.offer_import_work for each row execute function samspil.hold_work()`
			: `drop function samspil.hold_work cascade; update samspil.offer_import_work set next_try_at = now()`
	);

test('a large import goes on beside requests, and the page says how far it is', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const leader = await world.worker('Lone Leder', world.tenant, 'project-leader');
	const { page, complaints } = await samspil.visitAs(leader, { width: DESK });
	const offers = async () => (await world.as(leader).see(listAllOffers())).length;
	const fits = async (name: string) => {
		await expectAccessible(page);
		expect(await whatDoesNotFit(page)).toEqual([]);
		await picture(page, name);
	};
	await page.goto('/directory/import');
	await page.getByLabel('Fil', { exact: true }).setInputFiles({
		name: 'liste.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(LIST)
	});
	await page.getByLabel('Hvor kommer filen fra?').fill('Listen');
	await page.getByRole('button', { name: 'Læs filen' }).click();
	await page.getByRole('button', { name: 'Vis, hvad der vil ske' }).click();
	await hold(true);
	await page.getByRole('button', { name: `Hent ind (nye: ${ROWS}, ændrede: 0)` }).click();
	await expect.poll(() => page.content()).toContain('Tilbuddene hentes ind nu');
	expect(await page.content()).toContain(`${ROWS} rækker venter`);
	expect(await page.getByRole('button', { name: 'Hent ind' }).count()).toBe(0);
	await fits('import-at-work');
	await owner.query(
		`update samspil.offer_import_work set done = 310, attempts = 1, claimed_until = now() + interval '1 hour'`
	);
	// By itself: nobody reads the page again.
	await expect
		.poll(() => page.getByRole('status').textContent(), { timeout: 10_000 })
		.toBe(`310 af ${ROWS} rækker er klar.`);
	expect(await page.getByRole('progressbar').getAttribute('value')).toBe('310');
	expect(await offers()).toBe(0);
	await owner.query('update samspil.offer_import_work set claimed_until = null');
	await hold(false);
	await expect
		.poll(() => page.content(), { timeout: 20_000 })
		.toContain('Tilbuddene er hentet ind.');
	expect(await offers()).toBe(ROWS);
	expect(complaints).toEqual([]);

	// On a telephone without JavaScript it is undone in the same way.
	const plain = await samspil.visitAs(leader, { width: PHONE, javaScript: false });
	await plain.page.goto(page.url());
	await hold(true);
	await plain.page.getByRole('button', { name: 'Fortryd hele importen' }).click();
	await expect.poll(() => plain.page.content()).toContain('Importen fortrydes nu');
	await expectAccessible(plain.page);
	expect(await whatDoesNotFit(plain.page)).toEqual([]);
	await picture(plain.page, 'import-undone-at-work');
	await plain.page.goto('/directory/import');
	expect(await plain.page.content()).toContain(`Er i gang: 0 af ${ROWS} rækker`);
	await plain.page.getByRole('link', { name: 'Listen' }).click();
	await hold(false);
	await expect
		.poll(
			async () => {
				const look = plain.page.getByRole('link', { name: 'Se, hvor langt det er nu' });
				if ((await look.count()) > 0) await look.click();
				return plain.page.content();
			},
			{ timeout: 20_000, interval: 500 }
		)
		.toContain('Importen er fortrudt.');
	expect(await offers()).toBe(0);
}, 120_000);

test('a page that asks by itself keeps nobody signed in', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const leader = await world.worker('Lise Leder', world.tenant, 'project-leader');
	const { page } = await samspil.visitAs(leader, { javaScript: false });
	const used = async () =>
		(
			await owner.query('select "updatedAt" as at from identity.session where token = $1', [
				leader.token
			])
		).rows[0].at;
	const before = await used();
	const unattended = { headers: { 'samspil-unattended': '1' } };
	expect((await page.request.get('/directory/import', unattended)).status()).toBe(200);
	expect(await used()).toEqual(before);
	const { at: between } = (await owner.query('select now() as at')).rows[0];
	expect((await page.request.get('/directory/import')).status()).toBe(200);
	await expect.poll(used).not.toEqual(before);
	// A session's end is moved once a minute: it was this use that moved it, and not the one before.
	expect((await used()).getTime()).toBeGreaterThanOrEqual(between.getTime());
});
