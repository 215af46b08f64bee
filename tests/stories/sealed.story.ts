/**
 * What all have signed is sealed by itself, and whoever holds the file hears on a public page whether a byte of it was
 * changed. The seal is as high as one gets: by a certificate somebody vouches for, with its time witnessed by others.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { inForce } from '../../src/features/agreements/server/test-agreement.ts';
import { startTestAuthority } from '../../src/server/seal/test-authority.ts';
import { signaturesIn } from '../../src/server/seal/test-sealed.ts';
import { openSamspil } from './open-samspil.ts';
import {
	doesNotRead,
	follow,
	goTo,
	inspectAtBoth,
	press,
	reads,
	sitDown,
	WITHOUT_SCRIPT,
	type Seated
} from './people.ts';

const authority = await startTestAuthority();
afterAll(() => authority.stop());
const { file: key } = await authority.issueFile('Solby Kommune', 'hemmeligt');
const keyFile = path.join(tmpdir(), `seal-${process.pid}.p12`);
writeFileSync(keyFile, key, { mode: 0o600 });
afterAll(() => rmSync(keyFile));

const samspil = await openSamspil({
	SEAL_P12: keyFile,
	SEAL_P12_PASSWORD: 'hemmeligt',
	TSA_URL: authority.timeStamps
});
const { world, id, version } = await inForce(samspil.database);
await world.administrator();
const signed = `/agreements/${id}/versions/${version}`;
let bytes: Buffer;
/** Somebody who has nothing but the file. */
let anybody: Seated;

beforeAll(async () => {
	const { page, complaints } = await samspil.visit(WITHOUT_SCRIPT);
	anybody = { name: 'anybody', page, complaints };
});

async function holdUp(name: string, buffer: Buffer): Promise<void> {
	await goTo(anybody, '/verify');
	const field = anybody.page.getByLabel(/PDF/);
	await field.setInputFiles({ name, mimeType: 'application/pdf', buffer });
	await press(anybody, 'Se efter');
	await reads(anybody, name);
}

test('the agreement is sealed by itself, and its own people get the file', async () => {
	const hans = await sitDown(samspil, world.helper);
	await goTo(hans, `/agreements/${id}`);
	await follow(hans, 'Læs det, der er aftalt');
	const link = hans.page.getByRole('link', { name: 'Hent den forseglede aftale (PDF)' });
	await vi.waitUntil(async () => (await hans.page.reload()) && (await link.isVisible()), 30_000);
	await inspectAtBoth(hans, 'agreement-sealed');
	const file = await hans.page.context().request.get((await link.getAttribute('href'))!);
	bytes = await file.body();
	expect(signaturesIn(bytes)).toHaveLength(2);

	const stine = await sitDown(samspil, world.stranger);
	expect(await goTo(stine, `${signed}/sealed`)).toBe(404);
});

test('anybody with the file hears that it is genuine, which version of what, and who signed when', async () => {
	await goTo(anybody, '/verify');
	await inspectAtBoth(anybody, 'verify');
	await press(anybody, 'Se efter');
	await reads(anybody, 'Vælg en fil først.');
	await inspectAtBoth(anybody, 'verify-lacking');
	await holdUp('aftale.pdf', bytes);
	await reads(anybody, 'Ja, den er ægte', 'Hjem igen, udgave 1', 'I kraft');
	await reads(anybody, 'Mads Borg', 'Vera Vang', 'Solby Kommune', 'Tiden er bevidnet af');
	await inspectAtBoth(anybody, 'verify-genuine');
});

test('a file with another byte in it is told apart, and nothing in it is believed', async () => {
	await holdUp('anden.pdf', withAnother(bytes, Math.floor(bytes.length / 3)));
	await reads(anybody, 'Nej, filen er ændret', 'Stol ikke på det');
	await doesNotRead(anybody, 'Vera Vang', 'Hjem igen', 'Solby Kommune');
	await inspectAtBoth(anybody, 'verify-changed');
});

test('a byte that is another is found wherever it lies: the first, the last, and in each part that was added', async () => {
	const ends = [...bytes.toString('latin1').matchAll(/%%EOF\r?\n?/g)].map(
		({ index, 0: mark }) => index + mark.length
	);
	expect(ends.length).toBeGreaterThanOrEqual(3);
	expect(ends.at(-1)).toBe(bytes.length);
	const inParts = ends.flatMap((end, index) => {
		const begin = ends[index - 1] ?? 0;
		return [begin, Math.floor((begin + end) / 2), end - 1];
	});
	const inSignatures = signaturesIn(bytes).flatMap(([from, to]) => [from, from + 1, to]);
	const inDate = bytes.indexOf('/ModDate (D') + '/ModDate '.length;
	for (const at of new Set([...inParts, ...inSignatures, inDate])) {
		const answer = await ask('anden.pdf', withAnother(bytes, at));
		expect(answer, `byte ${at}`).not.toContain('Ja, den er ægte');
		expect(answer, `byte ${at}`).toMatch(/Nej, filen er ændret|kan ikke læses som en PDF/);
	}
});

test('what was never sealed is no forgery, and what is no PDF is asked for again', async () => {
	const hans = await sitDown(samspil, world.helper);
	const { request } = hans.page.context();
	await holdUp('kladde.pdf', await (await request.get(`${signed}/pdf`)).body());
	await reads(anybody, 'Filen har intet segl');
	await inspectAtBoth(anybody, 'verify-not-sealed');
	expect(await ask('hej.pdf', Buffer.from('hej'))).toContain('kan ikke læses som en PDF');
});

/** The file with one bit of one byte turned. */
function withAnother(file: Buffer, at: number): Buffer {
	const turned = Buffer.from(file);
	turned[at]! ^= 1 << 3;
	return turned;
}

/** What the page answers to the file, sent as its form sends it. */
async function ask(name: string, file: Buffer): Promise<string> {
	const body = new FormData();
	body.append('file', new File([new Uint8Array(file)], name, { type: 'application/pdf' }));
	const { origin } = samspil;
	const headers = { accept: 'text/html', 'accept-language': 'da', origin };
	return (await fetch(`${origin}/verify`, { method: 'POST', headers, body })).text();
}
