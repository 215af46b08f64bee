/** The documents of a pathway that whoever asks may read, as the journal knows them (L-19): each asked by the policies of its own page. */
import { listLogByDay, LOG_ON_PAPER } from '#features/citizens/server/log.queries.ts';
import { printLog } from '#features/citizens/server/print-log.ts';
import { listAllConsents } from '#features/consents/server/consent.queries.ts';
import { printConsent } from '#features/consents/server/print-consent.ts';
import { listScansOfPathway } from '#features/consents/server/scan.queries.ts';
import { sayGivenBy } from '#features/consents/say-consent.ts';
import { findJournalPlace, type JournalPlace } from '#features/journal/server/journal.queries.ts';
import { asContent, type Packable } from '#features/journal/server/pack.ts';
import { listAllMeasures } from '#features/measures/server/measure.queries.ts';
import { printMeasures } from '#features/measures/server/print-measures.ts';
import { listSendingsOfPathway } from '#features/meetings/server/agenda.queries.ts';
import { printMinutes, type KeptMinutes } from '#features/meetings/server/print-minutes.ts';
import { printSent } from '#features/meetings/server/print-sent.ts';
import type { SentContent } from '#features/meetings/sending.rules.ts';
import { sayOwners } from '#features/pathway-plans/say-plan.ts';
import { findReach, listAllPlans } from '#features/pathway-plans/server/plan.queries.ts';
import { printPlan } from '#features/pathway-plans/server/print-plan.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import type { Rows } from '#server/acting.ts';
import type { Json } from '#features/documents/content.rules.ts';
import { dayOf } from '#values/day.ts';
import { sayDay } from '#values/say.ts';

/** What is asked of a pathway to pack it: all there is, since what a list leaves out could never be packed and would look closed. */
export const journalOf = (pathway: string) =>
	[
		findJournalPlace(pathway),
		findReach(pathway),
		listAllPlans(pathway),
		listAllMeasures(pathway),
		listSendingsOfPathway(pathway),
		listAllConsents(pathway),
		listScansOfPathway(pathway),
		listLogByDay(pathway)
	] as const;

/** With the moment that its place among the others follows. */
type Dated = Packable & { at: Date };

type Answers = Rows<[...ReturnType<typeof journalOf>]>;

/** Reads the file of a scan: of which consent, and which. */
type ReadScan = (consent: string, scan: string) => Promise<Uint8Array>;

/** The documents, the newest first, with the record and the measures as they are before them; null where this is nobody's to pack. */
export async function documentsOf(
	answers: readonly [...Answers, ...unknown[]],
	now: Date,
	readScan: ReadScan
): Promise<{ place: JournalPlace; documents: Packable[] } | null> {
	const [[place], [reach], plans, measures, sendings, consents, scans, log] = answers;
	if (!place) return null;
	const language = getLocale();
	const dated = await Promise.all([
		...plans.map(async (plan): Promise<Dated> => {
			// What it says and the answers to it: not that a newer one took its place, nor the measures, which go on.
			const { id, isNewest: _, planType, ...text } = plan;
			// An edition that is of no kind says what it said before there were kinds.
			const said = planType === '' ? text : { ...text, planType };
			return {
				at: plan.at,
				key: `plan/${id}`,
				kind: 'plan',
				subject: m.plan_edition({ number: plan.number }),
				on: dayOf(plan.at),
				direction: 'internal',
				parties: sayOwners(plan, place.citizen ?? m.plan_citizen()),
				...(await asContent(said)),
				printed: () => printPlan(plan, null, place, language)
			};
		}),
		...sendings.map((sending): Dated => {
			const content = sending.content as SentContent;
			const { kind } = sending;
			return {
				at: sending.sentAt,
				key: `sending/${sending.id}`,
				kind,
				subject: m.journal_meeting_on({ day: sayDay(dayOf(new Date(content.startsAt)), language) }),
				on: dayOf(sending.sentAt),
				direction: 'sent',
				parties: content.participants.map((each) =>
					[
						each.kind === 'citizen' ? (place.citizen ?? m.plan_citizen()) : each.name,
						each.organisation
					]
						.filter(Boolean)
						.join(', ')
				),
				hash: sending.hash,
				content: content as Json,
				printed: () =>
					kind === 'minutes'
						? printMinutes(
								{ ...sending, content } as unknown as KeptMinutes,
								place.citizen,
								language
							)
						: printSent({ ...sending, kind, content }, place.citizen, language)
			};
		}),
		...consents.map(async (consent): Promise<Dated> => {
			const { id, version: _, ...said } = consent;
			return {
				at: consent.givenAt,
				key: `consent/${id}`,
				kind: 'consent',
				subject: m.journal_number({ number: consent.number }),
				on: dayOf(consent.givenAt),
				direction: 'received',
				parties: [sayGivenBy(consent), ...consent.named],
				...(await asContent(said)),
				printed: () => printConsent(consent, language)
			};
		}),
		...scans.map((scan): Dated => ({
			at: scan.at,
			key: `scan/${scan.id}`,
			kind: 'scan',
			subject: m.journal_of_consent({ number: scan.number }),
			on: dayOf(scan.at),
			direction: 'received',
			parties: [],
			hash: scan.hash,
			received: () => readScan(scan.consent, scan.id)
		}))
	]);
	dated.sort(
		(one, other) => other.at.getTime() - one.at.getTime() || one.key.localeCompare(other.key)
	);
	const documents = [...(await asTheyAre()), ...dated];
	if (log.length === 0) return { place, documents };
	const rows = log.slice(0, LOG_ON_PAPER);
	const record: Packable = {
		key: 'log',
		kind: 'log',
		subject: m.journal_log_until({ day: sayDay(dayOf(now), language) }),
		on: dayOf(now),
		direction: 'internal',
		parties: [],
		...(await asContent(rows)),
		printed: () => printLog(rows, log.length > LOG_ON_PAPER, place.number, now, language)
	};
	return { place, documents: [record, ...documents] };

	/** The measures, which have no editions: as they are today. */
	async function asTheyAre(): Promise<Packable[]> {
		if (measures.length === 0) return [];
		// What changes with the reader and not with the measure is no part of what it says.
		const said = measures.map(({ isMineToKeep: _, ...each }) => each);
		const isWhole = reach?.isWhole ?? false;
		return [
			{
				key: 'measures',
				kind: 'measures',
				subject: m.journal_as_of({ day: sayDay(dayOf(now), language) }),
				on: dayOf(now),
				direction: 'internal',
				parties: [],
				...(await asContent(said)),
				printed: () => printMeasures(measures, { number: place!.number, isWhole }, now, language)
			}
		];
	}
}
