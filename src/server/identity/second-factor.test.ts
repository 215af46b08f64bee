import { expect, test } from 'vitest';
import { connectAdmin } from '#server/database/open-database.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { readAs } from '#server/acting.ts';
import { openIdentity } from './identity.ts';
import { openLog } from '../log/log.ts';
import { makeAccount } from './people.ts';
import { tellSecondFactor } from './second-factor.ts';
import { readToken, sessionCookie } from './session-cookie.ts';
import { beginSession } from './sessions.ts';
import { testCaller } from './test-caller.ts';

const { pools, url } = await testDatabase();
const identity = openIdentity({
	pool: pools.identity,
	secret: 'a secret that signs the cookies of a test',
	origin: 'http://localhost:3000',
	log: openLog('silent')
});

test('a password is enough where the installation says so, and only there', async () => {
	const made = { name: 'Ida', email: 'ida@solby.example', passwordHash: 'x', emailVerified: true };
	const person = (await makeAccount(pools.identity, made))!;
	const caller = testCaller();
	await beginSession(identity, caller, person, 'single');
	const token = readToken(caller.cookies.get(sessionCookie(false)), identity.secret);
	const isStrongWhen = async (setting: 'everyone' | 'staff' | 'nobody') => {
		await tellSecondFactor({ admin: () => connectAdmin(url) }, setting);
		return (await readAs(pools.app, { token, today: '2026-11-22' })).visitor?.strong;
	};
	expect(await isStrongWhen('nobody')).toBe(true);
	expect(await isStrongWhen('everyone')).toBe(false);
});
