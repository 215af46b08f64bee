/** A collaboration gets another project leader: given on by the one who leads, and chosen for one who has left. */
import { expect, test, vi } from 'vitest';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import { newWorld, type Someone } from '../../src/server/database/test-world.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

vi.setConfig({ testTimeout: 90_000 });
const samspil = await openSamspil();
const world = await newWorld(samspil.database);

/** Somebody's own browser on a phone without script, signed in. */
async function as({ token }: Someone) {
	const { page, context, complaints } = await samspil.visit({ width: PHONE, javaScript: false });
	context.setDefaultTimeout(15_000);
	await context.addCookies([
		{
			name: sessionCookie(false),
			value: encodeURIComponent(signToken(token, cookieSecret(TEST_SECRET))),
			url: samspil.origin
		}
	]);
	return { page, complaints };
}

test('R-060, R-057 the lead is given on, and chosen anew when its holder has left', async () => {
	const shelter = await world.organisation('voluntary', 'Kilden');
	const leader = await world.worker('Lene Leder', world.tenant, 'project-leader');
	const nora = await world.worker('Nora Næste', world.tenant);
	await world.worker('Omar Omhu', world.tenant);
	const chair = await world.worker('Hans Høj', shelter, 'manager');
	const administrator = await world.administrator();
	const collaboration = await world.collaboration(leader, world.tenant, shelter);
	for (const group of ['project', 'steering'] as const)
		await world.seat(collaboration, group, leader);
	await world.seat(collaboration, 'steering', chair);
	const here = `/collaborations/${collaboration}`;

	const first = await as(leader);
	await first.page.goto(here);
	await first.page.getByRole('link', { name: 'Skift projektleder' }).click();
	await expectAccessible(first.page);
	await picture(first.page, 'lead');
	await first.page.locator('#leader').evaluate((select) => select.removeAttribute('required'));
	await first.page.getByRole('button', { name: 'Giv samarbejdet videre' }).click();
	expect(await first.page.textContent('main')).toContain('Vælg, hvem der skal være projektleder.');
	await expectAccessible(first.page);
	await first.page.selectOption('#leader', nora.person);
	await first.page.getByLabel('Jeg bliver i projektgruppen').check();
	await first.page.getByRole('button', { name: 'Giv samarbejdet videre' }).click();
	expect(await first.page.textContent('main')).toContain('Nora Næste er nu projektleder');
	await expectAccessible(first.page);
	await picture(first.page, 'lead-given');
	expect((await first.page.goto(`${here}/leader`))?.status()).toBe(404);

	const second = await as(nora);
	await second.page.goto('/');
	await second.page
		.getByRole('link', { name: 'Du er blevet projektleder for et samarbejde' })
		.click();
	expect(await second.page.getByRole('link', { name: 'Skift projektleder' }).count()).toBe(1);

	const office = await as(administrator);
	await office.page.goto(`/administration/people/${nora.person}/${world.tenant}`);
	expect(await office.page.textContent('main')).toContain('Leder et samarbejde');
	await office.page.getByLabel('Med det samme').or(office.page.locator('#when')).first().check();
	await office.page.locator('form[action="?/end"] button').click();
	expect(await office.page.textContent('main')).toContain('Mangler en projektleder');
	await expectAccessible(office.page);
	await picture(office.page, 'lead-left');

	const third = await as(chair);
	await third.page.goto('/');
	await third.page.getByRole('link', { name: 'Et samarbejde mangler en projektleder' }).click();
	expect(await third.page.textContent('main')).toContain('Nora Næste er stoppet i kommunen');
	await expectAccessible(third.page);
	await picture(third.page, 'leaderless');

	await office.page.goto('/administration');
	await expectAccessible(office.page);
	await picture(office.page, 'administration-leaderless');
	await office.page.getByRole('link', { name: 'Hjem og hverdag' }).click();
	await expectAccessible(office.page);
	await picture(office.page, 'lead-chosen');
	await office.page.selectOption('#leader', { label: 'Omar Omhu' });
	await office.page.getByRole('button', { name: 'Giv samarbejdet videre' }).click();
	expect(await office.page.textContent('main')).toContain('har fået en ny projektleder');
	await third.page.reload();
	expect(await third.page.textContent('main')).toContain('Omar Omhu');
	for (const { complaints } of [first, second, third, office]) expect(complaints).toEqual([]);
});
