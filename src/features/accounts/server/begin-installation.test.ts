import { expect, test } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { openIdentity } from '#server/identity/identity.ts';
import { openLog } from '#server/log/log.ts';
import { readToken, sessionCookie } from '#server/identity/session-cookie.ts';
import { testCaller } from '#server/identity/test-caller.ts';
import {
	becomeFirstAdministrator,
	listDemoPeople,
	signInAsDemoPerson
} from './begin-installation.ts';

const { pools, owner } = await testDatabase();
const identity = openIdentity({
	pool: pools.identity,
	secret: 'a secret that signs the cookies of a test',
	origin: 'http://localhost:3000',
	log: openLog('silent')
});
const PASSWORD = 'fire vilde gæs på tur';

const begin = (name: string, password = PASSWORD) =>
	becomeFirstAdministrator(identity, testCaller(), {
		name,
		email: `${name.toLowerCase()}@solby.example`,
		password
	});

test('of several who begin at once one becomes administrator, and nothing is left of the others', async () => {
	expect(await begin('Karen', 'kort')).toEqual({ ok: false, reason: 'password-too-short' });
	const outcomes = await Promise.all([begin('Karen'), begin('Bo'), begin('Ida'), begin('Karen')]);
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	const people = await owner.query('select is_administrator from samspil.person');
	expect(people.rows).toEqual([{ is_administrator: true }]);
	expect(await begin('Late')).toEqual({ ok: false, reason: 'already-begun' });
});

test('invented people can be tried out where everything is invented, and nowhere else', async () => {
	const { rows } = await owner.query('select id from samspil.person');
	const person = rows[0].id as string;
	await owner.query(
		`insert into samspil.demo_person values ($1, 1, '{"da": "Leder projektet.", "en": "Leads the project."}')`,
		[person]
	);
	const caller = testCaller();
	expect(await listDemoPeople(identity, 'da')).toEqual([]);
	expect(await signInAsDemoPerson(identity, caller, person)).toEqual({
		ok: false,
		reason: 'not-there'
	});

	await owner.query('update samspil.installation set demo = true');
	const [offered] = await listDemoPeople(identity, 'en');
	expect(offered).toMatchObject({ id: person, introduction: 'Leads the project.' });
	expect((await signInAsDemoPerson(identity, caller, 'not an id')).ok).toBe(false);
	expect((await signInAsDemoPerson(identity, caller, person)).ok).toBe(true);
	const token = readToken(caller.cookies.get(sessionCookie(false)), identity.secret);
	const sessions = await owner.query('select assurance from identity.session where token = $1', [
		token
	]);
	expect(sessions.rows).toEqual([{ assurance: 'multi' }]);
});
