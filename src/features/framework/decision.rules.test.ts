import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Member } from '#features/collaborations/groups.rules.ts';
import {
	decide,
	standingOf,
	stateAfter,
	type Decision,
	type SteeringGroup,
	type Version,
	type VersionState
} from './decision.rules.ts';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const lone = member('lone', 'solby', 'municipality', 'project-leader');
const mads = member('mads', 'solby', 'municipality', 'manager');
const vera = member('vera', 'shelter', 'voluntary', 'manager');
const henrik = member('henrik', 'homes', 'housing', 'manager');
const group: SteeringGroup = { host: 'solby', leader: 'lone', members: [lone, mads, vera, henrik] };
const version: Version = { hash: HASH, state: 'submitted' };
const approving = { verdict: 'approve', hash: HASH, comment: '' } as const;
const seatOf = (person: string) => ({
	person,
	organisation:
		[lone, mads, vera, henrik].find((each) => each.person === person)?.organisation ?? 'bank'
});
const approves = (person: string, hash = HASH): Decision => ({
	...seatOf(person),
	verdict: 'approve',
	hash
});
const returns = (person: string): Decision => ({ ...approves(person), verdict: 'return' });
const standing = (...decisions: Decision[]) => standingOf(HASH, decisions, group);

describe('giving a decision', () => {
	test('R-062 a member of the steering group may, the project leader among them', () => {
		for (const seat of group.members) expect(decide(seat, group, version, approving).ok).toBe(true);
	});

	test('R-062 a seat is a person for an organisation: with another hat on they have no say', () => {
		const hat = { person: 'mads', organisation: 'shelter' };
		expect(decide(hat, group, version, approving).ok).toBe(false);
	});

	test('R-062 nobody else may, and no version of another’s framework', () => {
		expect(decide(seatOf('pia'), group, version, approving)).toEqual({
			ok: false,
			reason: 'not-in-steering-group'
		});
	});

	test('S-4 only on exactly the content that was read', () => {
		expect(decide(seatOf('mads'), group, version, { ...approving, hash: OTHER })).toEqual({
			ok: false,
			reason: 'version-changed'
		});
	});

	test.each<VersionState>(['returned', 'withdrawn', 'established'])(
		'R-068 not on a version that is %s',
		(state) => {
			expect(decide(seatOf('mads'), group, { ...version, state }, approving)).toEqual({
				ok: false,
				reason: 'not-open-for-decision'
			});
		}
	);

	test('R-068 who returns it says why', () => {
		const wish = { verdict: 'return', hash: HASH, comment: ' ' } as const;
		expect(decide(seatOf('mads'), group, version, wish)).toEqual({
			ok: false,
			reason: 'comment-missing'
		});
		expect(decide(seatOf('mads'), group, version, { ...wish, comment: 'Tolke mangler' }).ok).toBe(
			true
		);
	});

	test('R-063 an incomplete group cannot approve, but it can return', () => {
		const small = { ...group, members: [lone, mads] };
		expect(decide(seatOf('mads'), small, version, approving)).toEqual({
			ok: false,
			reason: 'steering-group-incomplete'
		});
		expect(
			decide(seatOf('mads'), small, version, { verdict: 'return', hash: HASH, comment: 'Vent' }).ok
		).toBe(true);
	});
});

describe('where the decision stands', () => {
	test('A-13 the project leader alone approves nothing', () => {
		expect(standing(approves('lone'))).toEqual({
			is: 'waiting',
			awaited: ['municipal-manager', 'private-or-voluntary-manager']
		});
		const both = { ...lone, function: 'manager' as const };
		const led = { ...group, members: [both, mads, vera] };
		expect(standingOf(HASH, [approves('lone'), approves('vera')], led)).toEqual({
			is: 'waiting',
			awaited: ['municipal-manager']
		});
	});

	test('R-063 the first to approve does not decide for all', () => {
		expect(standing(approves('mads'))).toEqual({
			is: 'waiting',
			awaited: ['private-or-voluntary-manager']
		});
		expect(standing(approves('vera'), approves('henrik'))).toEqual({
			is: 'waiting',
			awaited: ['municipal-manager']
		});
		expect(standing(approves('mads'), approves('vera'))).toEqual({ is: 'approved' });
	});

	test('R-068 one who returns it stops it, until they approve themselves', () => {
		const both = [approves('mads'), approves('vera')];
		expect(standing(...both, returns('henrik'))).toEqual({ is: 'returned', by: ['henrik'] });
		expect(standing(...both, returns('henrik'), approves('henrik'))).toEqual({ is: 'approved' });
		expect(standing(...both, returns('mads'))).toEqual({ is: 'returned', by: ['mads'] });
	});

	test('S-4 approvals of another content count for nothing', () => {
		expect(standing(approves('mads', OTHER), approves('vera', OTHER)).is).toBe('waiting');
	});

	test('R-062 approvals of people who have left the group count for nothing', () => {
		const left = { ...group, members: [lone, mads, henrik] };
		expect(standingOf(HASH, [approves('mads'), approves('vera')], left)).toEqual({
			is: 'waiting',
			awaited: ['private-or-voluntary-manager']
		});
	});

	test('R-063 a group that has become incomplete approves nothing', () => {
		const small = { ...group, members: [mads, vera] };
		expect(standingOf(HASH, [approves('mads'), approves('vera')], small)).toEqual({
			is: 'incomplete-group',
			lacks: ['project-leader-not-in-group']
		});
	});
});

describe('becoming established', () => {
	const states: VersionState[] = ['submitted', 'returned', 'withdrawn', 'established'];

	test('R-069 only from submitted, complete and approved', () => {
		for (const state of states)
			for (const isComplete of [true, false])
				for (const each of [
					standing(approves('mads'), approves('vera')),
					standing(approves('mads')),
					standing(returns('vera'))
				]) {
					const after = stateAfter({ hash: HASH, state }, each, isComplete);
					const became = after === 'established' && state !== 'established';
					expect(became).toBe(state === 'submitted' && isComplete && each.is === 'approved');
				}
	});

	test('R-068 a returned version goes back', () => {
		expect(stateAfter(version, standing(returns('mads')), true)).toBe('returned');
	});

	test('A-13 R-063 whatever is decided in whatever order, approval has both sides and no open return', () => {
		const decision = fc
			.record({
				person: fc.constantFrom('lone', 'mads', 'vera', 'henrik', 'eve'),
				verdict: fc.constantFrom('approve' as const, 'return' as const),
				hash: fc.constantFrom(HASH, HASH, HASH, OTHER)
			})
			.map((each) => ({ ...each, ...seatOf(each.person) }));
		fc.assert(
			fc.property(fc.array(decision, { maxLength: 12 }), (decisions) => {
				const last = (person: string) =>
					decisions.findLast((each) => each.person === person && each.hash === HASH)?.verdict;
				const expected =
					last('mads') === 'approve' &&
					(last('vera') === 'approve' || last('henrik') === 'approve') &&
					group.members.every(({ person }) => last(person) !== 'return');
				expect(standing(...decisions).is === 'approved').toBe(expected);
			})
		);
	});
});

function member(
	person: string,
	organisation: string,
	kind: Member['kind'],
	is: Member['function']
): Member {
	return { person, organisation, kind, function: is };
}
