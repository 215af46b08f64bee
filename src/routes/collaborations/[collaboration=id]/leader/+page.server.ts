import { error, fail, redirect } from '@sveltejs/kit';
import { LED_GROUPS } from '#features/collaborations/collaboration.rules.ts';
import { LeadForm } from '#features/collaborations/collaboration.schema.ts';
import { isEmployed, mayHandOver } from '#features/collaborations/lead.rules.ts';
import { findCollaboration } from '#features/collaborations/server/collaboration.queries.ts';
import { handOverLead } from '#features/collaborations/server/hand-over-lead.ts';
import { listEmployees } from '#features/collaborations/server/lead.queries.ts';
import { listSeats } from '#features/collaborations/server/seat.queries.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const [[collaboration], employees, seats] = await locals.read(
		findCollaboration(params.collaboration),
		listEmployees(),
		listSeats(params.collaboration)
	);
	const { visitor, today } = locals;
	if (!visitor || !collaboration || !mayHandOver(visitor, collaboration, today).ok)
		error(404, 'not found');
	const { leader, tenant, name, version } = collaboration;
	const isLeader = visitor.person === leader;
	return {
		visitor,
		isLeader,
		collaboration: { name, version, leaderName: collaboration.leaderName },
		back: isLeader
			? { href: `/collaborations/${params.collaboration}`, label: name }
			: { href: '/administration', label: m.frame_administration() },
		people: optionsOf(employees, tenant).filter(({ value }) => value !== leader),
		/** The groups the one who gives the lead on sits in, and may stay in. */
		sits: isLeader
			? LED_GROUPS.filter((group) =>
					seats.some(
						(seat) => seat.group === group && seat.person === leader && seat.organisation === tenant
					)
				)
			: []
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(request, LeadForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { version, leader: to, keeps } = form.value;
		const outcome = await locals.transact((acting) =>
			handOverLead(acting, params.collaboration, version, { to, keeps })
		);
		if (outcome.ok)
			redirect(
				303,
				locals.visitor?.hat === 'administrator'
					? '/administration?done=lead'
					: `/collaborations/${params.collaboration}?done=lead`
			);
		if (outcome.reason === 'no-such-collaboration') error(404, 'not found');
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
				texts: [
					{
						name: 'leader',
						label: m.collaboration_leader(),
						yours: to,
						saved: saved.leader,
						options: optionsOf(employees, saved.tenant)
					}
				]
			}
		});
	}
};

const optionsOf = (
	people: (Parameters<typeof isEmployed>[0] & { name: string; title: string })[],
	host: string
) =>
	people
		.filter((each) => isEmployed(each, host))
		.map(({ person, name, title }) => ({
			value: person,
			label: title ? `${name}, ${title}` : name
		}));
