/**
 * The framework points to what is kept here: a tool that lies in it as a file, an agreement, and somebody who is found by a part of
 * their name. On small telephones without scripts; each page is looked at as from a desk too.
 */
import { randomUUID } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { renderDocx, stopWritingDocx } from '../../src/server/docx/render-docx.ts';
import { testContract } from '../../src/server/print/test-contract.ts';
import { renderPdf, stopRendering } from '../../src/server/pdf/render-pdf.ts';
import { begun } from '../../src/features/framework/server/test-framework.ts';
import { MEDIA_TYPES } from '../../src/values/file-kind.ts';
import { openSamspil } from './open-samspil.ts';
import { follow, goTo, inspectAtBoth, press, reads, sitDown } from './people.ts';

vi.setConfig({ testTimeout: 120_000 });

const samspil = await openSamspil();
const world = await begun(samspil.database);
await world.administrator();
const agreement = randomUUID();
await world.insert('document', {
	tenant_id: world.tenant,
	id: agreement,
	kind: 'agreement',
	template_key: 'cooperation-contract',
	template_edition: 1,
	title: 'Åben dør på Kilden',
	agreed_by: 'signature',
	sections: [],
	begun_by: world.leader.person,
	begun_by_organisation: world.tenant
});
await world.insert('document_party', {
	tenant_id: world.tenant,
	document_id: agreement,
	organisation_id: world.tenant,
	place: 0
});
const [lone, frida] = await Promise.all(
	[world.leader, world.volunteer].map((who) => sitDown(samspil, who))
);

test('R-091 a tool lies in the framework as a file, looked into first, and everybody at work takes it home', async () => {
	await goTo(lone!, '/framework');
	await goTo(lone!, '/framework/files');
	await inspectAtBoth(lone!, 'files-none');
	const { page } = lone!;
	await page.locator('input[type="file"]').setInputFiles({
		name: 'ikke en pdf.pdf',
		mimeType: 'application/pdf',
		buffer: Buffer.from('<script>alert(1)</script>')
	});
	await press(lone!, 'Læg filen ind');
	await inspectAtBoth(lone!, 'files-refused');
	const pdf = await renderPdf(testContract());
	await stopRendering();
	await page.locator('input[type="file"]').setInputFiles({
		name: 'Netværkskort.pdf',
		mimeType: 'application/pdf',
		buffer: Buffer.from(pdf)
	});
	await press(lone!, 'Læg filen ind');
	await reads(lone!, 'Filen er lagt ind.', 'Netværkskort.pdf');
	await inspectAtBoth(lone!, 'files');
	await goTo(frida!, '/framework/files');
	const href = await frida!.page
		.getByRole('link', { name: 'Netværkskort.pdf' })
		.getAttribute('href');
	const answer = await frida!.page.context().request.get(href!);
	expect(answer.headers()['content-disposition']).toContain('attachment');
	expect(Buffer.from(await answer.body())).toEqual(Buffer.from(pdf));
});

test('R-091 a template of Word that one fills in is taken home as it was, and one with macros is not taken in', async () => {
	const { page } = lone!;
	const docx = Buffer.from(await renderDocx(testContract()));
	await stopWritingDocx();
	const send = async (name: string, buffer: Buffer) => {
		await page.locator('input[type="file"]').setInputFiles({
			name,
			mimeType: 'application/octet-stream',
			buffer
		});
		await press(lone!, 'Læg filen ind');
	};
	await goTo(lone!, '/framework/files');
	const macros = zipSync({ ...unzipSync(docx), 'word/vbaProject.bin': new Uint8Array(9) });
	await send('Indkaldelse.docx', Buffer.from(macros));
	await reads(lone!, 'Der er makroer i filen.');
	await inspectAtBoth(lone!, 'files-macros');
	// What it is called is not what it is.
	await send('Indkaldelse.docm', docx);
	await reads(lone!, 'Filen er lagt ind.', 'Indkaldelse.docm.docx', 'Word (.docx)', 'kB');
	await inspectAtBoth(lone!, 'files-kinds');
	await goTo(frida!, '/framework/files');
	const href = await frida!.page
		.getByRole('link', { name: 'Indkaldelse.docm.docx' })
		.getAttribute('href');
	const answer = await frida!.page.context().request.get(href!);
	expect(answer.headers()).toMatchObject({
		'content-type': MEDIA_TYPES.docx,
		'content-disposition': expect.stringMatching(/^attachment; .*\.docx$/),
		'content-security-policy': "sandbox; default-src 'none'",
		'x-content-type-options': 'nosniff'
	});
	expect(Buffer.compare(Buffer.from(await answer.body()), docx)).toBe(0);
});

test('R-080 to R-082 a row points to a series of meetings, an agreement and to somebody who is found by a part of their name', async () => {
	const { page } = lone!;
	const series = randomUUID();
	await world.insert('meeting_series', {
		tenant_id: world.tenant,
		id: series,
		collaboration_id: world.collaboration,
		group_kind: 'network',
		purpose: 'Netværk om hjemløshed',
		frequency: 'quarterly',
		first_on: '2030-01-01'
	});
	await goTo(lone!, '/framework/edit/organisation');
	const add = (field: string) =>
		press(lone!, page.locator(`button[name="add"][value="${field}"]`).first());
	await add('coordinating-functions');
	await page.getByLabel('Område').fill('Bolig');
	await page.getByLabel('Søg blandt alle medarbejdere').fill(world.volunteer.name.slice(1, 5));
	await press(lone!, 'Søg');
	await reads(lone!, 'Fundet: 1.');
	expect(await page.getByLabel('Område').inputValue()).toBe('Bolig');
	await page
		.getByLabel('Person i Samspil')
		.selectOption(`${world.volunteer.person}.${world.volunteer.organisation}`);
	await add('forums/municipal-others');
	await page.getByLabel('Mødeserien i Samspil').selectOption({ index: 1 });
	await add('agreements/municipal');
	expect(await page.getByLabel('Mødeserien i Samspil').inputValue()).toBe(series);
	await page.getByLabel('Aftalen i Samspil').selectOption({ label: 'Åben dør på Kilden' });
	await inspectAtBoth(lone!, 'rows-that-point');
	await press(lone!, page.getByRole('button', { name: 'Gem', exact: true }).last());
	await reads(lone!, 'Gemt.');
	const chosen = await page.getByLabel('Person i Samspil').inputValue();
	expect(chosen).toBe(`${world.volunteer.person}.${world.volunteer.organisation}`);
	await follow(lone!, 'Skriv på rammen');
});
