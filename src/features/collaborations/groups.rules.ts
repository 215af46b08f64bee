/**
 * Who must sit in the groups around a framework, and what a group lacks. A composition is never merely
 * “invalid”: the answer is the list of what is missing, in the order it is usually mended (S-2).
 */
import type { MemberFunction } from '#features/organisations/membership.rules.ts';
import type { OrganisationKind } from '#features/organisations/organisation.rules.ts';

/** Somebody in a group, with the organisation they sit there for. */
export type Member = {
	person: string;
	organisation: string;
	kind: OrganisationKind;
	/** What they are in that organisation. A manager can speak for its management. */
	function: MemberFunction;
};

/** The municipality whose framework it is, and its project leader (none before one is appointed). */
export type Leadership = { host: string; leader: string | null };

export type SteeringGroupLack =
	| 'no-project-leader'
	| 'project-leader-not-in-group'
	| 'no-municipal-manager'
	| 'no-private-or-voluntary-manager';

export type ProjectGroupLack =
	| 'no-project-leader'
	| 'project-leader-not-in-group'
	| 'no-municipal-member'
	| 'no-private-member'
	| 'no-voluntary-member';

export type FollowUpGroupLack = 'no-municipal-member' | 'no-other-member';

export type GroupLack = SteeringGroupLack | ProjectGroupLack | FollowUpGroupLack;

/**
 * What a steering group lacks: the project leader, a manager of the host municipality and a manager of
 * a private or voluntary actor. The municipal manager is somebody else than the project leader,
 * or nobody but the leader could speak for the municipality's management.
 */
export function steeringGroupLacks(
	members: readonly Member[],
	leadership: Leadership
): SteeringGroupLack[] {
	return [
		...leaderLacks(members, leadership),
		...when(!members.some(isMunicipalManager(leadership)), 'no-municipal-manager' as const),
		...when(!members.some(isOtherManager), 'no-private-or-voluntary-manager' as const)
	];
}

/**
 * What a project group lacks: the project leader, and members of all three sectors. It is told,
 * and stops nothing: a small municipality may have no private actor to ask.
 */
export function projectGroupLacks(
	members: readonly Member[],
	leadership: Leadership
): ProjectGroupLack[] {
	const { host } = leadership;
	return [
		...leaderLacks(members, leadership),
		...when(!members.some((each) => each.organisation === host), 'no-municipal-member' as const),
		...when(!members.some(({ kind }) => isPrivate(kind)), 'no-private-member' as const),
		...when(!members.some(({ kind }) => isVoluntary(kind)), 'no-voluntary-member' as const)
	];
}

/**
 * What a follow-up group lacks of members of both sides, the municipality's and others. Nothing where nobody sits in it: a
 * collaboration can do without one.
 */
export function followUpGroupLacks(
	members: readonly Member[],
	{ host }: Pick<Leadership, 'host'>
): FollowUpGroupLack[] {
	if (members.length === 0) return [];
	const isMunicipal = ({ organisation }: Member) => organisation === host;
	return [
		...when(!members.some(isMunicipal), 'no-municipal-member' as const),
		...when(members.every(isMunicipal), 'no-other-member' as const)
	];
}

/** Whether the member speaks for the management of the host municipality without being the project leader. */
export const isMunicipalManager =
	({ host, leader }: Leadership) =>
	(member: Member): boolean =>
		member.organisation === host && member.function === 'manager' && member.person !== leader;

/** Whether the member speaks for the management of a private or voluntary actor. Housing associations are private. */
export const isOtherManager = ({ kind, function: is }: Member): boolean =>
	is === 'manager' && (isPrivate(kind) || isVoluntary(kind));

/** Whether somebody can lead the framework: an employee of the host municipality in some capacity. */
export const canLead = (member: Member, host: string): boolean =>
	member.organisation === host && member.function !== 'volunteer';

function leaderLacks(members: readonly Member[], { leader }: Leadership) {
	if (leader === null) return ['no-project-leader' as const];
	return when(
		!members.some(({ person }) => person === leader),
		'project-leader-not-in-group' as const
	);
}

const isPrivate = (kind: OrganisationKind) => kind === 'private' || kind === 'housing';
const isVoluntary = (kind: OrganisationKind) => kind === 'voluntary' || kind === 'foundation';

const when = <Lack extends string>(applies: boolean, lack: Lack): Lack[] => (applies ? [lack] : []);
