import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	askGroup,
	closeDecision,
	giveVoice,
	groupStanding,
	inAWord,
	notYetHeard,
	STANDS,
	withStanding,
	type Question,
	type Seat,
	type Voice
} from './group-decision.rules.ts';

const karen: Seat = { person: 'karen', organisation: 'solby' };
const bo: Seat = { person: 'bo', organisation: 'solby' };
const omar: Seat = { person: 'omar', organisation: 'natly' };
const question: Question = {
	members: [karen, bo, omar],
	quorum: { each: 1, of: {} },
	hash: 'text',
	isOpen: true
};
const says = (seat: Seat, stand: Voice['stand'], reason = '', hash = 'text'): Voice => ({
	...seat,
	stand,
	reason,
	hash
});

describe('giving one’s word', () => {
	test('is for members, for the organisation they sit there for', () => {
		expect(giveVoice(says(karen, 'consent'), question).ok).toBe(true);
		const elsewhere = says({ person: 'karen', organisation: 'natly' }, 'consent');
		expect(giveVoice(elsewhere, question)).toEqual({ ok: false, reason: 'not-in-the-group' });
	});

	test('an objection says why', () => {
		expect(giveVoice(says(omar, 'objection', ' '), question)).toEqual({
			ok: false,
			reason: 'objection-without-reason'
		});
		expect(giveVoice(says(omar, 'objection', ' For dyrt '), question)).toMatchObject({
			ok: true,
			value: { reason: 'For dyrt' }
		});
		expect(giveVoice(says(omar, 'aside'), question).ok).toBe(true);
	});

	test('S-4 it is about exactly what was read, while it waits', () => {
		expect(giveVoice(says(karen, 'consent', '', 'older'), question)).toEqual({
			ok: false,
			reason: 'version-changed'
		});
		expect(giveVoice(says(karen, 'consent'), { ...question, isOpen: false })).toEqual({
			ok: false,
			reason: 'not-open-for-decision'
		});
	});
});

describe('where a decision stands', () => {
	test('it takes a yes from every organisation, and many from one are not enough', () => {
		const solby = [says(karen, 'consent'), says(bo, 'consent')];
		expect(groupStanding(question, solby)).toEqual({
			is: 'waiting',
			lacking: [{ organisation: 'natly', voices: 1, seats: 1 }]
		});
		expect(groupStanding(question, [says(karen, 'consent'), says(omar, 'consent')])).toEqual({
			is: 'decided'
		});
	});

	test('one objection stands in the way of all, until it is taken back', () => {
		const voices = [says(karen, 'consent'), says(omar, 'consent'), says(bo, 'objection', 'Dyrt')];
		expect(groupStanding(question, voices)).toEqual({ is: 'objected', by: [voices[2]] });
		expect(groupStanding(question, [...voices, says(bo, 'aside')]).is).toBe('decided');
	});

	test('who stands aside is heard, and does not count towards the quorum', () => {
		const voices = [says(karen, 'consent'), says(omar, 'aside')];
		expect(groupStanding(question, voices).is).toBe('waiting');
		expect(notYetHeard(question, voices)).toEqual([bo]);
	});

	test('a group may ask more of one organisation, and none of another', () => {
		const asked = { ...question, quorum: { each: 1, of: { solby: 2, natly: 0 } } };
		expect(groupStanding(asked, [says(karen, 'consent')])).toEqual({
			is: 'waiting',
			lacking: [{ organisation: 'solby', voices: 1, seats: 2 }]
		});
		expect(groupStanding(asked, [says(karen, 'consent'), says(bo, 'consent')]).is).toBe('decided');
	});

	test('a group too small for its quorum sees so', () => {
		const asked = { ...question, quorum: { each: 1, of: { havnen: 1, natly: 2 } } };
		expect(groupStanding(asked, [says(karen, 'consent')])).toEqual({
			is: 'waiting',
			lacking: [
				{ organisation: 'natly', voices: 2, seats: 1 },
				{ organisation: 'havnen', voices: 1, seats: 0 }
			]
		});
	});

	test('nothing is decided by nobody', () => {
		expect(groupStanding({ ...question, members: [] }, []).is).toBe('waiting');
		const asksNone = { ...question, quorum: { each: 0, of: {} } };
		expect(groupStanding(asksNone, [says(karen, 'aside')]).is).toBe('waiting');
		expect(groupStanding(asksNone, [says(karen, 'consent')]).is).toBe('decided');
	});

	test('the word of somebody who has left, or on another text, counts no more', () => {
		const voices = [says(karen, 'consent'), says(omar, 'objection', 'Nej', 'older')];
		expect(groupStanding(question, voices).is).toBe('waiting');
		const left = { ...question, members: [karen, bo] };
		expect(groupStanding(left, [...voices, says(omar, 'objection', 'Nej')]).is).toBe('decided');
	});

	test('it is decided only where every organisation has a yes and nobody’s last word is no', () => {
		const voice = fc
			.record({ seat: fc.constantFrom(karen, bo, omar), stand: fc.constantFrom(...STANDS) })
			.map(({ seat, stand }) => says(seat, stand, stand === 'objection' ? 'Nej' : ''));
		fc.assert(
			fc.property(fc.array(voice, { maxLength: 8 }), (voices) => {
				const last = (seat: Seat) =>
					voices.findLast(({ person }) => person === seat.person)?.stand ?? null;
				const isDecided =
					last(omar) === 'consent' &&
					[last(karen), last(bo)].includes('consent') &&
					![last(karen), last(bo)].includes('objection');
				expect(groupStanding(question, voices).is === 'decided').toBe(isDecided);
			})
		);
	});
});

