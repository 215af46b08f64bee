/**
 * R-130, L-10: whatever is written about a citizen and can be put right keeps what stood there before, or is named here with why it need not.
 * The database is asked which columns can be written over, by the app or by a function of its own, and which of them the trigger keeps.
 */
import { expect, test } from 'vitest';
import { KEPT } from '#features/pathways/say-former.ts';
import { testDatabase } from '#server/database/test-database.ts';

const { owner } = await testDatabase();

/** The columns that are written over and keep nothing, by why they need not. */
const NEED_NOT: Record<string, string> = {
	'said once: a rule and the query ask that nobody has said it yet': `
		agenda_item.dropped_reason capacity_question.answer capacity_question.answer_note closing.closed_by_organisation_name closing.reopen_reason
		closing.reopened_by_organisation_name consent.withdrawn_said_by consent_denial.lifted_note consent_denial.lifted_said_by consent_denial.lifted_unable_why
		consent_request.answer emergency_access.finding emergency_access.review_note erasure_request.decision erasure_request.decision_reason foreseen_need.settled
		legal_hold.lifted_reason meeting.explained_how meeting.explained_note meeting.explained_on minutes_correction.answer minutes_correction.reason
		partner_change.acknowledged_by_organisation_name partner_change.answer tovholder_message.answer transfer.answer_before transfer.answer_note
		transfer.asked_by_organisation_name transfer.question`,
	'a second reason is written below the first': 'legal_hold.reason legal_hold.by_officer',
	'a draft until it is sent, and each sending keeps word for word what was sent': `
		agenda_item.aim agenda_item.late_reason agenda_item.minutes agenda_item.outcome agenda_item.outcome_kind agenda_item.parked agenda_item.position
		agenda_item.title meeting.companion_note meeting.form meeting.interpreter meeting.interpreter_language meeting.minutes meeting.place meeting.purpose
		meeting.why_now meeting.without_citizen meeting_participant.attended meeting_participant.reason`,
	'each time is a row of its own in transfer, with its words': `
		partner.agreed_on partner.answer_before partner.answer_note partner.asked_by_organisation_name partner.ended_on partner.question partner.state`,
	'the citizen’s own to say anew, and how to reach them: what they no longer want said is not kept': `
		allotment_meeting.citizen_comes citizen.contact_limits citizen.interpreter_needed citizen.language citizen.phone citizen.preferred_channel`,
	'about another person, on the map that the citizen draws: theirs to draw anew': `
		network_relation.closeness network_relation.contact network_relation.name network_relation.relation network_relation.side`,
	'somebody’s own answer about themselves, and not about the citizen': `
		allotment_candidate.answer allotment_candidate.comes allotment_candidate.note calendar_seat.answer calendar_seat.answered_how
		meeting_option_answer.answer`,
	'the order of an interpreter or a room, and who writes along: who does what, and not about the citizen': `
		meeting.interpreter_confirmed_on meeting.interpreter_is_fit meeting.interpreter_ordered_on meeting.interpreter_paid_by meeting.interpreter_provider
		meeting.room_ready meeting_participant.writes`,
	'a step, a day or a number without words, and the record tells who took it and when': `
		allotment_meeting.place allotment_meeting.state companion.until contact_rhythm.days digital_post.attempt digital_post.reason digital_post.settled
		digital_post.state digital_post.was_refused digital_post.word journal_package.fetched meeting.category meeting.picked_from meeting.picked_until
		meeting.state meeting_run.item_since meeting_run.quiet_since partner_person.cut_to partner_person.meets_child partner_person.own_end
		partner_person.since partner_person.until pathway_mark.arrived_month pathway_phase.closed_on task.due_on tovholder.handover_until tovholder.left_on
		tovholder.until transfer.state`,
	'follows from what is told of it elsewhere': `
		allotment.closed_on allotment.decided_on allotment.due_on allotment.left_on allotment.refused_on allotment.temporary_name
		allotment.temporary_organisation_name allotment.tovholder_name allotment.tovholder_organisation_name consent.ended_with_pathway
		disclosure_basis.ended_with_pathway invitation.revoked_with_pathway outside_notification.receipted_saturdays pathway_plan_answer.told
		follow_up_part.numbers task.responsible_name task.responsible_organisation_name`,
	'emptied with the pathway, and says nothing of it before': `
		audit_event.detail audit_event.person_name audit_event.reason erasure.addresses erasure.state`,
	'of those who work in an organisation': 'invitation.can_bind invitation.function'
};

/** Tables of which the app takes rows out, and why nothing is kept of them. */
const TAKEN_OUT: Record<string, string> = {
	agenda_item: 'of a draft, which nobody was sent',
	meeting_option: 'a time that was proposed',
	meeting_participant: 'who was asked stands in each sending',
	pathway_mark: 'a mark to count by, without words; the record tells that the marks were changed',
	pathway_offer:
		'an offer that was suggested, taken back: the suggestion is gone, and the record tells of it'
};

