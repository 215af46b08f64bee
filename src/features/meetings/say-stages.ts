/** The stages of a meeting and what is seen to at each, in words. */
import { m } from '#messages';
import type { Check, RoomCheck, Stage } from './stages.rules.ts';

const STAGE = { before: m.stage_before, during: m.stage_during, after: m.stage_after };
const CHECK = {
	'settled-with-citizen': m.check_settled_with_citizen,
	'prepared-with-citizen': m.check_prepared_with_citizen,
	'people-chosen': m.check_people_chosen,
	'invitation-sent': m.check_invitation_sent,
	'attendance-told': m.check_attendance_told,
	'outcomes-written': m.check_outcomes_written,
	'tasks-have-somebody': m.check_tasks_have_somebody,
	'minutes-sent': m.check_minutes_sent,
	explained: m.check_explained,
	'agreements-kept': m.check_agreements_kept
} satisfies Record<Check, () => string>;
const ROOM = {
	booked: m.room_booked,
	seats: m.room_seats,
	refreshments: m.room_refreshments,
	copies: m.room_copies
} satisfies Record<RoomCheck, () => string>;

export const sayStage = (stage: Stage): string => STAGE[stage]();
export const sayCheck = (check: Check): string => CHECK[check]();
export const sayRoom = (check: RoomCheck): string => ROOM[check]();
