import { error, redirect } from '@sveltejs/kit';
import { signAgreementOutside } from '#features/agreements/server/agree.ts';
import { pathOf } from '#features/agreements/server/begin-agreement.ts';
import type { OutsideRefusal } from '#features/agreements/say-outside.ts';
import { findOwnYes } from '#features/documents/server/sign-document.ts';
import { identity } from '#server/identity/identity.ts';
import { installation } from '#server/installation.ts';
import { signingDriver } from '#server/signing/choose-driver.ts';
import { dropJourney, findJourney } from '#server/signing/signing-cookie.ts';
import type { RequestHandler } from './$types';

/**
 * Where a browser comes back to after signing outside: one address for all agreements, since a broker knows only those it has
 * been told. Which one it was, the browser has kept; without that it is led to the list, and nothing is lost.
 */
export const GET: RequestHandler = async ({ locals, url, cookies }) => {
	const { settings } = installation();
	const driver = signingDriver(settings);
	if (!driver || !settings.signing) error(404);
	const state = url.searchParams.get('state') ?? '';
	const journey = findJourney(identity(), cookies, state);
	// Whose session has ended signs in first, and comes back here with everything.
	await locals.read();
	if (!journey) redirect(303, '/agreements?refused=signing-expired');
	const { agreement, version, hash, person, party, isMeeting } = journey;
	const page = `/agreements/${agreement}/versions/${version}`;
	const back: (reason: OutsideRefusal) => never = (reason) =>
		redirect(303, `${page}?refused=${reason}${isMeeting ? '&meeting' : ''}`);
	if (locals.visitor?.person !== person || locals.visitor.organisation !== party)
		back('another-came-back');

	dropJourney(identity(), cookies, state);
	// Behind a proxy the request's own address may be another than the one the broker sent the browser to.
	const returned = new URL(url.pathname + url.search, settings.origin);
	const told = await driver.finish(returned, journey).catch(() => undefined);
	if (!told) back('signing-broken');
	if (!told.ok) back(told.reason);
	const { issuer } = settings.signing;
	const read = { version, hash, at: locals.now };
	const outcome = await locals.transact(async (acting) => {
		const signed = await signAgreementOutside(
			acting,
			{ id: agreement, path: pathOf(agreement) },
			read,
			{
				...told.value,
				issuer
			}
		);
		if (signed.ok || signed.reason !== 'signed-already') return signed;
		const before = await findOwnYes(acting, agreement, version, hash);
		return before ? { ok: true as const, value: before } : signed;
	});
	if (!outcome.ok) {
		if (outcome.reason === 'no-document') error(404);
		back(outcome.reason === 'not-open-for-signing' ? 'changed-meanwhile' : outcome.reason);
	}
	const isNext = isMeeting && outcome.value === 'waiting';
	redirect(303, isNext ? `${page}?meeting` : `/agreements/${agreement}?done=${outcome.value}`);
};
