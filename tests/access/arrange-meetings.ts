/** Four meetings of a pathway, each at another step of its one document, and a subject that was parked at the last. */
import { randomUUID } from 'node:crypto';
import { TEST_CVR } from '../../src/server/digital-post/test-service.ts';
import type { Someone, World } from '../../src/server/database/test-world.ts';
import { hashInvitationToken } from '../../src/server/identity/invitation-token.ts';
import { dayOf } from '../../src/values/day.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The meeting, the first item and the one below it, and one guest on it. */
export type ArrangedMeeting = {
	id: string;
	first: string;
	item: string;
	guest: string;
};

/** How far a meeting has come. */
export type Step = 'draft' | 'invited' | 'minuted' | 'sent';

/** A meeting in preparation, one that people are invited to, one being minuted, and one whose minutes are sent. */
export async function arrangeMeetings(
	world: World,
	pathway: string,
	tovholder: Someone,
	invitedTo: string,
	drafted: string
) {
	const scope = await world.scopeOf(pathway, 'meetings');
	const place = { tenant_id: world.tenant, pathway_id: pathway, scope_id: scope };

	async function meeting(
		state: string,
		daysAhead: number,
		sentAt: Date | null = null
	): Promise<ArrangedMeeting> {
		const id = randomUUID();
		const purpose = state === 'draft' ? drafted : invitedTo;
		const startsAt = new Date(Date.now() + daysAhead * DAY);
		await world.insert('meeting', {
			...place,
			id,
			state,
			purpose: `Om en ${purpose}`,
			why_now: 'Det haster',
			form: 'in-person',
			starts_at: startsAt,
			ends_at: new Date(startsAt.getTime() + DAY / 24),
			place: 'Biblioteket',
			place_agreed_on: '2026-01-06',
			interpreter: 'no',
			interpreter_agreed_on: '2026-01-06',
			companion_note: 'Hun kommer alene',
			convened_by: tovholder.person,
			convened_by_organisation_id: tovholder.organisation,
			minutes: state === 'minutes' ? `Vi talte om en ${purpose}` : '',
			minutes_sent_at: sentAt
		});
		const [first, item, guest] = [randomUUID(), randomUUID(), randomUUID()];
		const attended = state === 'minutes' ? true : null;
		for (const [above, each] of [first, item].entries())
			await world.insert('agenda_item', {
				...place,
				id: each,
				meeting_id: id,
				position: above + 1,
				title: `Punkt om en ${purpose}`
			});
		await world.insert('meeting_participant', {
			...place,
			id: randomUUID(),
			meeting_id: id,
			kind: 'citizen',
			name: 'Borger',
			reason: 'Det er mit møde',
			attended
		});
		await world.insert('meeting_participant', {
			...place,
			id: guest,
			meeting_id: id,
			kind: 'guest',
			name: 'Gerda Gæst',
			reason: 'Kender huset',
			attended
		});
		return { id, first, item, guest };
	}

	const [draft, invited, minuted, sent] = await Promise.all([
		meeting('draft', 20),
		meeting('invited', 0),
		meeting('minutes', -1),
		meeting('minutes', -2, new Date())
	]);
	const sending = randomUUID();
	await world.insert('meeting_sending', {
		...place,
		id: sending,
		meeting_id: sent.id,
		kind: 'minutes',
		content: JSON.stringify({
			purpose: `Om en ${invitedTo}`,
			startsAt: new Date().toISOString(),
			endsAt: new Date().toISOString(),
			place: 'Biblioteket',
			participants: [],
			attended: [],
			agenda: [],
			outcomes: [],
			minutes: `Vi talte om en ${invitedTo}`,
			tasks: []
		}),
		hash: Buffer.alloc(32),
		sent_by_name: tovholder.name
	});
	await world.database.owner.query('update samspil.organisation set cvr = $2 where id = $1', [
		world.tenant,
		TEST_CVR
	]);
	// Told by hand already: the page of Digital Post says so, and who may open it is asked all the same.
	const telling = randomUUID();
	await world.insert('task', {
		...place,
		id: telling,
		category: 'meetings',
		title: '',
		tells_of: sending,
		responsible_person_id: tovholder.person,
		responsible_organisation_id: tovholder.organisation,
		responsible_name: tovholder.name,
		created_by: tovholder.person,
		created_by_name: tovholder.name,
		state: 'done',
		state_changed_at: new Date(),
		state_changed_by_name: tovholder.name
	});
	const parked = randomUUID();
	await world.insert('agenda_item', {
		...place,
		id: parked,
		meeting_id: sent.id,
		position: 3,
		title: `Parkeret om en ${invitedTo}`,
		parked: true
	});
	const correction = randomUUID();
	await world.insert('minutes_correction', {
		...place,
		id: correction,
		meeting_id: sent.id,
		item_id: sent.item,
		words: `Det var om en anden ${invitedTo}`,
		asked_by: tovholder.person,
		asked_by_citizen: false,
		asked_by_name: tovholder.name
	});
	const option = randomUUID();
	await world.insert('meeting_option', {
		...place,
		id: option,
		meeting_id: draft.id,
		starts_at: new Date(Date.now() + 21 * DAY),
		ends_at: new Date(Date.now() + 21.05 * DAY)
	});
	return { draft, invited, minuted, sent, sending, telling, parked, correction, option };
}

/** Somebody is asked whether they come, and when they can: the secrets of the links in their mails, and of the calendar they subscribe to. */
export async function arrangeAnswers(
	world: World,
	pathway: string,
	{ invited: { id: meeting }, draft }: Record<'invited' | 'draft', { id: string }>,
	{ person }: Someone
): Promise<{ answer: string; feed: string; times: string }> {
	const [answer, feed, times] = [randomUUID(), randomUUID(), randomUUID()];
	const seat = { tenant_id: world.tenant, event_id: meeting, person_id: person };
	await world.insert('calendar_seat', {
		...seat,
		pathway_id: pathway,
		// The link is open until it begins.
		starts_at: new Date(Date.now() + DAY / 48),
		ends_at: new Date(Date.now() + DAY / 24),
		sequence: 0,
		moved_sequence: 0
	});
	await world.insert('calendar_link', { ...seat, token_hash: hashInvitationToken(answer) });
	await world.insert('times_link', {
		tenant_id: world.tenant,
		meeting_id: draft.id,
		person_id: person,
		token_hash: hashInvitationToken(times),
		expires_at: new Date(Date.now() + DAY)
	});
	await world.insert('calendar_feed', {
		person_id: person,
		token_hash: hashInvitationToken(feed)
	});
	return { answer, feed, times };
}

/** The plan of a meeting as its form sends it, three weeks from now. */
export const planForm = () => ({
	purpose: 'Næste skridt',
	whyNow: 'Det haster',
	form: 'in-person',
	day: dayOf(new Date(Date.now() + 21 * DAY)),
	start: '10:00',
	end: '11:00',
	place: 'Biblioteket',
	placeAgreedOn: dayOf(new Date()),
	interpreter: 'no',
	interpreterAgreedOn: dayOf(new Date()),
	companionNote: 'Hun kommer alene'
});
