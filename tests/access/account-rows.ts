/** Who comes in, and keeps an account of their own. */
import { randomUUID } from 'node:crypto';
import { AT_WORK, EVERYBODY, except, SIGNED_IN, WEAK } from './kinds.ts';
import { open, ownAccount, signedIn } from './row.ts';

/** Refused by the rule about passwords, once one is in: a good one would cost each cell a quarter second of hashing. */
const TOO_SHORT = 'kort';
/** Nobody here has a password: they came by a provider, and a wrong one says as much as a right one. */
const PASSWORD = 'fire vilde gæs på tur';

/** Everybody is answered the same, and nothing is left behind. */
const alike = { keeps: true } as const;

/** Whose front page is another. */
const ELSEWHERE = except(SIGNED_IN, ...AT_WORK);

export const accountRows = [
	open.sees('/accessibility', EVERYBODY),
	open.sees('/verify', EVERYBODY),
	// Without a file there is nothing to look into, and everybody hears that.
	open.does('/verify', 'default', EVERYBODY, { ...alike, form: () => ({}), status: 422 }),
	open.does('/language', 'POST', EVERYBODY, {
		...alike,
		form: () => ({ language: 'en', to: '/' })
	}),

	// A front page for those at work; others have one of their own.
	open.sees('/', except(EVERYBODY, ...ELSEWHERE), { away: ELSEWHERE }),
	open.sees('/sign-in', EVERYBODY),
	open.does('/sign-in', 'password', [], {
		...alike,
		refuses: EVERYBODY,
		form: () => ({
			email: `${randomUUID()}@example.test`,
			password: PASSWORD,
			to: '/'
		})
	}),
	open.does('/sign-in', 'continue', SIGNED_IN, {
		...alike,
		away: ['nobody'],
		form: () => ({ to: '/', typed: '' })
	}),
	// A hat that is not one's own is not put on, and what waits waits on.
	open.does('/sign-in', 'as', SIGNED_IN, {
		...alike,
		away: ['nobody'],
		form: () => ({ to: '/', typed: '', hat: `organisation/${randomUUID()}/${randomUUID()}` })
	}),
	// The sign-in form in the place of one that met no session, with what was typed there.
	open.does('/sign-in', 'again', EVERYBODY, {
		...alike,
		status: 422,
		form: () => ({ to: '/', typed: '', step: '/sign-in' })
	}),
	// The page in the place of one that met no database, with what was typed there.
	open.sees('/try-again', EVERYBODY),
	open.does('/try-again', 'default', EVERYBODY, {
		...alike,
		status: 422,
		form: () => ({ to: '/', typed: '' })
	}),
	// The page in the place of one that is not there, with what was typed: none by itself.
	open.sees('/not-there', []),
	open.does('/not-there', 'gone', [], { form: () => ({ to: '/', typed: '' }) }),
	open.does('/not-there', 'closed', [], { form: () => ({ to: '/', typed: '' }) }),
	// No invented people in a real installation.
	open.does('/sign-in', 'demo', [], {
		...alike,
		refuses: EVERYBODY,
		form: ({ people }) => ({ id: people.tovholder.person })
	}),
	open.does('/sign-in/passkey/options', 'POST', EVERYBODY, alike),
	open.does('/sign-in/passkey', 'POST', [], { ...alike, isJson: true, refuses: EVERYBODY }),
	// No outside provider is set up.
	open.does('/sign-in/provider', 'GET', [], alike),
	open.does('/sign-in/provider/callback', 'GET', [], alike),
	// Nobody of these has just given a password and still owes a code.
	open.sees('/sign-in/second-factor', [], { away: EVERYBODY }),
	open.does('/sign-in/second-factor', 'default', [], {
		...alike,
		refuses: EVERYBODY,
		form: () => ({ code: '123456', to: '/', typed: '' })
	}),
	open.sees('/sign-out', EVERYBODY),
	open.does('/sign-out', 'default', EVERYBODY),
	open.does('/hide', 'GET', EVERYBODY, { keeps: true }),
	open.does('/hide', 'POST', EVERYBODY),

	open.sees('/forgot-password', EVERYBODY),
	open.does('/forgot-password', 'default', EVERYBODY, {
		...alike,
		form: ({ world }) => ({ email: `${world.tenant}@example.test` })
	}),
	open.sees('/reset-password', EVERYBODY, { search: () => 'token=guessed' }),
	open.does('/reset-password', 'default', [], {
		...alike,
		refuses: EVERYBODY,
		form: () => ({ token: 'guessed', password: TOO_SHORT })
	}),

	open.sees('/new-start', EVERYBODY),
	open.does('/new-start', 'default', [], {
		...alike,
		refuses: EVERYBODY,
		form: () => ({
			email: `${randomUUID()}@example.test`,
			code: '0000-0000-0000-0000',
			password: PASSWORD
		})
	}),

	// With a code that a tovholder made: a guessed one tells nobody anything.
	open.sees('/code', EVERYBODY),
	open.does('/code', 'default', [], {
		...alike,
		refuses: EVERYBODY,
		// each another: whoever mistypes one again and again must wait
		form: () => ({ code: randomUUID().slice(0, 8), password: PASSWORD })
	}),

	// Whoever holds the link reads the invitation; it lets in the one who is invited.
	open.sees('/invitations/[token]', EVERYBODY),
	open.does('/invitations/[token]', 'join', [], {
		...alike,
		refuses: EVERYBODY,
		form: () => ({ name: 'Ina Inviteret', password: TOO_SHORT })
	}),
	open.does('/invitations/[token]', 'accept', [], { ...alike, refuses: EVERYBODY }),

	// Somebody has begun long ago.
	open.sees('/start', []),
	open.does('/start', 'begin', [], {
		...alike,
		refuses: EVERYBODY,
		form: () => ({
			name: 'Ny',
			email: `${randomUUID()}@example.test`,
			password: TOO_SHORT
		})
	}),
	open.does('/start', 'look', [], { ...alike, refuses: EVERYBODY }),

	ownAccount.sees('/account', SIGNED_IN),
	ownAccount.does('/account', 'password', [], {
		...alike,
		refuses: SIGNED_IN,
		form: () => ({ current: PASSWORD, password: TOO_SHORT })
	}),
	ownAccount.does('/account', 'language', SIGNED_IN, {
		...alike,
		form: () => ({ language: 'da' })
	}),
	// A telephone at work is of a place of work.
	ownAccount.does('/account', 'phone', AT_WORK, {
		...alike,
		form: () => ({ phone: '00 12 34 56' })
	}),
	ownAccount.does('/account', 'calendar', SIGNED_IN),
	ownAccount.does('/account', 'closeCalendar', SIGNED_IN),
	ownAccount.does('/account', 'sessions', SIGNED_IN, { form: () => ({ id: '' }) }),
	// Nobody has a passkey of this name; without a second factor one is not even told so.
	ownAccount.does('/account', 'passkey', [], {
		...alike,
		refuses: WEAK,
		form: () => ({ id: randomUUID() })
	}),
	ownAccount.does('/account/passkeys/options', 'POST', SIGNED_IN, alike),
	ownAccount.does('/account/passkeys', 'POST', [], {
		...alike,
		isJson: true,
		form: () => ({ name: 'Telefon', response: '' }),
		refuses: SIGNED_IN
	}),
	ownAccount.does('/account', 'stop', SIGNED_IN, alike),
	ownAccount.sees('/account/reminders', SIGNED_IN),
	ownAccount.does('/account/reminders', 'choose', SIGNED_IN, {
		...alike,
		form: () => ({
			version: '0',
			tasks: 'daily',
			pathways: 'at-once',
			consents: 'none',
			agreements: 'weekly',
			'agreement-days': 'none',
			meetings: 'none',
			collaboration: 'at-once',
			late: 'daily'
		})
	}),
	// Who is asked about somebody was told when the code was made; to everybody else there is nobody.
	signedIn.sees('/confirmations', [...AT_WORK, 'administrator']),
	signedIn.does('/confirmations', 'decide', ['steering'], {
		form: ({ newStart }) => ({ id: newStart, was: 'yes' })
	}),
	ownAccount.sees('/account/second-factor', SIGNED_IN),
	ownAccount.does('/account/second-factor', 'begin', SIGNED_IN, {
		...alike,
		form: () => ({ password: PASSWORD })
	}),
	ownAccount.does('/account/second-factor', 'confirm', [], {
		...alike,
		refuses: SIGNED_IN,
		form: () => ({ code: '123456', address: '' })
	}),
	ownAccount.does('/account/second-factor', 'prove', [], {
		...alike,
		refuses: SIGNED_IN,
		form: () => ({ code: '123456', to: '/', typed: '' })
	}),
	ownAccount.does('/account/second-factor', 'remove', except(SIGNED_IN, ...WEAK), {
		// The session goes on under another token, which this second asker does not hold.
		again: 'away',
		refuses: WEAK,
		form: () => ({ password: PASSWORD })
	}),
	signedIn.sees('/notices', except(SIGNED_IN, 'weakAdministrator')),
	signedIn.does('/notices', 'read', except(SIGNED_IN, 'weakAdministrator'), {
		...alike,
		form: () => ({ notice: randomUUID() })
	}),
	signedIn.does('/notices', 'readAll', except(SIGNED_IN, 'weakAdministrator'), alike),
	ownAccount.sees('/hats', SIGNED_IN),
	// Everybody tries on the municipality's hat: it fits those who work there.
	ownAccount.does(
		'/hats',
		'default',
		['leader', 'weakLeader', 'steering', 'tovholder', 'former', 'weak', 'rescuer', 'officer'],
		{
			form: ({ world }) => ({ hat: `organisation/${world.tenant}/${world.tenant}`, to: '/' })
		}
	),
	ownAccount.sees('/declaration', SIGNED_IN),
	ownAccount.does('/declaration', 'default', SIGNED_IN, {
		form: () => ({ accepted: 'yes', to: '/' })
	})
];
