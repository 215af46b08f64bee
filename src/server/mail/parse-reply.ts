/** Finds in a letter the answer that a calendar has sent; nothing in any other letter. */
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { PARTSTAT } from './calendar.ts';
import type { CalendarAnswer, Reply } from './reply.rules.ts';

const UID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@samspil$/;
const MESSAGE_ID = /<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^<>\s]+>/gi;
const ANSWERS = new Map<unknown, CalendarAnswer>(
	Object.entries(PARTSTAT).map(([answer, word]) => [word, answer as CalendarAnswer])
);

/** The answer in a letter, as its bytes came; null where there is none that we understand. `now`: nobody answers later than that. */
export async function parseReply(letter: Uint8Array, now: Date): Promise<Reply | null> {
	const { attachments, from, inReplyTo, references } = await PostalMime.parse(letter, {
		attachmentEncoding: 'utf8'
	});
	const file = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
	if (!file || typeof file.content !== 'string') return null;
	const said = readCalendar(file.content);
	if (!said) return null;
	const mails = `${inReplyTo ?? ''} ${references ?? ''}`.matchAll(MESSAGE_ID);
	return {
		...said,
		stamp: said.stamp && said.stamp < now ? said.stamp : now,
		from: (from?.address ?? '').toLowerCase(),
		refersTo: [...mails].map(([, id]) => id!.toLowerCase())
	};
}

/** What the calendar says of one event of ours, by the one who answers. */
function readCalendar(text: string) {
	let calendar: ICAL.Component;
	try {
		calendar = new ICAL.Component(ICAL.parse(text));
	} catch {
		// Somebody's letter: it may hold anything.
		return null;
	}
	if (calendar.getFirstPropertyValue('method')?.toString().toUpperCase() !== 'REPLY') return null;
	const event = calendar.getFirstSubcomponent('vevent');
	const [attendee, ...more] = event?.getAllProperties('attendee') ?? [];
	const id = UID.exec(String(event?.getFirstPropertyValue('uid') ?? '').toLowerCase())?.[1];
	const answer = ANSWERS.get(String(attendee?.getParameter('partstat') ?? '').toUpperCase());
	if (!event || !attendee || more.length > 0 || !id || !answer) return null;
	const stamp = event.getFirstPropertyValue('dtstamp');
	return {
		event: id,
		answer,
		sequence: Number(event.getFirstPropertyValue('sequence') ?? 0) || 0,
		stamp: stamp instanceof ICAL.Time ? stamp.toJSDate() : null,
		attendee: String(attendee.getFirstValue() ?? '')
			.replace(/^mailto:/i, '')
			.toLowerCase()
	};
}
