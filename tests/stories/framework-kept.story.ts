/** A framework in force is kept so: what is done for its goals, the half-yearly round, what everybody may read of it. */
import { beforeAll, expect, test, vi } from 'vitest';
import {
	established,
	type FrameworkWorld
} from '../../src/features/framework/server/test-framework.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import type { Someone } from '../../src/server/database/test-world.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { dayNow } from '../../src/values/day.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

vi.setConfig({ testTimeout: 120_000 });
const samspil = await openSamspil();
let world: FrameworkWorld;
beforeAll(async () => {
	({ world } = await established(samspil.database));
	await world.administrator();
});

/** Somebody's own browser on a phone without script; nobody's without a session. */
async function as(who?: Someone) {
	const { page, context } = await samspil.visit({ width: PHONE, javaScript: false });
	context.setDefaultTimeout(15_000);
	if (who)
		await context.addCookies([
			{
				name: sessionCookie(false),
				value: encodeURIComponent(signToken(who.token, cookieSecret(TEST_SECRET))),
				url: samspil.origin
			}
		]);
	return page;
}

test('R-172 R-176 the project leader plans something four times a year, and whoever answers for it counts the first', async () => {
	const leader = await as(world.leader);
	await leader.goto('/framework/plan/new');
	await expectAccessible(leader);
	await leader.getByLabel('Hvad vil I gøre?').fill('Netværksmøde');
	await leader.getByLabel('Alle omkring borgeren har samme billede').check();
	await leader.getByLabel('Flere gange om året').check();
	await leader.getByLabel('Dag, eller første dag').fill(`${dayNow().slice(0, 4)}-01-01`);
	await leader.getByLabel('Hvor mange gange om året?').fill('4');
	await leader
		.getByLabel('Hvem er ansvarlig?')
		.selectOption({ label: `${world.volunteer.name}, ${await nameOf(world.shelter)}` });
	await leader.getByRole('button', { name: 'Sæt på planen' }).click();
	await leader.getByText('Holdt 0 af 4 gange').waitFor();
	await picture(leader, 'plan-activity');
	const address = leader.url();

	const volunteer = await as(world.volunteer);
	await volunteer.goto(address);
	await expectAccessible(volunteer);
	await volunteer.getByRole('button', { name: 'Skriv gangen på' }).click();
	await volunteer.getByText('Holdt 1 af 4 gange').waitFor();
	await volunteer.goto('/framework/plan');
	expect(await volunteer.textContent('main')).toContain('5 mål har ingen aktivitet endnu.');
	await expectAccessible(volunteer);
	await picture(volunteer, 'plan');
	await leader.goto('/framework/plan/goals');
	await expectAccessible(leader);
	const words = leader.getByRole('textbox');
	await words.nth(0).fill('Vi mødes hver måned');
	await words.nth(1).fill('Nu kender alle hinanden');
	await leader.getByRole('button', { name: 'Gem' }).click();
	await leader.getByText('Gemt.').waitFor();
	expect(await words.nth(0).inputValue()).toBe('Vi mødes hver måned');
	expect(await words.nth(1).inputValue()).toBe('Nu kender alle hinanden');
});

test('R-074 a round is opened, and a part of it is said to be right with one press', async () => {
	const leader = await as(world.leader);
	await leader.goto('/framework/round');
	await expectAccessible(leader);
	await leader
		.locator('#owner-audience')
		.selectOption({ label: `${world.volunteer.name}, ${await nameOf(world.shelter)}` });
	await leader.getByRole('button', { name: 'Sæt i gang' }).click();
	await leader.getByText('0 af 6 dele er set efter').waitFor();

	const volunteer = await as(world.volunteer);
	await volunteer.goto('/framework/round');
	await expectAccessible(volunteer);
	await volunteer.getByRole('button', { name: 'Ja, det passer stadig' }).click();
	await volunteer.getByText('1 af 6 dele er set efter').waitFor();
	await picture(volunteer, 'round');
	await volunteer.goto('/framework/edit/audience');
	await volunteer.getByRole('button', { name: 'Gem', exact: true }).waitFor();
	await leader.goto('/framework/submit');
	expect(await leader.textContent('main')).toContain('Gennemgangen er ikke færdig');
	await expectAccessible(leader);
});

test('R-058 R-095 parts are opened to everybody, and the leader sees how far the model is in use', async () => {
	const anybody = await as();
	const address = `/open/${world.tenant}`;
	expect((await anybody.goto(address))?.status()).toBe(404);
	const leader = await as(world.leader);
	await leader.goto('/framework/opening');
	await expectAccessible(leader);
	await leader.getByLabel('Hvem det handler om').check();
	await leader.getByRole('button', { name: 'Gem' }).click();
	await leader.getByText('Gemt.').waitFor();
	expect((await anybody.goto(address))?.status()).toBe(200);
	await expectAccessible(anybody);
	await picture(anybody, 'opened');
	await leader.goto('/follow-up/implementation');
	expect(await leader.textContent('main')).toContain('af 11 trin er nået');
	await expectAccessible(leader);
	await picture(leader, 'implementation');
});

async function nameOf(organisation: string): Promise<string> {
	const { rows } = await samspil.database.owner.query(
		'select name from samspil.organisation where id = $1',
		[organisation]
	);
	return rows[0].name;
}
