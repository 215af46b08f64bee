/**
 * Four organisations that agree with each other, and their people: each with a small telephone without scripts, or at a
 * desk with them. They are there from the beginning; how people come to a Samspil is told elsewhere.
 */
import { afterAll } from 'vitest';
import {
	letBind,
	newAgreementWorld,
	type AgreementWorld
} from '../../../src/features/agreements/server/test-agreement.ts';
import { TEST_SECRET } from '../../../src/server/database/test-server.ts';
import type { Someone } from '../../../src/server/database/test-world.ts';
import { cookieSecret } from '../../../src/server/identity/cookie-secret.ts';
import { sessionCookie, signToken } from '../../../src/server/identity/session-cookie.ts';
import { startTestMailServer } from '../../../src/server/mail/test-mail-server.ts';
import { openMailbox } from '../letters.ts';
import { openSamspil, type Samspil } from '../open-samspil.ts';
import { sitDown, WITHOUT_SCRIPT, type How, type Person } from '../people.ts';

/** Somebody who acts for an organisation. */
export type Actor = Person & Someone & { organisation: string };

/** An organisation of the story, with whoever leads its part of the work and whoever signs for it. */
export type Party = { id: string; name: string; leads: Actor; signs: Actor };

/** The stage, the world, and who is on it. */
export type FourParties = {
	samspil: Samspil;
	world: AgreementWorld;
	/** In the order in which they are named: the municipality first. */
	parties: Party[];
	/** Begins the agreements, and writes what they say in common. */
	leader: Actor;
	/** Works at a party, and is not named anywhere. */
	volunteer: Actor;
	/** Somebody takes up another browser, signed in. */
	comes(who: Someone, how?: How): Promise<Actor>;
	/** The same people at other browsers. */
	sitDownAt(how: How): Promise<Pick<FourParties, 'parties' | 'leader'>>;
	/** Signs in anew in the browser they have: from now on it has just been proven who they are. */
	signInAnew(who: Actor): Promise<void>;
};

/** Opens a Samspil that sends its mails, with four organisations in it. */
export async function openFourParties(
	environment: Record<string, string> = {}
): Promise<FourParties> {
	const post = await startTestMailServer();
	afterAll(post.close);
	const samspil = await openSamspil({
		SMTP_URL: post.url,
		MAIL_FROM: 'Samspil <samspil@solby.example>',
		...environment
	});
	const world = await newAgreementWorld(samspil.database);
	const house = await world.organisation('private', 'Mentorhuset');
	const mentor = await world.worker('Tarek Haddad', house, 'manager');
	await letBind(world, mentor);
	// A Samspil without an administrator leads everybody to its first page.
	await world.administrator();

	async function comes(who: Someone, how: How = WITHOUT_SCRIPT): Promise<Actor> {
		const { rows } = await samspil.database.owner.query(
			'select email from identity."user" where id = $1',
			[who.person]
		);
		const { email } = rows[0];
		return {
			...who,
			organisation: who.organisation!,
			email,
			app: '',
			mail: openMailbox(post, email),
			...(await sitDown(samspil, who, how))
		};
	}

	async function sitDownAt(how: How) {
		const leader = await comes(world.leader, how);
		const seats: [string, Someone, Someone][] = [
			[world.tenant, world.leader, world.mayor],
			[world.shelter, world.host, world.host],
			[world.homes, world.landlord, world.landlord],
			[house, mentor, mentor]
		];
		const parties = await Promise.all(
			seats.map(async ([id, leads, signs]): Promise<Party> => {
				const first = leads === world.leader ? leader : await comes(leads, how);
				const name = await nameOf(id);
				return { id, name, leads: first, signs: signs === leads ? first : await comes(signs, how) };
			})
		);
		return { leader, parties };
	}

	async function nameOf(organisation: string): Promise<string> {
		const { rows } = await samspil.database.owner.query(
			'select name from samspil.organisation where id = $1',
			[organisation]
		);
		return rows[0].name;
	}

	async function signInAnew(who: Actor): Promise<void> {
		const { person, name, organisation } = who;
		const { token } = await world.session(person, name, { hat: 'organisation', organisation });
		const value = encodeURIComponent(signToken(token, cookieSecret(TEST_SECRET)));
		const cookie = { name: sessionCookie(false), value, url: samspil.origin };
		await who.page.context().addCookies([cookie]);
	}

	return {
		samspil,
		world,
		volunteer: await comes(world.helper),
		comes,
		sitDownAt,
		signInAnew,
		...(await sitDownAt(WITHOUT_SCRIPT))
	};
}
