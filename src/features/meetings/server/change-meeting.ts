/** Changes what was planned of a meeting. After the invitation the change is sent at once, so that nobody goes to the old place. */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { textsOf } from '../meeting-typed.ts';
import { mayPlan, type Details } from '../meeting.rules.ts';
import { guestsWithoutYes } from './guests-without-yes.ts';
import { sendIfChanged, type GuestRefusal } from './invite-to-meeting.ts';
import { updateDetails } from './meeting.queries.ts';
import { openMeeting } from './open-meeting.ts';

const isSamePlan = (saved: Details, wanted: Details) => {
	const [before, after] = [textsOf(saved), textsOf(wanted)];
	return Object.keys(after).every((name) => before[name] === after[name]);
};

export type ChangeRefusal =
	| 'not-there'
	| 'meeting-is-held'
	| 'stale'
	| 'place-not-asked'
	| 'interpreter-not-decided'
	| 'companion-not-discussed'
	| GuestRefusal;

/**
 * Writes the plan on top of `version`; the same plan sent twice is written once. Refuses a stale one, and, once people are invited, to take back what the
 * invitation stood on: place and interpreter as settled with the citizen, and the companion; or to send anything while a
 * guest has not the citizen's yes.
 */
export async function changeMeeting(
	acting: Acting,
	pathway: string,
	id: string,
	version: number,
	details: Details
): Promise<Outcome<{ sent: boolean }, ChangeRefusal>> {
	const opened = await openMeeting(acting, pathway, id);
	if (!opened) return refused('not-there');
	const { meeting } = opened;
	if (!mayPlan(meeting)) return refused('meeting-is-held');
	if (isSamePlan(meeting, details)) return done({ sent: false });
	if (meeting.version !== version) return refused('stale');
	const isInvited = meeting.state === 'invited';
	if (isInvited) {
		if (details.place === '' || details.placeAgreedOn === null) return refused('place-not-asked');
		if (details.interpreter === 'unknown' || details.interpreterAgreedOn === null)
			return refused('interpreter-not-decided');
		if (details.companionNote === '') return refused('companion-not-discussed');
		if ((await guestsWithoutYes(acting, pathway, opened.participants)).length > 0)
			return refused('guest-without-yes');
	}
	await acting.run(updateDetails(id, version, acting.visitor.name, details));
	await acting.run(recordPathway('meeting.written', pathway, id));
	const sent =
		isInvited && (await sendIfChanged(acting, { ...opened, meeting: { ...meeting, ...details } }));
	return done({ sent });
}
