import { listPeople, PEOPLE_A_PAGE } from '#features/organisations/server/membership.queries.ts';
import { listOrganisations } from '#features/organisations/server/organisation.queries.ts';
import { onlyInMunicipality } from '../only-administrators.ts';
import { isId } from '#values/id.ts';
import type { PageServerLoad } from './$types';

const id = (asked: string | null) => (asked && isId(asked) ? asked : undefined);

export const load: PageServerLoad = async ({ locals, url }) => {
	const part = (url.searchParams.get('name') ?? '').replaceAll('\0', '').trim().slice(0, 200);
	const organisation = id(url.searchParams.get('organisation'));
	const person = id(url.searchParams.get('person'));
	const at = id(url.searchParams.get('at'));
	const after = person && at ? { person, organisation: at } : undefined;
	const [people, organisations] = await locals.read(
		listPeople({ organisation, part, after }),
		listOrganisations()
	);
	onlyInMunicipality(locals.visitor);
	const shown = people.slice(0, PEOPLE_A_PAGE);
	const last = people.length > PEOPLE_A_PAGE ? shown.at(-1) : undefined;
	const filter = { ...(part ? { name: part } : {}), ...(organisation ? { organisation } : {}) };
	const address = (more: Record<string, string>) =>
		`/administration/people?${new URLSearchParams({ ...filter, ...more })}`;
	return {
		visitor: locals.visitor,
		today: locals.today,
		part,
		organisation: organisation ?? '',
		people: shown,
		organisations: organisations.map(({ id: value, name }) => ({ value, label: name })),
		next: last ? address({ person: last.person, at: last.organisation }) : null,
		first: after ? address({}) : null
	};
};
