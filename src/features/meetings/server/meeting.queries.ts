/** Meetings as they stand in the database: the document, its list, and where its time and state are written. */
import type { Former } from '#values/former.ts';
import { sql, type NotNull } from 'kysely';
import {
	actingDay,
	actingOrganisation,
	actingPerson,
	actingTenant,
	tables
} from '#server/tables.ts';
import { agendaDays } from '#server/agenda-days.queries.ts';
import type { CursorKey } from '#values/cursor.ts';
import type { Details, MeetingState } from '../meeting.rules.ts';
import type { RoomCheck } from '../stages.rules.ts';

/**
 * The pathway a meeting is to be held on: its scope for meetings, whether it is open, whether the visitor is its
 * tovholder, and the citizen's account where there is one and the visitor may know.
 */
export const findMeetingPlace = (pathway: string) =>
	tables
		.selectFrom('pathway as p')
		.innerJoin('scope as s', (join) =>
			join
				.onRef('s.tenant_id', '=', 'p.tenant_id')
				.onRef('s.pathway_id', '=', 'p.id')
				.on('s.category', '=', 'meetings')
		)
		.leftJoin('citizen as c', (join) =>
			join.onRef('c.tenant_id', '=', 'p.tenant_id').onRef('c.id', '=', 'p.citizen_id')
		)
		.where('p.tenant_id', '=', actingTenant)
		.where('p.id', '=', pathway)
		.select((eb) => [
			'p.tenant_id as tenant',
			's.id as scope',
			'p.number',
			'p.state',
			'c.name as citizenName',
			'c.person_id as citizenPerson',
			'c.language as citizenLanguage',
			'c.interpreter_needed as citizenNeedsInterpreter',
			eb
				.exists(
					eb
						.selectFrom('tovholder as t')
						.select('t.id')
						.whereRef('t.tenant_id', '=', 'p.tenant_id')
						.whereRef('t.pathway_id', '=', 'p.id')
						.where('t.until', 'is', null)
						.where('t.person_id', '=', actingPerson)
						.where('t.organisation_id', '=', actingOrganisation)
				)
				.$castTo<boolean>()
				.as('isTovholder')
		]);

/** One page of a list of meetings. */
export const PAGE_OF_MEETINGS = 50;

/**
 * The meetings of a pathway, the latest first, from where the page before ended; one more than a page. A draft that was called off was told to
 * nobody, and is on no list.
 */
export const listMeetings = (pathway: string, after: CursorKey | null = null) =>
	tables
		.selectFrom('meeting')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where((eb) => eb.or([eb('state', '<>', 'cancelled'), eb('invited_at', 'is not', null)]))
		.select((eb) => [
			'id',
			'state',
			'purpose',
			'starts_at as startsAt',
			'ends_at as endsAt',
			'place',
			eb('minutes_sent_at', 'is not', null).$castTo<boolean>().as('isSent'),
			sql<string>`starts_at::text || '~' || id`.as('cursor')
		])
		.$if(after !== null, (query) =>
			query.where(sql<boolean>`(starts_at, id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`)
		)
		.orderBy('starts_at', 'desc')
		.orderBy('id', 'desc')
		.limit(PAGE_OF_MEETINGS + 1);

/** The meeting as its document shows it. */
export const findMeeting = (pathway: string, id: string) =>
	tables
		.selectFrom('meeting')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('id', '=', id)
		.select([
			'id',
			'pathway_id as pathway',
			'state',
			'purpose',
			'why_now as whyNow',
			'form',
			'starts_at as startsAt',
			'ends_at as endsAt',
			'place',
			'place_agreed_on as placeAgreedOn',
			'interpreter',
			'interpreter_language as interpreterLanguage',
			'interpreter_agreed_on as interpreterAgreedOn',
			'interpreter_provider as interpreterProvider',
			'interpreter_ordered_on as interpreterOrderedOn',
			'interpreter_confirmed_on as interpreterConfirmedOn',
			'interpreter_paid_by as interpreterPaidBy',
			'interpreter_is_fit as interpreterIsFit',
			'companion_note as companionNote',
			'prepared_on as preparedOn',
			'prepared_note as preparedNote',
			'invited_at as invitedAt',
			'calendar_sequence as calendarSequence',
			'minutes',
			'without_citizen as withoutCitizen',
			sql<RoomCheck[]>`room_ready`.as('roomReady'),
			sql<
				Former[]
			>`case when pathway_id = any ((select samspil.my_whole_pathways())::uuid[]) then former else '[]' end`.as(
				'former'
			),
			'minutes_sent_at as minutesSentAt',
			'explained_on as explainedOn',
			'explained_how as explainedHow',
			'explained_note as explainedNote',
			'changed_at as changedAt',
			'changed_by_name as changedByName',
			'version',
			agendaDays.as('agendaDays')
		]);

/** The meeting for writing: held until the transaction ends, and only by one who may write it. */
export const holdMeeting = (pathway: string, id: string) => findMeeting(pathway, id).forUpdate();

/** Where the last meeting with a place was held: a suggestion to ask the citizen about, no answer. */
export const findEarlierPlace = (pathway: string, except: string | null) =>
	tables
		.selectFrom('meeting')
		.where('tenant_id', '=', actingTenant)
		.where('pathway_id', '=', pathway)
		.where('place', '<>', '')
		.$if(except !== null, (query) => query.where('id', '<>', except!))
		.select(['place', 'starts_at as startsAt'])
		.orderBy('starts_at', 'desc')
		.limit(1);

