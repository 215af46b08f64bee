import { error, redirect } from '@sveltejs/kit';
import { ownPath } from '#server/entrance.ts';
import { identity } from '#server/identity/identity.ts';
import { keepJourney } from '#server/identity/journey-cookie.ts';
import { beginJourney } from '#server/identity/provider.ts';
import { installation } from '#server/installation.ts';
import type { RequestHandler } from './$types';

/** A link and no form: the content policy lets no form of ours end at another site. */
export const GET: RequestHandler = async ({ url, cookies }) => {
	const { oidc, origin } = installation().settings;
	if (!oidc) error(404);
	const to = ownPath(url.searchParams.get('to'));
	const begun = await beginJourney(oidc, `${origin}/sign-in/provider/callback`, to).catch(
		() => undefined
	);
	if (!begun) redirect(303, '/sign-in?refused=provider-away');
	keepJourney(identity(), cookies, begun.journey);
	redirect(303, begun.address, { external: [begun.address.origin] });
};