describe('where a question stands in a word', () => {
	const [yes, no, other] = [
		says(karen, 'consent'),
		says(omar, 'objection', 'For dyrt'),
		says(omar, 'consent')
	];

	test('an open one waits, is objected to, or is ready, by what stands of its voices', () => {
		expect(inAWord('open', question, [])).toBe('waiting');
		expect(inAWord('open', question, [yes])).toBe('waiting');
		expect(inAWord('open', question, [yes, no])).toBe('objected');
		expect(inAWord('open', question, [yes, no, other])).toBe('ready');
		expect(inAWord('open', { ...question, hash: 'reworded' }, [yes, no])).toBe('waiting');
	});

	test('one that is over stays what was made of it', () => {
		for (const state of ['decided', 'withdrawn', 'ended'] as const)
			expect(inAWord(state, question, [yes, no])).toBe(state);
	});
});

test('a word stands until its member answers again on the same text, or the text is another', () => {
	const voices = [
		says(omar, 'consent', '', 'before'),
		says(omar, 'objection', 'For dyrt'),
		says(karen, 'consent'),
		says(omar, 'consent')
	];
	expect(withStanding(question, voices).map(({ standing }) => standing)).toEqual([
		'on-another-text',
		'answered-again',
		'stands',
		'stands'
	]);
});

describe('closing a decision', () => {
	const voices = [says(karen, 'consent'), says(omar, 'consent')];

	test('S-3 it carries the day on which it is looked at again', () => {
		expect(closeDecision(question, voices, '2027-05-22', '2026-11-22')).toEqual({
			ok: true,
			value: { hash: 'text', on: '2026-11-22', reviewOn: '2027-05-22' }
		});
		expect(closeDecision(question, voices, '2026-11-22', '2026-11-22')).toEqual({
			ok: false,
			reason: 'review-not-after-decision'
		});
	});

	test('not while voices are lacking or somebody objects', () => {
		const wait = closeDecision(question, [voices[0]!], '2027-05-22', '2026-11-22');
		expect(wait).toEqual({ ok: false, reason: 'voices-lacking' });
		const objected = [...voices, says(bo, 'objection', 'Dyrt')];
		const no = closeDecision(question, objected, '2027-05-22', '2026-11-22');
		expect(no).toEqual({ ok: false, reason: 'objection-stands' });
	});
});

describe('who is to decide', () => {
	const at = { parties: ['solby', 'natly'], named: [karen, bo, omar] };
	const asked = (members: Seat[], of: Record<string, number> = {}) => {
		const outcome = askGroup(members, { each: 1, of }, at);
		return outcome.ok ? 'asked' : outcome.reason;
	};

	test('people whom the document names, of each party', () => {
		expect(asked([karen, omar])).toBe('asked');
		expect(asked([karen, bo])).toBe('party-without-voice');
		expect(asked([karen, { person: 'omar', organisation: 'solby' }])).toBe('not-named-in-it');
	});

	test('from none more voices than it has seats', () => {
		expect(asked([karen, bo, omar], { solby: 2 })).toBe('asked');
		expect(asked([karen, bo, omar], { solby: 3 })).toBe('more-voices-than-seats');
		expect(asked([karen, omar], { natly: 0 })).toBe('asked');
	});
});