/** A new draft; writes nothing where a meeting of this id is there already. */
export const insertMeeting = (
	{ tenant, scope }: { tenant: string; scope: string },
	meeting: Details & {
		id: string;
		pathway: string;
		person: string;
		organisation: string;
		by: string;
	}
) =>
	tables
		.insertInto('meeting')
		.values({
			tenant_id: tenant,
			id: meeting.id,
			pathway_id: meeting.pathway,
			scope_id: scope,
			convened_by: meeting.person,
			convened_by_organisation_id: meeting.organisation,
			changed_by_name: meeting.by,
			...columnsOf(meeting)
		})
		// whichever key it meets: two that are sent at one moment may meet the one that names the pathway first
		.onConflict((conflict) => conflict.doNothing());

/** Writes the plan of a meeting on top of `version`; writes nothing where that is no longer the newest. */
export const updateDetails = (id: string, version: number, by: string, details: Details) =>
	change(id, by).set(columnsOf(details)).where('version', '=', version);

/** A step in the life of a meeting, with the moment it leaves behind. */
export const updateState = (
	id: string,
	by: string,
	to: {
		state: MeetingState;
		invitedAt?: Date;
		minutesSentAt?: Date;
		explainedOn?: string;
		explainedHow?: 'explained' | 'with-interpreter' | 'declined';
		explainedNote?: string;
	}
) =>
	change(id, by).set({
		state: to.state,
		...(to.invitedAt && { invited_at: to.invitedAt }),
		...(to.minutesSentAt && { minutes_sent_at: to.minutesSentAt }),
		...(to.explainedOn && {
			explained_on: to.explainedOn,
			explained_how: to.explainedHow ?? null,
			explained_note: to.explainedNote ?? ''
		})
	});

/** Writes the minutes on top of `version`; writes nothing where that is no longer the newest. */
export const updateMinutes = (
	id: string,
	version: number,
	by: string,
	{ minutes, withoutCitizen }: { minutes: string; withoutCitizen: string }
) =>
	change(id, by).set({ minutes, without_citizen: withoutCitizen }).where('version', '=', version);

/** Writes what about the room is seen to. It is no part of the plan, and its version stays. */
export const updateRoom = (id: string, ready: readonly RoomCheck[]) =>
	tables
		.updateTable('meeting')
		.set({ room_ready: [...ready] })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id);

/** Counts one more change that calendars are told of. */
export const raiseSequence = (id: string) =>
	tables
		.updateTable('meeting')
		.set({ calendar_sequence: sql<number>`calendar_sequence + 1` })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id);

/** Moves the pathway to the top of the lists that are sorted by what happened last. */
export const touchPathway = (pathway: string) =>
	tables
		.updateTable('pathway')
		.set({ changed_at: new Date() })
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', pathway);

/** Who can be invited: those on the pathway whose access covers meetings today. */
export const listInvitable = (pathway: string) =>
	tables
		.selectFrom('scope_reader as a')
		.innerJoin('membership as m', (join) =>
			join
				.onRef('m.tenant_id', '=', 'a.tenant_id')
				.onRef('m.person_id', '=', 'a.person_id')
				.onRef('m.organisation_id', '=', 'a.organisation_id')
		)
		.innerJoin('organisation as o', 'o.id', 'a.organisation_id')
		.where('a.tenant_id', '=', actingTenant)
		.where('a.pathway_id', '=', pathway)
		.where('a.category', '=', 'meetings')
		.where('a.reason', 'in', ['tovholder', 'partner'])
		.where('a.from_day', '<=', actingDay)
		.where('a.until_day', '>=', actingDay)
		.where((eb) => eb.or([eb('m.active_until', 'is', null), eb('m.active_until', '>=', actingDay)]))
		.select([
			'a.person_id as person',
			'a.organisation_id as organisation',
			'm.person_name as name',
			'o.name as organisationName'
		])
		.$narrowType<{ person: NotNull; organisation: NotNull }>()
		.distinct()
		.orderBy('o.name')
		.orderBy('m.person_name');

const change = (id: string, by: string) =>
	tables
		.updateTable('meeting')
		.set({
			version: sql<number>`version + 1`,
			changed_at: new Date(),
			changed_by_name: by
		})
		.where('tenant_id', '=', actingTenant)
		.where('id', '=', id);

const columnsOf = (details: Details) => ({
	purpose: details.purpose,
	why_now: details.whyNow,
	form: details.form,
	starts_at: details.startsAt,
	ends_at: details.endsAt,
	place: details.place,
	place_agreed_on: details.placeAgreedOn,
	interpreter: details.interpreter,
	interpreter_language: details.interpreterLanguage,
	interpreter_agreed_on: details.interpreterAgreedOn,
	interpreter_provider: details.interpreterProvider,
	interpreter_ordered_on: details.interpreterOrderedOn,
	interpreter_confirmed_on: details.interpreterConfirmedOn,
	interpreter_paid_by: details.interpreterPaidBy,
	interpreter_is_fit: details.interpreterIsFit,
	companion_note: details.companionNote,
	prepared_on: details.preparedOn,
	prepared_note: details.preparedNote
});
