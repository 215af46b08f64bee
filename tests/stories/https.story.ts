/** Behind a proxy that speaks https: what browsers are told to insist on, and that nothing travels without it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lone, malik } from '../../db/example/people.ts';
import { testDatabase } from '../../src/server/database/test-database.ts';
import { newCaller, type Reply } from './caller.ts';
import { startServer, type RunningServer } from './open-samspil.ts';

const ORIGIN = 'https://samspil.solby.example';
const database = await testDatabase();
let server: RunningServer;

beforeAll(async () => {
	server = await startServer({ DATABASE_URL: database.url, ORIGIN }, '--demo');
});
afterAll(() => server?.stop());

// What the proxy is in front of; it prints the address people type.
const address = () => `http://127.0.0.1:${server.port}`;
const newVisitor = () => newCaller(address(), ORIGIN);

const cookiesOf = ({ headers }: Reply) => headers.getSetCookie();

test('who looks around as an invented person comes to the page they were on the way to, of this address alone', async () => {
	const sent = (to: string) => newVisitor().send('/sign-in?/demo', { id: lone.id, to });
	for (const [to, expected] of [
		['/agreements?before=x', '/agreements?before=x'],
		['//elsewhere.example/', '/'],
		['https://elsewhere.example/', '/']
	] as const) {
		const { status, headers } = await sent(to);
		expect([status, headers.get('location')], to).toEqual([303, expected]);
	}
});

test('every cookie is for https alone, and those of signing in are for this host alone', async () => {
	const visitor = newVisitor();
	const signedIn = await visitor.send('/sign-in?/demo', { id: lone.id });
	const again = await visitor.send('/sign-in?/demo', { id: malik.id });
	const language = await visitor.send('/language', { language: 'en', to: '/' });
	const out = await visitor.send('/sign-out', {});
	expect(out.headers.get('clear-site-data'), 'what waits on the device').toBe('"storage"');
	const cookies = [signedIn, again, language, out].flatMap(cookiesOf);
	expect(cookies.length).toBeGreaterThanOrEqual(4);
	for (const cookie of cookies) {
		expect(cookie).toMatch(/; Secure(;|$)/);
		expect(cookie).toMatch(/; Path=\/(;|$)/);
		expect(cookie).toMatch(/; SameSite=(Lax|Strict)(;|$)/i);
		expect(cookie).not.toMatch(/; Domain=/i);
		if (!cookie.startsWith('sprog=')) expect(cookie).toMatch(/^__Host-[^;]*;.*; HttpOnly(;|$)/);
	}
});

test('with such a cookie one is signed in, and with one of plain http one is not', async () => {
	const visitor = newVisitor();
	await visitor.be(malik);
	expect((await visitor.get('/me')).status).toBe(200);
	const stripped = newVisitor();
	for (const [name, value] of visitor.cookies)
		stripped.cookies.set(name.replace('__Host-', ''), value);
	expect((await stripped.get('/me')).location).toContain('/sign-in');
});

test('each answer insists on https: pages, what is not there, and files', async () => {
	const visitor = newVisitor();
	const { body } = await visitor.get('/sign-in');
	const [, file = ''] = /(?:href|src)="\.?(\/_app\/immutable\/[^"]+)"/.exec(body) ?? [];
	expect(file).not.toBe('');
	for (const path of ['/sign-in', '/', '/nowhere', '/me', file, '/healthz']) {
		const { headers } = await visitor.get(path);
		expect(headers.get('strict-transport-security'), path).toMatch(/^max-age=\d{8}/);
	}
});

test('a form from another site, or from the same name over plain http, is refused', async () => {
	const visitor = newVisitor();
	await visitor.be(malik);
	for (const origin of ['https://evil.example', 'http://samspil.solby.example', 'null']) {
		const foreign = newCaller(address(), origin);
		for (const [name, value] of visitor.cookies) foreign.cookies.set(name, value);
		expect((await foreign.send('/me?/tell', {})).status, origin).toBe(403);
	}
	expect((await visitor.send('/me?/tell', {})).status).toBe(422);
});

test('links and addresses are those people type, whatever the request claims', async () => {
	const response = await fetch(`${address()}/me`, {
		redirect: 'manual',
		headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
	});
	expect(response.headers.get('location')).toMatch(/^\/sign-in/);
	const { body } = await newVisitor().get('/sign-in');
	expect(body).not.toContain('127.0.0.1');
	expect(body).not.toContain('evil.example');
});
