/** A collaboration: who may begin and lead it, who is with it, and who may sit in its groups. */
import type { MemberFunction } from '#features/organisations/membership.rules.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** How far a collaboration has come. */
export const PHASES = ['exploring', 'start-up', 'running', 'ended'] as const;
export type Phase = (typeof PHASES)[number];

export const GROUPS = ['project', 'steering', 'follow-up'] as const;
export type Group = (typeof GROUPS)[number];
/** The groups in which the project leader sits; a follow-up group can do without. */
export const LED_GROUPS = ['project', 'steering'] as const satisfies readonly Group[];

/** Somebody with a hat on: as whom they act now. */
export type Hat = {
	person: string;
	organisation: string | null;
	tenant: string | null;
	function: MemberFunction | null;
};

export type BeginRefusal = 'only-project-leaders-begin';

/** Whether this hat may begin a collaboration: a project leader of the municipality itself. */
export function mayBegin(hat: Hat): Outcome<true, BeginRefusal> {
	const isOfMunicipality = hat.organisation !== null && hat.organisation === hat.tenant;
	return isOfMunicipality && hat.function === 'project-leader'
		? done(true)
		: refused('only-project-leaders-begin');
}

export type LeadRefusal = 'only-the-project-leader';

/** Whether this hat leads the collaboration: its project leader, wearing the municipality's hat. */
export function mayLead(hat: Hat, { leader }: { leader: string }): Outcome<true, LeadRefusal> {
	const leads =
		hat.person === leader && hat.organisation !== null && hat.organisation === hat.tenant;
	return leads ? done(true) : refused('only-the-project-leader');
}

/** A seat in a group: a person, for one of their organisations. */
export type Seat = { group: Group; person: string; organisation: string };

export type SeatRefusal = 'not-from-a-party';

/** Whether somebody can sit in a group for this organisation: they work there now, and it is with the collaboration. */
export const maySit = (
	{ person, organisation }: Seat,
	candidates: readonly { person: string; organisation: string }[]
): Outcome<true, SeatRefusal> =>
	candidates.some((each) => each.person === person && each.organisation === organisation)
		? done(true)
		: refused('not-from-a-party');

export type RiseRefusal = 'leader-stays';

/** Whether a seat can be given up. The project leader is always a member of the project and the steering group. */
export const mayRise = (
	{ group, person, organisation }: Seat,
	{ leader, tenant }: { leader: string; tenant: string }
): Outcome<true, RiseRefusal> =>
	person === leader && organisation === tenant && isLed(group)
		? refused('leader-stays')
		: done(true);

const isLed = (group: Group) => LED_GROUPS.some((each) => each === group);

export type LeaveRefusal = 'municipality-stays';

/** Whether an organisation can leave the collaboration. The municipality hosts it and stays. */
export const mayLeave = (organisation: string, tenant: string): Outcome<true, LeaveRefusal> =>
	organisation === tenant ? refused('municipality-stays') : done(true);
