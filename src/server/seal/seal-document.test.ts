import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../database/test-database.ts';
import { renderPdf, stopRendering } from '../pdf/render-pdf.ts';
import { ownKey } from './keep-key.ts';
import {
	openSealing,
	sealCertificate,
	sealDocument,
	stopSealing,
	upgradeSealedDocument,
	type SealSettings
} from './seal-document.ts';
import { makeKey } from './sealing-key.ts';
import { startTestAuthority, type TestAuthority } from './test-authority.ts';
import { shortContract } from './test-sealed.ts';
import { LARGEST_VERIFIED, stopVerifying, verifySealedDocument } from './verify-document.ts';

const database = await testDatabase();
let authority: TestAuthority;
let unsealed: Uint8Array;

beforeAll(async () => {
	authority = await startTestAuthority();
	unsealed = await renderPdf(shortContract());
});
afterAll(async () => {
	await authority.stop();
	await Promise.all([stopSealing(), stopVerifying(), stopRendering()]);
});

const SECRET = 'x'.repeat(32);
const settings = (seal: Partial<SealSettings['seal']> = {}): SealSettings => ({
	seal: { timeStamps: undefined, file: undefined, password: '', ...seal },
	// not that of the keys which the tests above have made for other times
	secret: 'z'.repeat(32),
	origin: 'https://samspil.solby.example'
});
const NOW = new Date();
const keyOf = (secret = SECRET, now = NOW) =>
	ownKey(database.pools.jobs, { secret, now }, () => makeKey('Samspil', now));

describe('the key that an installation makes for itself', () => {
	test('is made once, also when several processes start at once', async () => {
		const keys = await Promise.all([keyOf(), keyOf(), keyOf()]);
		const certificates = new Set(
			keys.map(({ certificate }) => Buffer.from(certificate).toString('hex'))
		);
		expect(certificates.size).toBe(1);
		expect(Buffer.compare((await keyOf()).key, keys[0].key)).toBe(0);
	});

	test('cannot be read in the database, nor opened with another secret', async () => {
		const { key } = await keyOf();
		const { rows } = await database.owner.query<{ locked_key: Buffer }>(
			'select locked_key from samspil.sealing_key where locked_key is not null'
		);
		for (const { locked_key } of rows) expect(locked_key.includes(Buffer.from(key))).toBe(false);
		const other = await keyOf('y'.repeat(32));
		expect(Buffer.compare(other.key, key)).not.toBe(0);
	});

	test('is made anew before it runs out', async () => {
		const first = await keyOf();
		const nearly = new Date(NOW.getTime() + 3_630 * 86_400_000);
		const next = await keyOf(SECRET, nearly);
		expect(Buffer.compare(next.certificate, first.certificate)).not.toBe(0);
	});

	test('is for the role that seals alone; a request sees whose certificates are ours, and changes nothing', async () => {
		await keyOf();
		const asked = (query: string) => database.pools.app.query(query);
		expect(
			(await asked('select fingerprint from samspil.sealing_key')).rows.length
		).toBeGreaterThan(0);
		for (const query of [
			'select locked_key from samspil.sealing_key',
			'select * from samspil.sealing_key',
			'delete from samspil.sealing_key',
			`insert into samspil.sealing_key (fingerprint, certificate) values (repeat('a', 64), '')`
		])
			await expect(asked(query)).rejects.toThrow(/permission denied/);
		await expect(
			database.pools.identity.query('select 1 from samspil.sealing_key')
		).rejects.toThrow();
		await expect(database.pools.jobs.query('delete from samspil.sealing_key')).rejects.toThrow();
	});
});

describe('a document', () => {
	test('is sealed with our own key where no other is given, which says that it is self-made', async () => {
		await openSealing(settings(), database.pools.jobs);
		const sealed = await sealDocument(unsealed, NOW);
		expect(sealed).toMatchObject({ level: 'B-B', reachable: 'B-B', lacking: null });
		const own = await sealCertificate();
		expect(own).toMatchObject({ subject: 'Samspil (samspil.solby.example)', isSelfMade: true });
		expect(await verifySealedDocument(sealed.pdf)).toMatchObject({
			verdict: 'intact',
			seals: [{ sealedBy: { fingerprint: own.fingerprint, isSelfMade: true } }]
		});
		const { rows } = await database.pools.app.query(
			'select 1 from samspil.sealing_key where fingerprint = $1',
			[own.fingerprint]
		);
		expect(rows).toHaveLength(1);
	});

	test('is sealed with the key of a file, and raised by itself when the authority is back', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'samspil-seal-'));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		const file = path.join(folder, 'seal.p12');
		const issued = await authority.issueFile('Solby Kommune', 'hemmeligt');
		writeFileSync(file, issued.file);
		await openSealing(
			settings({ file, password: 'hemmeligt', timeStamps: authority.timeStamps }),
			database.pools.jobs
		);
		expect(await sealCertificate()).toMatchObject({ isSelfMade: false });
		authority.mood.timeStamps = 'down';
		const lower = await sealDocument(unsealed, NOW);
		expect(lower).toMatchObject({ level: 'B-B', reachable: 'B-LTA', lacking: 'time-stamp' });
		authority.mood.timeStamps = 'well';
		const raised = await upgradeSealedDocument(lower.pdf);
		expect(raised).toMatchObject({ level: 'B-LTA', lacking: null });
		expect(await verifySealedDocument(raised.pdf)).toMatchObject({
			verdict: 'intact',
			seals: [{ level: 'B-LTA' }]
		});
	});

	test('many are sealed one after another, each its own', async () => {
		await openSealing(settings(), database.pools.jobs);
		const sealed = await Promise.all([1, 2, 3, 4].map(() => sealDocument(unsealed, NOW)));
		expect(new Set(sealed.map(({ pdf }) => Buffer.from(pdf).toString('base64'))).size).toBe(4);
	});

	test('what is no PDF is not sealed, and the next is sealed all the same', async () => {
		await expect(sealDocument(Buffer.from('hej'), NOW)).rejects.toThrow();
		expect((await sealDocument(unsealed, NOW)).level).toBe('B-B');
	});
});

test('a file that the password does not open stops the start, in a sentence that names the setting', async () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'samspil-seal-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const file = path.join(folder, 'seal.p12');
	writeFileSync(file, (await authority.issueFile('Solby Kommune', 'hemmeligt')).file);
	await expect(
		openSealing(settings({ file, password: 'hunter2' }), database.pools.jobs)
	).rejects.toThrow(
		/^SEAL_P12 must be a PKCS #12 file that SEAL_P12_PASSWORD opens: (?!.*hunter2)/
	);
});

describe('a file of a stranger', () => {
	test('that is too large is not read', async () => {
		expect(await verifySealedDocument(new Uint8Array(LARGEST_VERIFIED + 1))).toEqual({
			verdict: 'unreadable',
			why: 'too-large'
		});
	});

	test('that is cut off while it comes is not read as sealed, and the next one is read', async () => {
		await openSealing(settings(), database.pools.jobs);
		const { pdf } = await sealDocument(unsealed, NOW);
		const cut = await verifySealedDocument(pdf.slice(0, pdf.length / 2));
		expect(cut.verdict).not.toBe('intact');
		expect((await verifySealedDocument(pdf)).verdict).toBe('intact');
	});
});
