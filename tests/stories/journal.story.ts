/**
 * A case of documents for an authority's own journal (L-19): the tovholder packs, is refused a personal number, and finds in the file what
 * stands on the screen; the caseworker of a hospital gets what the citizen's consent opens, and less after it is withdrawn.
 * Without JavaScript.
 */
import { randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newWorld } from '#server/database/test-world.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();

async function inspect(page: Page, name: string): Promise<void> {
	expect(await whatDoesNotFit(page)).toEqual([]);
	await expectAccessible(page);
	await picture(page, `journal-${name}`);
}

type Index = {
	case: { citizen: string | null; caseNumber: string | null };
	documents: { kind: string; file: string; date: string; sha256: string; direction: string }[];
	leftOut: number;
};

/** Fetches the package that the link leads to. */
async function fetchPackage(page: Page, address: string) {
	const answer = await page.request.get(samspil.origin + address);
	expect(answer.status()).toBe(200);
	expect(answer.headers()['content-type']).toBe('application/zip');
	const files = unzipSync(new Uint8Array(await answer.body()));
	const index = JSON.parse(new TextDecoder().decode(files['index.json'])) as Index;
	for (const { file } of index.documents)
		expect(Buffer.from(files[file]!.slice(0, 5)).toString()).toBe('%PDF-');
	return { index, names: Object.keys(files), said: answer.headers()['content-disposition']! };
}

async function begun() {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const story = await world.coordinatedPathway();
	const { pathway, tovholder } = story;
	const plan = randomUUID();
	await world.insert('pathway_plan', {
		tenant_id: world.tenant,
		id: plan,
		pathway_id: pathway,
		scope_id: await world.scopeOf(pathway, 'health'),
		category: 'health',
		number: 1,
		aim: 'Sove om natten',
		steps: 'Vi ringer',
		cooperation: 'Om mandagen',
		involvement: 'Altid',
		owners: '[]',
		citizen_owns: true,
		hash: Buffer.alloc(32),
		written_by: tovholder.person,
		written_by_name: tovholder.name,
		written_by_organisation_name: 'Solby Kommune'
	});
	const hospital = await world.organisation('region', 'Sygehuset');
	const nurse = await world.worker('Nina Nattevagt', hospital);
	await world.partner(pathway, hospital, 'agreed', nurse);
	const consent = await world.consent(pathway, [hospital], ['health'], { until: '2099-12-31' });
	return { world, plan, nurse, ofHospital: consent, ...story };
}

