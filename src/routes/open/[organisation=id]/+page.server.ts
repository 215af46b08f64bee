/** What a municipality shows of its framework to everybody. */
import { error } from '@sveltejs/kit';
import { findPublicDirectory } from '#features/directory/server/public.queries.ts';
import { sayKey, saySection } from '#features/documents/server/say-template.ts';
import { frameworkTemplate, goals } from '#features/framework/framework-template.rules.ts';
import { openSection } from '#features/framework/opening.rules.ts';
import { findOpened } from '#features/framework/server/opening.queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[opened], [directory]] = await locals.readPublic(
		findOpened(params.organisation),
		findPublicDirectory(params.organisation)
	);
	if (!opened) error(404);
	const { name, number, establishedOn, nextUpdateOn, answers, organisations } = opened;
	return {
		visitor: locals.visitor,
		name,
		number,
		establishedOn,
		nextUpdateOn,
		answers,
		/** the directory, where it is open too. */
		directoryHref: directory ? `/offers/${directory.id}` : null,
		names: { organisations, people: {} },
		goals: goals.map(({ key, label }) => ({ key, label: sayKey(label) })),
		sections: frameworkTemplate.sections
			.filter(({ key }) => opened.sections.includes(key))
			.map((section) => saySection(openSection(section)))
	};
};