/** Who wrote a row and when, and what holds rows together. */
const STAMP =
	/_at$|(?<!organisation)_by_name$|^(version|former|id|sequence|moved_sequence|calendar_sequence|access_version)$/;

const ofPathway = `(c.relname = 'citizen' or exists (select from pg_attribute p
	where p.attrelid = c.oid and p.attname = 'pathway_id' and not p.attisdropped))`;

/** 'table.column' of what the database's own functions write over. */
async function writtenByFunctions(): Promise<Set<string>> {
	const { rows } = await owner.query<{ source: string; of: string[] }>(
		`select p.prosrc as source, array(select distinct c.relname::text from pg_trigger t join pg_class c on c.oid = t.tgrelid
			where t.tgfoid = p.oid and t.tgtype & 16 > 0) as of
		from pg_proc p where p.pronamespace = 'samspil'::regnamespace`
	);
	const set = (table: string, sets: string) =>
		[...`,${sets}`.matchAll(/,\s*(\w+)\s*=/g)].map(([, column]) => `${table}.${column}`);
	return new Set(
		rows.flatMap(({ source, of }) => [
			...[...source.matchAll(/\bupdate\s+samspil\.(\w+)(?:\s+\w+)?\s+set\s([^;]*)/g)].flatMap(
				([, table, sets]) => set(table!, sets!)
			),
			...[
				...source.matchAll(/\binsert\s+into\s+samspil\.(\w+)[^;]*?\bdo\s+update\s+set\s([^;]*)/g)
			].flatMap(([, table, sets]) => set(table!, sets!)),
			...[...source.matchAll(/\bnew\.(\w+)\s*:=/g)].flatMap(([, column]) =>
				of.map((table) => `${table}.${column}`)
			)
		])
	);
}

/** 'table.column' of what the trigger keeps, as it is told by its arguments. */
async function kept(): Promise<string[]> {
	const { rows } = await owner.query<{ table: string; args: string }>(
		`select c.relname as table, encode(t.tgargs, 'escape') as args from pg_trigger t join pg_class c on c.oid = t.tgrelid
		where t.tgname = 'keep_former' order by 1`
	);
	return rows.flatMap(({ table, args }) =>
		args
			.split('\\000')
			.slice(2, -1)
			.map((column) => `${table}.${column}`)
	);
}

test('R-130, L-10 each column of a pathway that can be written over keeps what stood there, or need not for a reason', async () => {
	const { rows } = await owner.query<{ table: string; column: string; byApp: boolean }>(
		`select c.relname as table, a.attname as column, has_column_privilege('samspil_app', c.oid, a.attnum, 'update') as "byApp"
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where c.relnamespace = 'samspil'::regnamespace and c.relkind = 'r' and ${ofPathway}
			and a.atttypid <> all ('{uuid,bytea,uuid[]}'::regtype[])`
	);
	const functions = await writtenByFunctions();
	const isKept = new Set(await kept());
	const over = rows
		.map(({ table, column, byApp }) => ({ column, name: `${table}.${column}`, byApp }))
		.filter(({ column, name, byApp }) => !STAMP.test(column) && (byApp || functions.has(name)))
		.map(({ name }) => name)
		.filter((name) => !isKept.has(name));
	const named = Object.values(NEED_NOT).flatMap((each) => each.trim().split(/\s+/));
	expect(over.toSorted()).toEqual(named.toSorted());
});

test('R-130 what is kept has words in the language of the reader, and what has words is kept', async () => {
	const said = Object.entries(KEPT).flatMap(([table, columns]) =>
		Object.keys(columns).map((column) => `${table}.${column}`)
	);
	expect(said.toSorted()).toEqual((await kept()).toSorted());
});

test('R-130 what stood there before is written by the trigger alone: the app may neither put it in nor write over it', async () => {
	const { rows } = await owner.query<{ name: string }>(
		`select c.relname || ' ' || p.what as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'former'
			cross join unnest('{insert,update}'::text[]) p(what)
		where c.relnamespace = 'samspil'::regnamespace and c.relkind = 'r' and has_column_privilege('samspil_app', c.oid, a.attnum, p.what)`
	);
	expect(rows).toEqual([]);
});

test('L-10 a row of a pathway that the app may take out is named with why nothing is kept of it', async () => {
	const { rows } = await owner.query<{ table: string }>(
		`select c.relname as table from pg_class c where c.relnamespace = 'samspil'::regnamespace and c.relkind = 'r' and ${ofPathway}
			and has_table_privilege('samspil_app', c.oid, 'delete') order by 1`
	);
	expect(rows.map(({ table }) => table)).toEqual(Object.keys(TAKEN_OUT).toSorted());
});
