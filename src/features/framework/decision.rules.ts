/**
 * The steering group's decision on a frozen version of the framework.
 *
 * Our reading: a version is approved when, besides a valid composition of the group, a municipal manager
 * other than the project leader and a manager of a private or voluntary actor have each approved this
 * exact version, and nobody's latest decision on it is to return it. So the first to approve does not
 * decide for all, and the project leader never approves their own work alone.
 */
import {
	isMunicipalManager,
	isOtherManager,
	steeringGroupLacks,
	type Leadership,
	type Member,
	type SteeringGroupLack
} from '#features/collaborations/groups.rules.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';

/** `submitted` waits for the group; `withdrawn` was edited while it waited, which voids it (S-4). */
export type VersionState = 'submitted' | 'returned' | 'withdrawn' | 'established';

/** A frozen version: the hash of its content, and what has become of it. */
export type Version = { hash: string; state: VersionState };

/** Somebody with the organisation whose hat they wear: one person may sit for two. */
export type Seat = { person: string; organisation: string };

/** The decision from one seat on the content with that hash. */
export type Decision = Seat & { verdict: 'approve' | 'return'; hash: string };

/** A decision somebody wants to give. `hash` is the content they have read. */
export type DecisionWish = { verdict: 'approve' | 'return'; hash: string; comment: string };

export type DecisionRefusal =
	| 'not-in-steering-group'
	| 'not-open-for-decision'
	| 'version-changed'
	| 'steering-group-incomplete'
	| 'comment-missing';

/** The steering group now, with whose framework it decides on. */
export type SteeringGroup = Leadership & { members: readonly Member[] };

/** Whose approval is still needed. */
export type Awaited = 'municipal-manager' | 'private-or-voluntary-manager';

export type Standing =
	| { is: 'approved' }
	| { is: 'returned'; by: string[] }
	| { is: 'incomplete-group'; lacks: SteeringGroupLack[] }
	| { is: 'waiting'; awaited: Awaited[] };

/**
 * Decides whether `seat` may give the decision: a member of the group, on the version that waits, on
 * exactly the content they read. A return says why. Approving needs a valid group; returning does not.
 */
export function decide(
	seat: Seat,
	group: SteeringGroup,
	version: Version,
	wish: DecisionWish
): Outcome<Decision, DecisionRefusal> {
	if (!group.members.some((member) => isSame(member, seat)))
		return refused('not-in-steering-group');
	if (version.state !== 'submitted') return refused('not-open-for-decision');
	if (wish.hash !== version.hash) return refused('version-changed');
	if (wish.verdict === 'return' && !wish.comment.trim()) return refused('comment-missing');
	if (wish.verdict === 'approve' && steeringGroupLacks(group.members, group).length > 0)
		return refused('steering-group-incomplete');
	return done({
		person: seat.person,
		organisation: seat.organisation,
		verdict: wish.verdict,
		hash: wish.hash
	});
}

/**
 * Where the decision on the version with `hash` stands.
 * @param decisions in the order they were given; only those of today's members, on this hash, count
 */
export function standingOf(
	hash: string,
	decisions: readonly Decision[],
	group: SteeringGroup
): Standing {
	const latest = latestDecisions(hash, decisions, group);
	const returnedBy = latest.filter(({ verdict }) => verdict === 'return');
	if (returnedBy.length > 0) return { is: 'returned', by: returnedBy.map(({ person }) => person) };

	const lacks = steeringGroupLacks(group.members, group);
	if (lacks.length > 0) return { is: 'incomplete-group', lacks };

	const approving = group.members.filter((member) => latest.some((each) => isSame(each, member)));
	const awaited: Awaited[] = [];
	if (!approving.some(isMunicipalManager(group))) awaited.push('municipal-manager');
	if (!approving.some(isOtherManager)) awaited.push('private-or-voluntary-manager');
	return awaited.length === 0 ? { is: 'approved' } : { is: 'waiting', awaited };
}

/**
 * The state of a version after a decision: established only from complete and approved, and from
 * nowhere else; returned as soon as somebody returns it; otherwise as it was.
 * @param isComplete whether nothing is missing in the frozen content
 */
export function stateAfter(
	version: Version,
	standing: Standing,
	isComplete: boolean
): VersionState {
	if (version.state !== 'submitted') return version.state;
	if (standing.is === 'returned') return 'returned';
	return standing.is === 'approved' && isComplete ? 'established' : 'submitted';
}

function latestDecisions(hash: string, decisions: readonly Decision[], { members }: SteeringGroup) {
	const counted = decisions.filter(
		(each) => each.hash === hash && members.some((member) => isSame(member, each))
	);
	return counted.filter(
		(each, index) => !counted.slice(index + 1).some((later) => isSame(later, each))
	);
}

const isSame = (one: Seat, other: Seat) =>
	one.person === other.person && one.organisation === other.organisation;
