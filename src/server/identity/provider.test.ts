import { createServer } from 'node:http';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { beginJourney, endJourney, saysStrong } from './provider.ts';
import { goThrough } from './test-browser.ts';
import { startTestProvider } from './test-provider.ts';

const REDIRECT = 'http://localhost:3000/sign-in/provider/callback';

async function startProvider() {
	const provider = await startTestProvider(REDIRECT);
	onTestFinished(() => void provider.server.close());
	return provider;
}

test('a real provider tells who it is, and how strongly it knows', async () => {
	const { oidc } = await startProvider();
	const { address, journey } = await beginJourney(oidc, REDIRECT, '/pathways');
	expect(address.searchParams.get('code_challenge_method')).toBe('S256');
	expect(address.searchParams.get('nonce')).toBe(journey.nonce);
	const returned = await goThrough(address, REDIRECT);

	// A forged answer does not fit what this browser remembers.
	const forged = { ...journey, state: 'another' };
	await expect(endJourney(oidc, returned, forged)).rejects.toThrow();

	expect(await endJourney(oidc, returned, journey)).toMatchObject({
		subject: 'karen',
		email: 'karen@solby.example',
		emailVerified: true
	});
	// A code is good once.
	await expect(endJourney(oidc, returned, journey)).rejects.toThrow();
});

test('a provider that is away is asked again the next time', async () => {
	const { oidc, server } = await startProvider();
	const { port } = new URL(oidc.issuer);
	server.close();
	await once(server, 'close');
	await expect(beginJourney(oidc, REDIRECT, '/')).rejects.toThrow();
	const again = createServer((_, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(
			JSON.stringify({ issuer: oidc.issuer, authorization_endpoint: `${oidc.issuer}/auth` })
		);
	}).listen(Number(port), '127.0.0.1');
	onTestFinished(() => void again.close());
	await once(again, 'listening');
	await expect(beginJourney(oidc, REDIRECT, '/')).resolves.toBeDefined();
});

test.each([
	[undefined, undefined, false],
	['urn:mace:incommon:iap:silver', ['pwd'], false],
	['https://data.gov.dk/concept/core/nsis/Substantial', undefined, true],
	['https://data.gov.dk/concept/core/nsis/Low', undefined, false],
	['http://eidas.europa.eu/LoA/high', undefined, true],
	['https://refeds.org/profile/mfa', undefined, true],
	[undefined, ['pwd', 'mfa'], true],
	[undefined, ['pwd', 'otp'], true],
	[undefined, ['otp'], false],
	[undefined, 'mfa', false],
	[undefined, ['pwd'], false]
])('acr %j and amr %j: strong %s', (acr, amr, isStrong) => {
	expect(saysStrong(acr, amr)).toBe(isStrong);
});
