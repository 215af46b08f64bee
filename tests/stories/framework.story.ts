/** A framework is written, put forward, returned, mended, approved and read: by the people whose it is, most without scripts. */
import { beforeAll, expect, test } from 'vitest';
import { findSection } from '../../src/features/documents/template.rules.ts';
import { frameworkTemplate } from '../../src/features/framework/framework-template.rules.ts';
import { markOf } from '../../src/features/documents/server/weigh-answers.ts';
import { answerQuestions } from '../../src/features/framework/server/answer-questions.ts';
import {
	newFrameworkWorld,
	saved,
	type FrameworkWorld
} from '../../src/features/framework/server/test-framework.ts';
import { TEST_SECRET } from '../../src/server/database/test-server.ts';
import type { Someone } from '../../src/server/database/test-world.ts';
import { cookieSecret } from '../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../src/server/identity/session-cookie.ts';
import { expectAccessible } from './accessible.ts';
import { DESK, openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();
let world: FrameworkWorld;

/** A browser in which `who` is signed in. */
async function as(who: Someone, width: number, javaScript = false) {
	const visit = await samspil.visit({ width, javaScript });
	await visit.context.addCookies([
		{
			name: sessionCookie(false),
			value: encodeURIComponent(signToken(who.token, cookieSecret(TEST_SECRET))),
			url: samspil.origin
		}
	]);
	return visit.page;
}

beforeAll(async () => {
	world = await newFrameworkWorld(samspil.database);
	// A Samspil without an administrator leads everybody to its first page.
	await world.administrator();
});
test('the project leader begins the framework and writes, line by line, without scripts', async () => {
	const page = await as(world.leader, DESK);
	await page.goto('/framework');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Begynd på rammen' }).click();
	await page.getByRole('link', { name: 'Hvem det handler om' }).waitFor();
	await picture(page, 'framework-edit');
	await expectAccessible(page);

	await page.getByRole('link', { name: 'Hvem det handler om' }).click();
	await page.getByLabel('Kvinder').check();
	await page.getByLabel('Mænd').check();
	await page.getByLabel('Alder').fill('18 år og op, de fleste mellem 30 og 50');
	await page
		.getByLabel('Hvad er svært for dem?')
		.fill('Bolig, penge og ensomhed. # Ikke en overskrift <b>');
	for (const partner of await page.locator('[name="relevant-partners.organisation"]').all())
		await partner.check();
	await picture(page, 'framework-audience');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Gem og gå videre' }).click();
	await page.getByText('Gemt.').waitFor();

	await page.goto('/framework/edit/communication');
	await page.getByRole('button', { name: 'Tilføj en linje: Tolke' }).click();
	await page.getByLabel('Udbyder').fill('Tolk Nord');
	await page.getByLabel('Sprog').fill('Grønlandsk');
	await page.getByRole('button', { name: 'Tilføj en linje: Tolke' }).click();
	expect(await page.getByLabel('Udbyder').first().inputValue()).toBe('Tolk Nord');
	await picture(page, 'framework-rows');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Fjern linjen: linje 2' }).click();
	expect(await page.getByLabel('Udbyder').count()).toBe(1);
	await page.getByLabel('Sådan bestiller man').press('Enter');
	await page.getByText('Gemt.').waitFor();
	expect(await page.getByLabel('Udbyder').inputValue()).toBe('Tolk Nord');
});

test('two who write the same answer: the second sees both and chooses', async () => {
	const [first, second] = [await as(world.leader, DESK), await as(world.leader, DESK)];
	await first.goto('/framework/edit/audience');
	await second.goto('/framework/edit/audience');
	await first.getByLabel('Alder').fill('Alle over 18');
	await first.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await first.getByText('Gemt.').waitFor();
	await second.getByLabel('Alder').fill('Alle over 25');
	await second.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await second.getByText('Alle over 18').waitFor();
	expect(await second.getByLabel('Alder').inputValue()).toBe('Alle over 25');
	await picture(second, 'framework-stale');
	await expectAccessible(second);
	await second.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await second.getByText('Gemt.').waitFor();
	expect(await second.getByLabel('Alder').inputValue()).toBe('Alle over 25');
});

test('it cannot be put forward until nothing is missing, and the page says what is', async () => {
	const page = await as(world.leader, DESK);
	await page.goto('/framework/submit');
	await page.getByText('Det mangler').waitFor();
	await picture(page, 'framework-missing');
	await expectAccessible(page);
	await answerTheRest();
	await page.goto('/framework/edit');
	await page.getByLabel('Note').fill('Mødet den 3.');
	await page.getByRole('button', { name: 'Skriv det ned' }).click();
	await page.getByText('Skrevet ned.').waitFor();
	await page.goto('/framework/submit');
	await page.getByLabel('Hvad er nyt?').fill('Den første ramme');
	await picture(page, 'framework-submit');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Send til styregruppen' }).click();
	await page.getByText('Hos styregruppen').waitFor();
});

test('the steering group decides on a phone without scripts; both sides are needed', async () => {
	const manager = await as(world.manager, PHONE);
	await manager.goto('/framework');
	await manager.getByRole('link', { name: 'Læs, og beslut' }).click();
	await expectAccessible(manager);
	await picture(manager, 'framework-decide');
	await manager.getByRole('button', { name: 'Send tilbage' }).click();
	await manager.getByText('Skriv, hvad der skal ændres').waitFor();
	await manager.getByRole('button', { name: 'Godkend' }).click();
	await manager.getByText('Din beslutning er gemt.').waitFor();
	await manager.getByText('en leder fra en privat eller frivillig organisation').waitFor();
	const draft = await manager.request.get(`${manager.url().split('?')[0]}/pdf`);
	expect(draft.headers()['content-type']).toBe('application/pdf');

	const outside = await as(world.outside, PHONE);
	await outside.goto('/framework');
	await outside.getByRole('link', { name: 'Læs, og beslut' }).click();
	await outside.getByRole('button', { name: 'Godkend' }).click();
	await outside.getByText('Rammen er godkendt og gælder nu').waitFor();
	await picture(outside, 'framework-established');
	await expectAccessible(outside);
});

test('a partner reads it, says so, and takes it home as a PDF', async () => {
	const page = await as(world.housing, PHONE);
	await page.goto('/framework');
	await picture(page, 'framework-front');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Ja, jeg har læst den' }).click();
	await page.getByText('Du har sagt, at du har læst den.').waitFor();
	await page.getByRole('link', { name: 'Læs rammen' }).click();
	await page.getByText('Tolk Nord').waitFor();
	const pdf = await page.request.get(`${page.url()}/pdf`);
	expect(pdf.status()).toBe(200);
	expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

	const leader = await as(world.leader, DESK);
	await leader.goto('/framework');
	await leader.getByText('Har ikke bekræftet endnu').waitFor();
	await picture(leader, 'framework-front');
	await expectAccessible(leader);
});

test('a change after approval is shown word by word, with scripts on too', async () => {
	const page = await as(world.leader, DESK, true);
	await page.goto('/framework/edit/audience');
	await page.getByLabel('Alder').fill('Alle over 18 og deres børn');
	await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await page.getByText('Gemt.').waitFor();
	await page.goto('/framework/edit/communication');
	await page.getByRole('button', { name: 'Tilføj en linje: Tolke' }).click();
	await page.getByLabel('Udbyder').nth(1).fill('Tolk Syd');
	await page.getByLabel('Sprog').nth(1).fill('Arabisk');
	await page.getByLabel('Sådan bestiller man').nth(1).fill('Ring');
	await page.getByRole('button', { name: 'Gem', exact: true }).last().click();
	await page.getByText('Gemt.').waitFor();
	await page.goto('/framework/submit');
	await page.getByRole('button', { name: 'Send til styregruppen' }).click();
	const manager = await as(world.manager, PHONE);
	await manager.goto('/framework');
	await manager.getByRole('link', { name: 'Læs, og beslut' }).click();
	await manager.locator('ins').first().waitFor();
	await picture(manager, 'framework-changes');
	await expectAccessible(manager);
});

/** What the story does not type itself: the other sections, as the leader. */
async function answerTheRest() {
	const rows = (field: string, group: string | null, ...cells: Record<string, string>[]) =>
		cells.flatMap((row, index): [string, string][] => {
			const id = `${group ?? 'r'}-${index}`;
			return [
				[`${field}.row`, group ? `${group}/${id}` : id],
				...Object.entries(row).map(([key, text]): [string, string] => [
					`${field}.cell.${id}.${key}`,
					text
				])
			];
		});
	const none = (field: string, ...groups: string[]) =>
		groups.map((group): [string, string] => [
			`${field}.none.${group}`,
			'Det er vi for få til endnu'
		]);
	const posted: Record<string, [string, string][]> = {
		organisation: [
			...rows('effort', 'municipal', {
				who: 'Socialforvaltningen',
				does: 'Bevilger hjælp og følger op'
			}),
			...rows('effort', 'voluntary', { who: 'Nattely', does: 'Seng, mad og en snak' }),
			...none('effort', 'private'),
			...rows('outreach', null, {
				name: 'Gadeteam',
				provider: 'Solby Kommune',
				contact: '70 10 10 10'
			}),
			...rows('forums', 'municipal', {
				name: 'Torsdagsmøde',
				members: 'Jobcenter og bolig',
				'how-often': 'Hver uge'
			}),
			...none('forums', 'municipal-others', 'others'),
			...rows('agreements', 'municipal', {
				name: 'Boligaftale',
				parties: 'Kommune og boligselskab'
			}),
			...none('agreements', 'municipal-others', 'others'),
			...rows(
				'coordinating-functions',
				null,
				{ area: 'Beskæftigelse', function: 'Koordinerende sagsbehandler', contact: '70 20 20 20' },
				{ area: 'Bolig', function: 'Boligrådgiver', contact: '70 30 30 30' }
			),
			['tovholder-pool.person', `${world.volunteer.person}.${world.shelter}`],
			['home-municipality.text', 'Vi ringer til socialkontoret, når borgeren siger ja.'],
			...rows('home-municipality-partners', null, {
				name: 'Aviaja',
				workplace: 'Socialkontoret',
				contact: '+299 000000'
			})
		],
		communication: [
			...rows('channels', 'municipal', { channel: 'Sikker mail', 'used-for': 'Aftaler' }),
			...rows('channels', 'citizen', { channel: 'Telefon', 'used-for': 'Alt' }),
			...none('channels', 'others', 'municipal-others'),
			...rows('interpreters', null, {
				provider: 'Tolk Nord',
				languages: 'Grønlandsk',
				'how-to-order': 'Ring dagen før'
			})
		],
		plans: [
			...rows('plan-types', null, { name: 'Jobplan', where: 'Jobcentret' }),
			['plan-access.access', `r-0/${world.shelter}`],
			['plan-coordination.text', 'Hver måned ser vi på dem samlet.'],
			['plan-involvement.text', 'Borgeren skriver første udkast.'],
			...rows('work-tools', null, { name: 'Netværkskort' })
		],
		offers: [
			...rows('offer-list', 'municipal', {
				name: 'Værestedet',
				audience: 'Alle',
				content: 'Kaffe og en snak',
				contact: 'Mette'
			}),
			...rows('offer-list', 'private-voluntary', {
				name: 'Nattely',
				audience: 'Folk uden bolig',
				content: 'Seng og mad',
				contact: 'Vera'
			})
		],
		dissemination: [
			['dissemination-channels.text', 'Personalemøder'],
			['availability.text', 'På intranettet'],
			['update-notice.text', 'Vi ringer til de små foreninger']
		]
	};
	for (const [key, entries] of Object.entries(posted)) {
		const section = findSection(frameworkTemplate, key)!;
		const marks = await Promise.all(
			section.fields.map(async (field): Promise<[string, string][]> => [
				[`was.${field.key}`, await markOf(await saved(world, field.key))],
				[`version.${field.key}`, field.key === 'interpreters' ? '1' : '0']
			])
		);
		await world
			.as(world.leader)
			.act((acting) => answerQuestions(acting, section, [...entries, ...marks.flat()]));
	}
}
