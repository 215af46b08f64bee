import { error, fail, redirect } from '@sveltejs/kit';
import { mayLead } from '#features/collaborations/collaboration.rules.ts';
import { StandInForm } from '#features/collaborations/collaboration.schema.ts';
import { chooseStandIn } from '#features/collaborations/server/choose-stand-in.ts';
import { findCollaboration } from '#features/collaborations/server/collaboration.queries.ts';
import { listEmployees } from '#features/collaborations/server/lead.queries.ts';
import { canStandIn, standsInOn } from '#features/collaborations/stand-in.rules.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { conflictTexts, shownAt } from '#values/shown.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const [[collaboration], employees] = await locals.read(
		findCollaboration(params.collaboration),
		listEmployees()
	);
	const { visitor } = locals;
	if (!visitor || !collaboration || !mayLead(visitor, collaboration).ok) error(404, 'not found');
	const { name, standIn, tenant } = collaboration;
	const now = standsInOn(collaboration, employees, tenant);
	return {
		visitor,
		isDone: url.searchParams.get('done') === 'stand-in',
		collaboration: {
			name,
			version: shownAt(collaboration.version, asTyped(collaboration)),
			standIn
		},
		back: { href: `/collaborations/${params.collaboration}`, label: name },
		people: optionsOf(employees, tenant),
		/** Who it is today, and whether the one who was named has left. */
		now: now && { ...now, name: employees.find(({ person }) => person === now.person)!.name },
		namedHasLeft: standIn !== null && now?.by !== 'named'
	};
};

/** Who stands in, as the form holds it. */
const asTyped = ({ standIn }: { standIn: string | null }) => ({ standIn: standIn ?? '' });

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, StandInForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, standIn } = form.value;
		const outcome = await locals.transact((acting) =>
			chooseStandIn(acting, params.collaboration, version, standIn)
		);
		if (outcome.ok) redirect(303, `/collaborations/${params.collaboration}/stand-in?done=stand-in`);
		if (outcome.reason === 'no-such-collaboration' || outcome.reason === 'only-the-project-leader')
			error(404, 'not found');
		if (outcome.reason !== 'stale')
			return fail(409, { typed: form.typed, refusal: sayRefusal(outcome.reason) });
		const { saved } = outcome;
		const [employees] = await locals.read(listEmployees());
		return fail(409, {
			typed: form.typed,
			conflict: {
				version: saved.version,
				by: saved.changedBy || null,
				at: saved.changedAt,
				texts: conflictTexts({ standIn: m.stand_in_who }, form.typed, asTyped(saved), {
					standIn: {
						options: [
							{ value: '', label: m.stand_in_leader() },
							...optionsOf(employees, saved.tenant)
						]
					}
				})
			}
		});
	}
};

const optionsOf = (
	people: (Parameters<typeof canStandIn>[0] & { name: string; title: string })[],
	host: string
) =>
	people
		.filter((each) => canStandIn(each, host))
		.map(({ person, name, title }) => ({
			value: person,
			label: title ? `${name}, ${title}` : name
		}));
