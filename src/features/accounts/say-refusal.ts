/** What a refusal of this part says to people. */
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { sayClock } from '#values/say.ts';

const SENTENCES = {
	'wrong-sign-in': m.refusal_wrong_sign_in,
	'too-many-tries': m.refusal_too_many_tries,
	'wrong-code': m.refusal_wrong_code,
	'sign-in-again': m.refusal_sign_in_again,
	'prove-first': m.refusal_prove_first,
	'wrong-password': m.refusal_wrong_password,
	'password-too-short': m.refusal_password_too_short,
	'password-too-long': m.refusal_password_too_long,
	'password-too-common': m.refusal_password_too_common,
	'passkey-unknown': m.refusal_passkey_unknown,
	'passkey-not-made': m.refusal_passkey_not_made,
	'link-not-open': m.refusal_link_not_open,
	'invitation-not-open': m.refusal_invitation_not_open,
	'invitation-of-another': m.refusal_invitation_of_another,
	'invitation-of-worker': m.refusal_invitation_of_worker,
	'account-exists': m.refusal_account_exists,
	'already-begun': m.refusal_already_begun,
	'provider-away': m.refusal_provider_away,
	'provider-unknown-person': m.refusal_provider_unknown_person,
	'new-start-not-open': m.refusal_new_start_not_open,
	'citizen-code-not-open': m.refusal_citizen_code_not_open,
	'decided-already': m.refusal_decided_already,
	'not-there': m.refusal_not_there
} as const;

/** A reason for which something about accounts was refused. */
export type AccountRefusal = keyof typeof SENTENCES;

/** The sentence for `reason`, in the reader's language; with the time from which one can go on, where that is known. */
export const sayRefusal = (reason: AccountRefusal, again?: Date): string =>
	reason === 'too-many-tries' && again
		? m.refusal_too_many_tries_until({ time: sayClock(nextMinute(again), getLocale()) })
		: SENTENCES[reason]();

/** The first whole minute that has come when `instant` has: nobody comes back too early. */
const nextMinute = (instant: Date) => new Date(Math.ceil(instant.getTime() / 60_000) * 60_000);

/** What a page hands on of a refusal: the reason, and when one can go on where that is known. */
export const refusalOf = <Reason extends AccountRefusal>(outcome: {
	reason: Reason;
	again?: Date;
}): { refusal: Reason; again?: Date } => ({
	refusal: outcome.reason,
	...(outcome.again && { again: outcome.again })
});

/**
 * A refusal that is about one field, as a problem of that field; any other stays as it is. `fields` names the field each
 * of them is about.
 */
export function besideField(
	refusal: AccountRefusal | undefined,
	problems: Problems | undefined,
	fields: Partial<Record<AccountRefusal, string>>
): { refusal: AccountRefusal | undefined; problems: Problems | undefined } {
	const field = refusal && fields[refusal];
	return field
		? { refusal: undefined, problems: { ...problems, [field]: [sayRefusal(refusal)] } }
		: { refusal, problems };
}

type Problems = Partial<Record<string, string[]>>;

/** The status with which a page answers `reason`. */
export const statusOf = (reason: AccountRefusal): number =>
	reason === 'too-many-tries' ? 429 : 409;

/** Whether `reason` is one of ours: what an address may name. */
export const isRefusal = (reason: string | null): reason is AccountRefusal =>
	reason !== null && Object.hasOwn(SENTENCES, reason);
