/** A coordinating meeting of the invented data, with what was sent of it and the tasks that came of it. */
import type { AgendaItem, Meeting, Participant } from '#features/meetings/meeting.rules.ts';
import { notReached } from '#features/meetings/parked.rules.ts';
import { hashOf, minutesOf, planOf, type SentContent } from '#features/meetings/sending.rules.ts';
import { tables } from '#server/tables.ts';
import { idOf, type Example } from './example.ts';
import type { Pathway } from './pathway.ts';
import { solby, type Seat } from './people.ts';

type Told = {
	/** Days from today, and from when to when. */
	offset: number;
	from: string;
	to: string;
	purpose: string;
	whyNow: string;
	place: string;
	interpreterLanguage?: string;
	companionNote: string;
	preparedNote: string;
	by: Seat;
	/** Everybody but the citizen, and why they are there. */
	people: [Seat, reason: string][];
	agenda: {
		title: string;
		aim: AgendaItem['aim'];
		minutes: number;
		outcome?: string;
		parked?: boolean;
	}[];
	/** Where it has been held. */
	held?: { minutes: string; explained: string; tasks: Task[] };
};

type Task = {
	title: string;
	/** Null: the citizen's own. */
	responsible: Seat | null;
	due: number;
	done?: number;
	/** Which item of the agenda it came from. */
	item: number;
};

/** Writes the meeting; answers its id. */
export async function writeMeeting(
	{ write, workday, moment }: Example,
	pathway: Pathway,
	told: Told
): Promise<string> {
	const { offset, by, held } = told;
	const id = idOf(`${pathway.name} ${told.purpose}`);
	const prepared = Math.min(offset - 6, -1);
	const hasInterpreter = told.interpreterLanguage !== undefined;
	const meeting: Meeting = {
		id,
		pathway: pathway.id,
		state: held ? 'closed' : 'invited',
		purpose: told.purpose,
		whyNow: told.whyNow,
		form: 'in-person',
		startsAt: moment(offset, told.from),
		endsAt: moment(offset, told.to),
		place: told.place,
		placeAgreedOn: workday(prepared),
		interpreter: hasInterpreter ? 'yes' : 'no',
		interpreterLanguage: told.interpreterLanguage ?? '',
		interpreterAgreedOn: workday(prepared),
		interpreterProvider: hasInterpreter ? 'Tolkene i Solby' : '',
		interpreterOrderedOn: hasInterpreter ? workday(prepared) : null,
		interpreterConfirmedOn: hasInterpreter && held ? workday(prepared + 1) : null,
		interpreterPaidBy: hasInterpreter ? 'Socialafdelingen' : '',
		interpreterIsFit: hasInterpreter,
		companionNote: told.companionNote,
		preparedOn: workday(prepared),
		preparedNote: told.preparedNote,
		invitedAt: moment(prepared, '14:20'),
		calendarSequence: 0,
		minutes: held?.minutes ?? '',
		withoutCitizen: '',
		roomReady: [],
		minutesSentAt: held ? moment(offset + 1, '09:30') : null,
		explainedOn: held ? workday(offset + 1) : null,
		explainedHow: held ? (hasInterpreter ? 'with-interpreter' : 'explained') : null,
		explainedNote: held?.explained ?? '',
		changedAt: moment(held ? offset + 1 : prepared, '09:30'),
		changedByName: by.who.name,
		version: 1,
		agendaDays: 'calendar'
	};
	const citizen: Participant = {
		id: idOf(`citizen at ${id}`),
		kind: 'citizen',
		person: pathway.account,
		organisation: null,
		organisationName: null,
		name: pathway.name,
		reason: 'Det er dit møde',
		attended: held ? true : null,
		writes: false
	};
	// In the order in which a meeting lists them; in another, its plan would differ from what was sent.
	const listed = told.people.toSorted(
		(a, b) =>
			a[0].at.name.localeCompare(b[0].at.name, 'da') ||
			a[0].who.name.localeCompare(b[0].who.name, 'da')
	);
	const participants: Participant[] = [
		citizen,
		...listed.map(([{ who, at }, reason]) => ({
			id: idOf(`${who.name} at ${id}`),
			kind: 'person' as const,
			person: who.id,
			organisation: at.id,
			organisationName: at.name,
			name: who.name,
			reason,
			attended: held ? true : null,
			writes: false
		}))
	];
	const agenda: AgendaItem[] = told.agenda.map((item, position) => ({
		id: idOf(`${item.title} at ${id}`),
		position,
		title: item.title,
		aim: item.aim,
		minutes: item.minutes,
		outcome: item.outcome ?? '',
		outcomeKind: null,
		parked: item.parked ?? false,
		lateReason: '',
		owner: position === 0 ? participants[1]!.id : null,
		changedAt: meeting.changedAt,
		changedByName: by.who.name,
		version: 1
	}));

	const place = {
		tenant_id: solby.id,
		pathway_id: pathway.id,
		scope_id: pathway.scope('meetings')
	};
	await write(tables.insertInto('meeting').values({ ...place, ...columnsOf(meeting, by) }));
	await write(
		tables.insertInto('meeting_participant').values(
			participants.map(({ person, organisation, organisationName: _, ...rest }) => ({
				...place,
				...rest,
				meeting_id: id,
				person_id: person,
				organisation_id: organisation
			}))
		)
	);
	await write(
		tables.insertInto('agenda_item').values(
			agenda.map(({ owner, outcomeKind, lateReason, changedAt, changedByName, ...rest }) => ({
				...place,
				...rest,
				meeting_id: id,
				late_reason: lateReason,
				owner_id: owner,
				outcome_kind: outcomeKind,
				changed_at: changedAt,
				changed_by_name: changedByName
			}))
		)
	);
	await keepSending('invitation', planOf(meeting, participants, agenda), meeting.invitedAt!);
	if (!held) await write(seatsOf(meeting, participants, pathway.id));
	if (!held) return id;

	for (const task of held.tasks) await writeTask(task);
	const agreed = held.tasks.map(({ title, responsible, due, item }) => ({
		title,
		agendaItem: agenda[item]!.title,
		responsible: responsible?.who.name ?? '',
		organisation: responsible?.at.name ?? '',
		dueOn: workday(due),
		helpers: [],
		repeats: null
	}));
	const goOn = notReached(
		agenda,
		held.tasks.map(({ item }) => agenda[item]!.id)
	);
	await keepSending(
		'minutes',
		minutesOf(meeting, participants, agenda, agreed, goOn),
		meeting.minutesSentAt!
	);
	return id;

	async function keepSending(kind: 'invitation' | 'minutes', content: SentContent, at: Date) {
		await write(
			tables.insertInto('meeting_sending').values({
				...place,
				id: idOf(`${kind} of ${id}`),
				meeting_id: id,
				kind,
				content: JSON.stringify(content),
				hash: Buffer.from(await hashOf(content), 'hex'),
				sent_at: at,
				sent_by_name: by.who.name
			})
		);
	}

	async function writeTask({ title, responsible, due, done, item }: Task) {
		await write(
			tables.insertInto('task').values({
				...place,
				category: 'meetings',
				id: idOf(`${pathway.name} ${title}`),
				title,
				responsible_person_id: responsible?.who.id ?? null,
				responsible_organisation_id: responsible?.at.id ?? null,
				responsible_name: responsible?.who.name ?? '',
				responsible_organisation_name: responsible?.at.name ?? '',
				for_citizen: responsible === null,
				due_on: workday(due),
				state: done === undefined ? 'open' : 'done',
				state_changed_at: done === undefined ? null : moment(done, '15:10'),
				state_changed_by_name: done === undefined ? '' : (responsible?.who.name ?? ''),
				meeting_id: id,
				agenda_item_id: agenda[item]!.id,
				created_by: by.who.id,
				created_by_name: by.who.name,
				created_at: moment(offset, told.to)
			})
		);
	}
}

