/** How a pathway of the invented data is told: its beginning, those around it, its consents, and what is written on it. */
import { ownWords } from '#features/consents/consent-words.ts';
import { composeConsentText } from '#features/consents/server/compose-consent-text.ts';
import type { Category } from '#features/pathways/category.rules.ts';
import { sql } from 'kysely';
import { ask, tables } from '#server/tables.ts';
import { collaboration } from './collaboration.ts';
import { idOf, type Example } from './example.ts';
import { lone, solby, type Seat } from './people.ts';
import type { Beginning, ConsentTerms, Decided, EntryText, PartnerState } from './story.ts';

export type Pathway = Awaited<ReturnType<typeof beginPathway>>;

/** Begins a pathway, with whoever noticed the need as its first tovholder. */
export async function beginPathway(example: Example, story: Beginning) {
	const { write, day, workday, moment } = example;
	const { name, noticedBy, noticed } = story;
	const id = idOf(`pathway of ${name}`);
	const citizen = idOf(`citizen ${name}`);
	const first = { ...seatColumns(noticedBy), since: moment(noticed, '10:20') };
	let consents = 0;
	await write(
		tables.insertInto('citizen').values({
			tenant_id: solby.id,
			id: citizen,
			person_id: story.account ?? null,
			name,
			birth_date: story.birthDate,
			phone: story.phone ?? '',
			preferred_channel: story.channel ?? '',
			language: story.language ?? 'dansk',
			interpreter_needed: story.interpreter ?? false,
			registered_by: noticedBy.who.id
		})
	);
	await write(
		tables.insertInto('pathway').values({
			tenant_id: solby.id,
			id,
			number: 0,
			citizen_id: citizen,
			collaboration_id: collaboration,
			registered_on: workday(noticed),
			registered_by: noticedBy.who.id,
			registered_organisation_id: noticedBy.at.id,
			changed_at: first.since
		})
	);
	await write(
		tables.insertInto('tovholder').values({
			tenant_id: solby.id,
			id: idOf(`first tovholder of ${name}`),
			pathway_id: id,
			...first,
			kind: 'temporary',
			route: 'registration'
		})
	);
	await write(
		tables.insertInto('coordination_need').values({
			tenant_id: solby.id,
			pathway_id: id,
			scope_id: scope('situation'),
			description: story.description,
			check_answer: 'no',
			check_asked: 'Samspil og Socialafdelingen',
			criteria: story.criteria,
			registered_by: noticedBy.who.id,
			registered_at: first.since
		})
	);

	function scope(category: Category) {
		return sql<string>`(select s.id from samspil.scope s
			where s.tenant_id = ${solby.id} and s.pathway_id = ${id} and s.category = ${category})`;
	}

	/** The project leader decides who holds the threads. */
	async function decide({ by, offset, reason, note }: Decided): Promise<void> {
		const since = moment(offset, '13:00');
		await write(
			tables
				.updateTable('tovholder')
				.set({ until: since, handover_until: day(offset + 14) })
				.where('pathway_id', '=', id)
				.where('until', 'is', null)
		);
		await write(
			tables.insertInto('tovholder').values({
				tenant_id: solby.id,
				id: idOf(`tovholder of ${name} from ${offset}`),
				pathway_id: id,
				...seatColumns(by),
				kind: 'final',
				since,
				follows: since,
				reason,
				route: 'direct',
				citizen_part: 'present',
				citizen_note: note,
				decided_by_name: lone.name,
				agreed_on: workday(offset),
				agreed_heard_by: lone.name
			})
		);
		await write(
			tables
				.updateTable('allotment')
				.set({
					decided_on: workday(offset),
					tovholder_name: by.who.name,
					tovholder_organisation_name: by.at.name
				})
				.where('pathway_id', '=', id)
		);
	}

	/** What the citizen said, in the citizen's own words; `by` wrote it down, unless the citizen did. */
	const say = (
		question: 'story' | 'problems' | 'wishes',
		offset: number,
		body: string,
		by?: Seat
	) =>
		write(
			tables.insertInto('own_words').values({
				tenant_id: solby.id,
				id: idOf(body),
				pathway_id: id,
				scope_id: scope('situation'),
				question,
				body,
				said_on: day(offset),
				written_down_by: by?.who.id ?? null,
				written_down_by_name: by?.who.name ?? null,
				created_at: moment(offset, '11:00')
			})
		);

	async function partner(asker: Seat, at: Seat['at'], terms: PartnerState): Promise<void> {
		const { state, offset, reason, question = '', note = '', people = [], ended } = terms;
		const isAnswered = state !== 'planned' && state !== 'contacted';
		const hasJoined = state === 'agreed' || state === 'ended';
		await write(
			tables.insertInto('partner').values({
				tenant_id: solby.id,
				id: idOf(`${at.name} around ${name}`),
				pathway_id: id,
				organisation_id: at.id,
				state,
				reason,
				decided_by_name: asker.who.name,
				decided_on: day(offset),
				question,
				asked_by_name: question ? asker.who.name : '',
				asked_by_organisation_name: question ? asker.at.name : '',
				contacted_at: question ? moment(offset, '14:00') : null,
				answer_before: question ? day(offset + 10) : null,
				answered_at: isAnswered ? moment(offset + 2, '09:40') : null,
				answer_note: note,
				agreed_on: hasJoined ? day(offset + 2) : null,
				ended_on: ended === undefined ? null : day(ended)
			})
		);
		for (const { who } of people)
			await write(
				tables.insertInto('partner_person').values({
					tenant_id: solby.id,
					pathway_id: id,
					organisation_id: at.id,
					person_id: who.id,
					since: day(offset + 2),
					until: ended === undefined ? null : day(ended)
				})
			);
	}

	/** A consent the citizen gave on paper, after having been told what it means. */
	async function consent(by: Seat, terms: ConsentTerms): Promise<void> {
		const { purpose, categories, organisations, offset, until, withdrawn, forChild } = terms;
		consents += 1;
		await write(
			tables.insertInto('consent').values({
				tenant_id: solby.id,
				id: idOf(`consent ${consents} of ${name}`),
				pathway_id: id,
				number: consents,
				purpose,
				categories,
				organisations: organisations.map((each) => each.id),
				given_by: forChild ? 'guardian' : 'citizen',
				given_by_name: forChild?.names ?? name,
				...(forChild && { guardians: forChild.guardians, heard: forChild.heard }),
				given_how: 'paper',
				language: 'da',
				...(story.interpreter && {
					interpreter_used: true,
					interpreter: 'Tolkene i Solby',
					interpreter_how: 'present',
					interpreter_language: story.language ?? '',
					interpreter_adult: true
				}),
				informed_at: moment(offset, '10:00'),
				given_at: moment(offset, '10:25'),
				text_shown: composeConsentText(
					{
						purpose,
						categories,
						recipients: organisations.map((each) => each.name),
						fromWhom: '',
						validUntil: day(until)
					},
					ownWords('da', forChild ? 'guardian' : 'citizen')
				),
				valid_from: day(offset),
				valid_until: day(until),
				registered_by: by.who.id,
				registered_by_name: by.who.name,
				withdrawn_at: withdrawn === undefined ? null : moment(withdrawn, '16:30'),
				withdrawn_by_name: withdrawn === undefined ? null : name
			})
		);
	}

	async function entry(
		by: Seat,
		category: Category,
		offset: number,
		text: EntryText
	): Promise<string> {
		const { kind, title, body, area, channel, from, to, goal = '', doneBy, contact = '' } = text;
		const entryId = idOf(`${name} ${title} ${body}`);
		await write(
			tables.insertInto('entry').values({
				tenant_id: solby.id,
				id: entryId,
				pathway_id: id,
				scope_id: scope(category),
				category,
				kind,
				title,
				body,
				area: area ?? null,
				goal,
				done_by: doneBy?.id ?? null,
				done_by_name: doneBy?.name ?? '',
				contact,
				channel: channel ?? null,
				starts_on: from === undefined ? null : day(from),
				ends_on: to === undefined ? null : day(to),
				author_id: by.who.id,
				author_organisation_id: by.at.id,
				author_name: by.who.name,
				author_organisation_name: by.at.name,
				created_at: moment(offset, '13:30')
			})
		);
		await touch(offset);
		return entryId;
	}

	const touch = (offset: number) =>
		write(
			tables
				.updateTable('pathway')
				.set({
					changed_at: sql<Date>`greatest(changed_at, ${moment(offset, '13:30')}::timestamptz)`
				})
				.where('id', '=', id)
		);

	/** Somebody has looked, and why it was allowed: what the citizen reads on the page of who looked. */
	const looked = ({ who, at }: Seat, reason: string) =>
		write(
			ask(sql`select samspil.append_audit(${solby.id}::uuid, ${who.id}::uuid, ${at.id}::uuid, 'pathway.read',
				${id}::uuid, null, ${reason}, '{}')`)
		);

	return {
		id,
		name,
		account: story.account ?? null,
		scope,
		decide,
		say,
		partner,
		consent,
		entry,
		looked
	};
}

const seatColumns = ({ who, at }: Seat) => ({
	person_id: who.id,
	organisation_id: at.id,
	person_name: who.name,
	organisation_name: at.name
});
