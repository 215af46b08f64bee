import { createHash } from 'node:crypto';
import { beforeAll, afterAll, beforeEach, expect, test } from 'vitest';
import { goThrough } from '../identity/test-browser.ts';
import { signingDriver } from './choose-driver.ts';
import { LONGEST_SIGNING_TEXT, type SigningDriver } from './signing-driver.ts';
import { startTestBroker, type TestBroker } from './test-broker.ts';

const BACK = 'http://localhost:3000/agreements/1/sign/callback';
const HASH = createHash('sha256').update('version 3').digest('hex');
const TEXT = `Jeg underskriver Samarbejdskontrakt for Ågården, version 3.\nKontrolsum: ${HASH}`;

let broker: TestBroker;
let driver: SigningDriver;
beforeAll(async () => {
	broker = await startTestBroker(BACK);
	driver = signingDriver({ signing: broker.settings })!;
});
afterAll(() => void broker.server.close());
beforeEach(() => {
	Object.assign(broker.mood, {
		does: 'signs',
		assurance: 'https://data.gov.dk/concept/core/nsis/Substantial',
		subject: 'aase',
		isForger: false
	});
});

/** Signs as a person would: there and back. */
async function sign(
	change: (journey: Parameters<SigningDriver['finish']>[1]) => object = () => ({})
) {
	const { address, journey } = await driver.begin(TEXT, HASH, BACK);
	const returned = await goThrough(address, BACK);
	return driver.finish(returned, { ...journey, ...change(journey) });
}

test('without settings there is no driver', () => {
	expect(signingDriver({ signing: undefined })).toBeUndefined();
});

test('a person reads the very text, signs it, and is known by name and method', async () => {
	const before = Math.floor(Date.now() / 1000) * 1000;
	const outcome = await sign();
	expect(broker.shown()).toBe(TEXT);
	expect(outcome).toMatchObject({
		ok: true,
		value: {
			subject: 'aase',
			name: 'Åse Østergaard',
			method: 'MitID (code_app)',
			assurance: 'substantial',
			signedTextHash: createHash('sha256').update(TEXT).digest('hex'),
			hash: HASH
		}
	});
	if (outcome.ok) {
		expect(outcome.value.at.getTime()).toBeGreaterThanOrEqual(before);
		expect(outcome.value.proof.split('.')).toHaveLength(3);
	}
});

test('the text does not pass through the browser', async () => {
	const { address } = await driver.begin(TEXT, HASH, BACK);
	expect(address.searchParams.has('request_uri')).toBe(true);
	expect(address.href).not.toContain('signtext');
	expect(address.href.length).toBeLessThan(300);
});

test.each([
	[
		'another text than the one that was sent',
		{ does: 'signs-another-text' },
		'another-text-signed'
	],
	['nothing, though recognised', { does: 'only-signs-in' }, 'nothing-signed'],
	[
		'as somebody of whom the broker is not sure',
		{ assurance: 'https://data.gov.dk/concept/core/nsis/Low' },
		'identity-too-weak'
	],
	['as somebody of whom the broker says nothing', { assurance: '' }, 'identity-too-weak']
] as const)('who signs %s has not signed', async (_, mood, reason) => {
	Object.assign(broker.mood, mood);
	expect(await sign()).toEqual({ ok: false, reason });
});

test('who says no comes back without a signature', async () => {
	broker.mood.does = 'refuses';
	expect(await sign()).toEqual({ ok: false, reason: 'signing-cancelled' });
});

test('an answer for another journey, another person or from another key is none', async () => {
	await expect(sign(() => ({ state: 'another' }))).rejects.toThrow();
	await expect(sign(() => ({ nonce: 'another' }))).rejects.toThrow();
	await expect(sign(() => ({ verifier: 'x'.repeat(43) }))).rejects.toThrow();
	broker.mood.subject = 'mads';
	await expect(sign()).rejects.toThrow();
	broker.mood.subject = 'aase';
	broker.mood.isForger = true;
	await expect(sign()).rejects.toThrow();
});

test('an answer is good once', async () => {
	const { address, journey } = await driver.begin(TEXT, HASH, BACK);
	const returned = await goThrough(address, BACK);
	expect((await driver.finish(returned, journey)).ok).toBe(true);
	await expect(driver.finish(returned, journey)).rejects.toThrow();
});

test('a text that does not name the version is not sent', async () => {
	await expect(driver.begin('Jeg underskriver.', HASH, BACK)).rejects.toThrow('does not name');
});

test('a broker that is away is told when somebody wants to sign, and not before', async () => {
	const away = signingDriver({ signing: { ...broker.settings, issuer: 'http://localhost:9' } })!;
	await expect(away.begin(TEXT, HASH, BACK)).rejects.toThrow();
});

test('the longest text can be signed, and a longer one is not sent', async () => {
	const long = TEXT.padEnd(LONGEST_SIGNING_TEXT, 'æ');
	const { address, journey } = await driver.begin(long, HASH, BACK);
	const outcome = await driver.finish(await goThrough(address, BACK), journey);
	expect(outcome.ok || outcome.reason).toBe(true);
	await expect(driver.begin(`${long}æ`, HASH, BACK)).rejects.toThrow('too long');
});
