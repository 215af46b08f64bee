import { error, fail, redirect } from '@sveltejs/kit';
import { needOf } from '#features/agreements/need.rules.ts';
import { findAgreementsOf } from '#features/agreements/server/need.queries.ts';
import { mayLead, type Group } from '#features/collaborations/collaboration.rules.ts';
import { PartyChoice, SeatEnd, SeatForm } from '#features/collaborations/collaboration.schema.ts';
import { leaderOn } from '#features/collaborations/lead.rules.ts';
import {
	followUpGroupLacks,
	projectGroupLacks,
	steeringGroupLacks
} from '#features/collaborations/groups.rules.ts';
import { addParty, removeParty } from '#features/collaborations/server/change-parties.ts';
import { endSeat, giveSeat } from '#features/collaborations/server/change-seats.ts';
import {
	findCollaboration,
	listOutside,
	listParties
} from '#features/collaborations/server/collaboration.queries.ts';
import { listCandidates, listSeats } from '#features/collaborations/server/seat.queries.ts';
import { mayBegin } from '#features/documents/server/begin-document.ts';
import { rhythmOf } from '#features/group-meetings/series.rules.ts';
import { listSeries } from '#features/group-meetings/server/series.queries.ts';
import { isActive } from '#features/organisations/membership.rules.ts';
import type { Acting } from '#server/acting.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import type { Outcome } from '#values/outcome.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = params.collaboration;
	const [[collaboration], parties, outside, taken, candidates, [agreements], series] =
		await locals.read(
			findCollaboration(id),
			listParties(id),
			listOutside(id),
			listSeats(id),
			listCandidates(id),
			findAgreementsOf(id),
			listSeries(id)
		);
	const { visitor, today } = locals;
	if (visitor?.hat !== 'organisation' || !collaboration) error(404, 'not found');
	const mayChange = mayLead(visitor, collaboration).ok;
	const seats = taken.map((seat) => ({
		...seat,
		counts: seat.since <= today && isActive(seat, today),
		isLeader: seat.person === collaboration.leader && seat.organisation === collaboration.tenant
	}));
	const leadership = { host: collaboration.tenant, leader: leaderOn(collaboration, today) };
	const inGroup = (group: Group) => seats.filter((seat) => seat.group === group);
	const counting = (group: Group) => inGroup(group).filter(({ counts }) => counts);
	return {
		visitor,
		today,
		collaboration,
		done: url.searchParams.get('done') === 'lead' ? ('lead' as const) : null,
		/** regular meetings, and whether their rhythm is kept. */
		series: series.map((each) => ({ ...each, rhythm: rhythmOf(each, today) })),
		/** Whether the one who led has left: then an administrator chooses another. */
		isLeaderless: leadership.leader === null,
		mayChange,
		/** what it lacks of an agreement. */
		need: needOf({
			phase: collaboration.phase,
			otherActors: parties.filter(({ id: party }) => party !== collaboration.tenant).length,
			hasDraft: agreements?.hasDraft ?? false,
			hasInForce: agreements?.hasInForce ?? false
		}),
		mayBegin: mayBegin(visitor),
		parties: parties.map((party) => ({ ...party, isHost: party.id === collaboration.tenant })),
		outside: mayChange ? outside.map(({ id: value, name }) => ({ value, label: name })) : [],
		candidates: mayChange ? candidates : [],
		groups: [
			{
				group: 'project' as const,
				seats: inGroup('project'),
				lacks: projectGroupLacks(counting('project'), leadership)
			},
			{
				group: 'steering' as const,
				seats: inGroup('steering'),
				lacks: steeringGroupLacks(counting('steering'), leadership)
			},
			{
				group: 'follow-up' as const,
				seats: inGroup('follow-up'),
				lacks: followUpGroupLacks(counting('follow-up'), leadership)
			}
		]
	};
};

/** Does `work` and comes back to the page; a collaboration one may not know of is not found. */
async function change<Reason extends string>(
	{ locals, params }: { locals: App.Locals; params: { collaboration: string } },
	work: (acting: Acting, id: string) => Promise<Outcome<true, Reason | 'no-such-collaboration'>>
): Promise<Reason> {
	const changed = await locals.transact((acting) => {
		if (acting.visitor.hat !== 'organisation') error(404, 'not found');
		return work(acting, params.collaboration);
	});
	if (changed.ok) redirect(303, `/collaborations/${params.collaboration}`);
	if (changed.reason === 'no-such-collaboration') error(404, 'not found');
	return changed.reason as Reason;
}

export const actions: Actions = {
	join: async (event) => {
		const form = await readForm(event.request, PartyChoice);
		if (!form.ok) return fail(422, { partyProblems: form.problems });
		const reason = await change(event, (acting, id) =>
			addParty(acting, id, form.value.organisation)
		);
		return fail(409, { refusal: sayRefusal(reason) });
	},

	leave: async (event) => {
		const form = await readForm(event.request, PartyChoice);
		if (!form.ok) return fail(422, { partyProblems: form.problems });
		const reason = await change(event, (acting, id) =>
			removeParty(acting, id, form.value.organisation)
		);
		return fail(409, { refusal: sayRefusal(reason) });
	},

	give: async (event) => {
		const form = await readForm(event.request, SeatForm);
		if (!form.ok) return fail(422, { seat: form.typed, seatProblems: form.problems });
		const { group, member, since, until } = form.value;
		const reason = await change(event, (acting, id) =>
			giveSeat(acting, id, { group, ...member }, { since, until })
		);
		return fail(409, { seat: form.typed, refusal: sayRefusal(reason) });
	},

	end: async (event) => {
		const form = await readForm(event.request, SeatEnd);
		if (!form.ok) return fail(422, { refusal: sayRefusal('seat-changed-meanwhile') });
		const { group, member, version } = form.value;
		const reason = await change(event, (acting, id) =>
			endSeat(acting, id, { group, ...member }, version)
		);
		return fail(409, { refusal: sayRefusal(reason) });
	}
};