test('L-19 the tovholder packs what is on the pathway, and the next time what is new or another', async () => {
	const story = await begun();
	const { page } = await samspil.visitAs(story.tovholder, { width: PHONE, javaScript: false });
	const main = page.getByRole('main');
	// L-12: what goes one day says that nobody has handed it over.
	await page.goto(`/pathways/${story.pathway}/retention`);
	expect(await main.textContent()).toContain('Intet herfra er hentet');
	await page.getByRole('link', { name: 'Til journalen' }).click();
	await inspect(page, 'first');
	// Everything is new, and chosen.
	expect(await page.getByRole('checkbox').count()).toBe(
		await page.getByRole('checkbox', { checked: true }).count()
	);

	await page.getByLabel('Jeres sagsnummer').fill('010190-1234');
	await page.getByRole('button', { name: 'Lav pakken' }).click();
	await inspect(page, 'personal');
	expect(await main.textContent()).toContain('Skriv ikke et cpr-nummer her');
	expect(await page.getByLabel('Jeres sagsnummer').inputValue()).toBe('010190-1234');
	await page.getByLabel('Jeres sagsnummer').fill('26/004512');
	await page.getByRole('button', { name: 'Lav pakken' }).click();
	await inspect(page, 'packed');
	expect(decodeURIComponent(page.url())).not.toContain('004512');
	const link = page.getByRole('link', { name: 'Hent pakken' });
	const address = (await link.getAttribute('href'))!;
	// L-12: made is not fetched: nothing has left, here and on the page of what is kept.
	await page.goto(`/pathways/${story.pathway}/journal`);
	await inspect(page, 'made');
	expect(await main.textContent()).toContain('Lavet, ikke hentet endnu');
	expect(await page.getByLabel('Planen: Udgave 1').isChecked()).toBe(true);
	await page.goto(`/pathways/${story.pathway}/retention`);
	expect(await main.textContent()).toContain('Intet herfra er hentet');
	expect(await main.textContent()).toContain('En pakke er lavet og ikke hentet endnu');
	const { index, names, said } = await fetchPackage(page, address);
	expect(index.case).toMatchObject({ caseNumber: '26/004512', citizen: story.citizen.name });
	expect(index.documents.map(({ kind }) => kind)).toContain('plan');
	expect(index.documents.map(({ kind }) => kind)).toContain('consent');
	expect(index.leftOut).toBe(0);
	// Neither the file nor what is in it is called by a name or a number of the authority's.
	for (const word of [...story.citizen.name.split(' '), '004512'])
		expect(`${said} ${names.join(' ')}`).not.toContain(word);

	// Nothing to pack but the record, until something changes.
	await page.goto(`/pathways/${story.pathway}/journal`);
	expect(await page.getByLabel('Jeres sagsnummer').inputValue()).toBe('26/004512');
	expect(await page.getByLabel('Planen: Udgave 1').isChecked()).toBe(false);
	await samspil.database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x', version = version + 1 where id = $1`,
		[story.ofHospital]
	);
	await page.reload();
	await inspect(page, 'changed');
	expect(await main.textContent()).toContain('ændret siden');

	await page.goto(`/pathways/${story.pathway}/retention`);
	await inspect(page, 'retention');
	expect(await main.textContent()).toContain('Sidst hentet til journalen');

	const { page: citizen } = await samspil.visitAs(story.citizen, { width: PHONE });
	await citizen.goto('/me/log');
	const log = await citizen.getByRole('main').textContent();
	expect(log).toContain('gjorde en pakke dokumenter klar til sin journal');
	expect(log).toContain('hentede en pakke dokumenter til sin journal');
	expect((await citizen.request.get(samspil.origin + address)).status()).toBe(404);
});

test('L-19 a caseworker packs what the consent opens and is named nobody; after a withdrawal the package is made without it', async () => {
	const story = await begun();
	const { page } = await samspil.visitAs(story.nurse, { width: 1280, javaScript: false });
	await page.goto(`/pathways/${story.pathway}/journal`);
	await inspect(page, 'caseworker');
	await page.getByRole('button', { name: 'Lav pakken' }).click();
	const address = (await page.getByRole('link', { name: 'Hent pakken' }).getAttribute('href'))!;
	const before = await fetchPackage(page, address);
	// The plan about health and the consent they read by; not the shelter's consent, nor the record.
	expect(before.index.documents.map(({ kind }) => kind).sort()).toEqual(['consent', 'plan']);
	expect(before.index.case.citizen).toBe(null);
	expect(JSON.stringify(before.index)).not.toContain(story.citizen.name);

	await samspil.database.owner.query(
		`update samspil.consent set withdrawn_at = now(), withdrawn_by_name = 'x', version = version + 1 where id = $1`,
		[story.ofHospital]
	);
	const after = await fetchPackage(page, address);
	expect(after.index).toMatchObject({ documents: [], leftOut: 2 });
	expect(after.names).toEqual(['00-index.pdf', 'index.json']);

	const { page: volunteer } = await samspil.visitAs(story.helper, { width: PHONE });
	// L-9: who got nothing has done nothing, whatever they asked for.
	const deeds = async () =>
		(
			await samspil.database.owner.query(
				'select from samspil.audit_event where pathway_id = $1 and person_id = $2',
				[story.pathway, story.helper.person]
			)
		).rowCount;
	const before404 = await deeds();
	for (const path of [
		address,
		`/pathways/${story.pathway}/journal`,
		`/pathways/${story.pathway}/journal/${randomUUID()}`,
		`/pathways/${story.pathway}/citizen/export`
	])
		expect((await volunteer.request.get(samspil.origin + path)).status()).toBe(404);
	expect(await deeds()).toBe(before404);
	await volunteer.goto(`/pathways/${story.pathway}`);
	expect(await volunteer.getByRole('link', { name: 'Til journalen' }).count()).toBe(0);
});