const columnsOf = (meeting: Meeting, { who, at }: Seat) => ({
	id: meeting.id,
	state: meeting.state,
	purpose: meeting.purpose,
	why_now: meeting.whyNow,
	form: meeting.form,
	starts_at: meeting.startsAt,
	ends_at: meeting.endsAt,
	place: meeting.place,
	place_agreed_on: meeting.placeAgreedOn,
	interpreter: meeting.interpreter,
	interpreter_language: meeting.interpreterLanguage,
	interpreter_agreed_on: meeting.interpreterAgreedOn,
	interpreter_provider: meeting.interpreterProvider,
	interpreter_ordered_on: meeting.interpreterOrderedOn,
	interpreter_confirmed_on: meeting.interpreterConfirmedOn,
	interpreter_paid_by: meeting.interpreterPaidBy,
	interpreter_is_fit: meeting.interpreterIsFit,
	companion_note: meeting.companionNote,
	prepared_on: meeting.preparedOn,
	prepared_note: meeting.preparedNote,
	convened_by: who.id,
	convened_by_organisation_id: at.id,
	invited_at: meeting.invitedAt,
	minutes: meeting.minutes,
	minutes_sent_at: meeting.minutesSentAt,
	explained_on: meeting.explainedOn,
	explained_how: meeting.explainedHow,
	explained_note: meeting.explainedNote,
	changed_at: meeting.changedAt,
	changed_by_name: meeting.changedByName
});

/** Everybody who is asked to a meeting to come has a place at it, and has said that they come; the last of them perhaps. */
const seatsOf = (meeting: Meeting, participants: readonly Participant[], pathway: string) => {
	const asked = participants.flatMap(({ person }) => (person ? [person] : []));
	return tables.insertInto('calendar_seat').values(
		asked.map((person, index) => ({
			tenant_id: solby.id,
			event_id: meeting.id,
			person_id: person,
			pathway_id: pathway,
			starts_at: meeting.startsAt,
			ends_at: meeting.endsAt,
			sequence: 0,
			moved_sequence: 0,
			answer: index > 1 && index === asked.length - 1 ? ('maybe' as const) : ('yes' as const),
			answered_at: meeting.invitedAt!,
			answered_how: 'page' as const
		}))
	);
};
