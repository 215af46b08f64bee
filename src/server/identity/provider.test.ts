import { createServer } from 'node:http';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { beginJourney, endJourney, saysStrong } from './provider.ts';
import { startTestProvider } from './test-provider.ts';

const REDIRECT = 'http://localhost:3000/sign-in/provider/callback';

async function startProvider() {
	const provider = await startTestProvider(REDIRECT);
	onTestFinished(() => void provider.server.close());
	return provider;
}

/** A browser that follows redirects with its cookies until it is sent back to us; answers where. */
async function goThrough(address: URL): Promise<URL> {
	const jar = new Map<string, string>();
	for (let next = address; ;) {
		if (next.href.startsWith(REDIRECT)) return next;
		const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
		const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
		for (const line of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
			jar.set(name!, value!);
		}
		const location = response.headers.get('location');
		if (!location)
			throw new Error(`${next.pathname} answered ${response.status}: ${await response.text()}`);
		next = new URL(location, next);
	}
}

test('a real provider tells who it is, and how strongly it knows', async () => {
	const { oidc } = await startProvider();
	const { address, journey } = await beginJourney(oidc, REDIRECT, '/pathways');
	expect(address.searchParams.get('code_challenge_method')).toBe('S256');
	expect(address.searchParams.get('nonce')).toBe(journey.nonce);
	const returned = await goThrough(address);

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
