import { error, redirect } from '@sveltejs/kit';
import { pathOf } from '#features/agreements/server/begin-agreement.ts';
import type { OutsideRefusal } from '#features/agreements/say-outside.ts';
import { textToSign } from '#features/documents/server/sign-outside.ts';
import { identity } from '#server/identity/identity.ts';
import { installation } from '#server/installation.ts';
import { signingDriver } from '#server/signing/choose-driver.ts';
import { keepJourney } from '#server/signing/signing-cookie.ts';
import type { RequestHandler } from './$types';

/** Sends somebody away to sign exactly the version they have read. A link, as signing in through a provider is. */
export const GET: RequestHandler = async ({ locals, params, url, cookies }) => {
	const { settings } = installation();
	const driver = signingDriver(settings);
	if (!driver) error(404);
	const isMeeting = url.searchParams.has('meeting');
	const page = `/agreements/${params.agreement}/versions/${params.version}`;
	const back: (reason: OutsideRefusal) => never = (reason) =>
		redirect(303, `${page}?refused=${reason}${isMeeting ? '&meeting' : ''}`);

	const hash = url.searchParams.get('hash') ?? '';
	const read = { version: params.version, hash, at: locals.now };
	const spot = { id: params.agreement, path: pathOf(params.agreement) };
	const text = await locals.transact((acting) => textToSign(acting, spot, read));
	if (!text.ok) {
		if (text.reason === 'no-document') error(404);
		back(text.reason);
	}
	const begun = await driver
		.begin(text.value, hash, `${settings.origin}/agreements/signed-outside`)
		.catch(() => undefined);
	if (!begun) back('signing-away');
	keepJourney(identity(), cookies, {
		...begun.journey,
		agreement: params.agreement,
		version: params.version,
		person: locals.visitor?.person ?? '',
		party: locals.visitor?.organisation ?? '',
		isMeeting
	});
	redirect(303, begun.address, { external: [begun.address.origin] });
};
