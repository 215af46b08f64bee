import { error, redirect } from '@sveltejs/kit';
import { signInThroughProvider } from '#features/accounts/server/sign-in-through-provider.ts';
import { identity } from '#server/identity/identity.ts';
import { takeJourney } from '#server/identity/journey-cookie.ts';
import { endJourney } from '#server/identity/provider.ts';
import { callerOf } from '#server/identity/sessions.ts';
import { installation } from '#server/installation.ts';
import { ownPath } from '#server/entrance.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { oidc, origin } = installation().settings;
	if (!oidc) error(404);
	const journey = takeJourney(identity(), event.cookies);
	if (!journey) redirect(303, '/sign-in?refused=sign-in-again');
	// Behind a proxy the request's own address may be another than the one the provider sent the browser to.
	const returned = new URL(event.url.pathname + event.url.search, origin);
	const told = await endJourney(oidc, returned, journey).catch(() => undefined);
	if (!told) redirect(303, '/sign-in?refused=provider-away');
	const outcome = await signInThroughProvider(identity(), callerOf(event), oidc.issuer, told);
	if (!outcome.ok) redirect(303, `/sign-in?refused=${outcome.reason}`);
	redirect(303, ownPath(journey.to));
};
