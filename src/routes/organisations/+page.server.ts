import { error } from '@sveltejs/kit';
import { findContactKeeping } from '#features/organisations/server/known-contact.queries.ts';
import { findWorkingHere } from '#features/organisations/server/organisation.queries.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const sought = (url.searchParams.get('sought') ?? '').replaceAll('\0', '').trim().slice(0, 200);
	const [[keeping], organisations] = await locals.read(
		findContactKeeping(),
		findWorkingHere(sought)
	);
	if (!keeping?.reads) error(404, 'not found');
	return { visitor: locals.visitor, sought, organisations };
};
