/** Meetings of a group: one that is held now, with times proposed for it, and the one before. */
import { randomUUID } from 'node:crypto';
import {
	hashOfMinutes,
	type GroupMinutesKept
} from '../../src/features/group-meetings/group-minutes.rules.ts';
import type { Someone, World } from '../../src/server/database/test-world.ts';
import { dayOf } from '../../src/values/day.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A series of the steering group, with a meeting that has begun, something that was said at it, and a task of the project leader's. */
export async function arrangeGroupMeeting(world: World, collaboration: string, leader: Someone) {
	const [series, groupMeeting, groupItem] = [randomUUID(), randomUUID(), randomUUID()];
	const groupTask = randomUUID();
	await world.insert('meeting_series', {
		tenant_id: world.tenant,
		id: series,
		collaboration_id: collaboration,
		group_kind: 'steering',
		purpose: 'Vi følger op',
		frequency: 'quarterly',
		first_on: dayOf(new Date())
	});
	await world.insert('group_meeting', {
		tenant_id: world.tenant,
		id: groupMeeting,
		series_id: series,
		planned_on: dayOf(new Date()),
		starts_at: new Date(Date.now() - DAY / 24),
		ends_at: new Date(Date.now() + DAY / 24),
		minutes: 'Vi blev enige'
	});
	await world.insert('group_item', {
		tenant_id: world.tenant,
		id: groupItem,
		meeting_id: groupMeeting,
		position: 1,
		standing: 'promises'
	});
	await world.insert('group_task', {
		tenant_id: world.tenant,
		id: groupTask,
		meeting_id: groupMeeting,
		item_id: groupItem,
		title: 'Lad nøglen ligge i kassen',
		responsible_person_id: leader.person,
		responsible_organisation_id: world.tenant,
		responsible_name: leader.name,
		responsible_organisation_name: 'Solby Kommune',
		due_on: dayOf(new Date()),
		created_by: leader.person,
		created_by_name: leader.name
	});
	// the meeting before it, whose minutes are closed, with a correction that somebody asked for
	const [groupHeld, heldItem, groupCorrection] = [randomUUID(), randomUUID(), randomUUID()];
	await world.insert('group_meeting', {
		tenant_id: world.tenant,
		id: groupHeld,
		series_id: series,
		planned_on: dayOf(new Date(Date.now() - 7 * DAY)),
		starts_at: new Date(Date.now() - 7 * DAY),
		ends_at: new Date(Date.now() - 7 * DAY + DAY / 24),
		state: 'held',
		minutes: 'Vi blev enige',
		minutes_sent_at: new Date()
	});
	await world.insert('group_item', {
		tenant_id: world.tenant,
		id: heldItem,
		meeting_id: groupHeld,
		position: 1,
		standing: 'promises'
	});
	const content: GroupMinutesKept = {
		purpose: 'Vi følger op',
		startsAt: new Date().toISOString(),
		endsAt: new Date().toISOString(),
		place: '',
		minutes: 'Vi blev enige',
		treated: [],
		participants: [],
		attended: [],
		agenda: [],
		outcomes: [],
		kinds: [],
		tasks: []
	};
	await world.insert('group_sending', {
		tenant_id: world.tenant,
		id: randomUUID(),
		meeting_id: groupHeld,
		content: JSON.stringify(content),
		hash: await hashOfMinutes(content),
		sent_by_name: leader.name
	});
	await world.insert('group_correction', {
		tenant_id: world.tenant,
		id: groupCorrection,
		meeting_id: groupHeld,
		words: 'Vi blev næsten enige',
		asked_by: leader.person,
		asked_by_name: leader.name
	});
	const groupOption = randomUUID();
	await world.insert('group_option', {
		tenant_id: world.tenant,
		id: groupOption,
		meeting_id: groupMeeting,
		starts_at: new Date(Date.now() + 21 * DAY),
		ends_at: new Date(Date.now() + 21.05 * DAY)
	});
	const groupSeat = `${leader.person} ${world.tenant}`;
	return {
		...{ series, groupMeeting, groupItem, groupTask, groupSeat, groupOption },
		...{ groupHeld, heldItem, groupCorrection }
	};
}
