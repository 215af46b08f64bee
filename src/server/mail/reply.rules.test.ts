import { expect, test } from 'vitest';
import { readReply, type Asked, type Reply } from './reply.rules.ts';

const aase: Asked = {
	person: 'aase',
	address: 'aase@havnen.example',
	movedSequence: 0,
	answeredAt: null,
	mails: ['mail-1']
};
const bo: Asked = { ...aase, person: 'bo', address: 'bo@solby.example', mails: ['mail-2'] };
const reply: Reply = {
	event: 'meeting',
	answer: 'yes',
	sequence: 0,
	stamp: new Date('2026-05-05T10:00:00Z'),
	attendee: aase.address,
	from: aase.address,
	refersTo: []
};
const whose = (change: Partial<Reply>, asked: readonly Asked[] = [bo, aase]) => {
	const read = readReply({ ...reply, ...change }, asked);
	return read.ok ? read.value.person : read.reason;
};

test('an answer is of the one it comes from', () => {
	expect(whose({})).toBe('aase');
	expect(whose({ attendee: bo.address, from: bo.address })).toBe('bo');
});

test('from an alias: it answers the mail they got, or comes from their house', () => {
	const alias = 'aase.oernboel@havnen-hus.example';
	expect(whose({ attendee: alias, from: alias, refersTo: ['mail-1'] })).toBe('aase');
	expect(whose({ attendee: alias, from: aase.address })).toBe('aase');
	expect(whose({ from: 'oernboel@havnen.example' })).toBe('aase');
});

test('from a stranger: nobody has answered', () => {
	const stranger = 'fremmed@elsewhere.example';
	expect(whose({ attendee: stranger, from: stranger })).toBe('stranger');
	expect(whose({ attendee: stranger, from: stranger, refersTo: ['mail-9'] })).toBe('stranger');
	// Who only writes another's address in is a stranger too.
	expect(whose({ attendee: aase.address, from: stranger })).toBe('stranger');
	// A house whose name ends like another's is another house.
	expect(whose({ attendee: aase.address, from: 'x@not-havnen.example' })).toBe('stranger');
	expect(whose({}, [])).toBe('stranger');
});

test('twice: the second says nothing new, and neither does one that was overtaken on its way', () => {
	const answered = { ...aase, answeredAt: reply.stamp };
	expect(whose({}, [answered])).toBe('older');
	expect(whose({ stamp: new Date(reply.stamp.getTime() - 1) }, [answered])).toBe('older');
	expect(whose({ stamp: new Date(reply.stamp.getTime() + 1) }, [answered])).toBe('aase');
});

test('an answer to the time before the meeting was moved is none to the new one', () => {
	const moved = { ...aase, movedSequence: 2 };
	expect(whose({ sequence: 1 }, [moved])).toBe('to-another-time');
	expect(whose({ sequence: 2 }, [moved])).toBe('aase');
	expect(whose({ sequence: 3 }, [moved])).toBe('aase');
});
