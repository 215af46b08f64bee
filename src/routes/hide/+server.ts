/**
 * Quick hide, for somebody whose screen is looked at: signs out and shows an empty page that tells nothing, not even in the
 * history's title. Back from there asks us anew, and nobody is signed in.
 */
import { redirect } from '@sveltejs/kit';
import { signOut } from '#server/identity/sign-out.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	await signOut(event);
	redirect(303, '/hide');
};

/** As a browser calls a new tab, in Danish: the word of a whole country says least. */
const EMPTY = `<!doctype html><html lang="da"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>Ny fane</title></head><body></body></html>`;

export const GET: RequestHandler = () =>
	new Response(EMPTY, {
		headers: { 'content-type': 'text/html; charset=utf-8', 'clear-site-data': '"cache"' }
	});
