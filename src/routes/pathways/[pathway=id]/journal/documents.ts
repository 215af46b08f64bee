/** The documents of a pathway that whoever asks may read, as the journal knows them (L-19): each asked by the policies of its own page. */
import { listLogByDay, LOG_ON_PAPER } from '#features/citizens/server/log.queries.ts';
import { printLog } from '#features/citizens/server/print-log.ts';
import { listConsents, PAGE_OF_CONSENTS } from '#features/consents/server/consent.queries.ts';
import { printConsent } from '#features/consents/server/print-consent.ts';
import { listScansOfPathway } from '#features/consents/server/scan.queries.ts';
import { sayGivenBy } from '#features/consents/say-consent.ts';
import { findJournalPlace, type JournalPlace } from '#features/journal/server/journal.queries.ts';
import { asContent, type Packable } from '#features/journal/server/pack.ts';
import { listMeasures } from '#features/measures/server/measure.queries.ts';
import { listSendingsOfPathway } from '#features/meetings/server/agenda.queries.ts';
import { printMinutes, type KeptMinutes } from '#features/meetings/server/print-minutes.ts';
import { printSent } from '#features/meetings/server/print-sent.ts';
import type { SentContent } from '#features/meetings/sending.rules.ts';
import { sayOwners } from '#features/pathway-plans/say-plan.ts';
import { listPlans } from '#features/pathway-plans/server/plan.queries.ts';
import { printPlan } from '#features/pathway-plans/server/print-plan.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import type { Rows } from '#server/acting.ts';
import type { Json } from '#features/documents/content.rules.ts';
import { dayOf } from '#values/day.ts';
import { sayDay } from '#values/say.ts';
import { asPlanned } from '../plan/section-141/as-planned.ts';

/** What is asked of a pathway to pack it. */
export const journalOf = (pathway: string) =>
	[
		findJournalPlace(pathway),
		listPlans(pathway),
		listMeasures(pathway),
		listSendingsOfPathway(pathway),
		listConsents(pathway),
		listScansOfPathway(pathway),
		listLogByDay(pathway)
	] as const;

type Answers = Rows<[...ReturnType<typeof journalOf>]>;

/** Reads the file of a scan: of which consent, and which. */
type ReadScan = (consent: string, scan: string) => Promise<Uint8Array>;

/** The documents, the newest first, with the record before them; null where this is nobody's to pack. */
export async function documentsOf(
	answers: readonly [...Answers, ...unknown[]],
	now: Date,
	readScan: ReadScan
): Promise<{ place: JournalPlace; documents: Packable[] } | null> {
	const [[place], plans, measures, sendings, consents, scans, log] = answers;
	if (!place) return null;
	const language = getLocale();
	const dated = await Promise.all([
		...plans.map(async (plan): Promise<Packable> => {
			const planned = plan.isNewest ? measures.map(asPlanned) : null;
			const { id, isNewest: _, ...said } = plan;
			return {
				key: `plan/${id}`,
				kind: 'plan',
				subject: m.plan_edition({ number: plan.number }),
				on: dayOf(plan.at),
				direction: 'internal',
				parties: sayOwners(plan, place.citizen ?? m.plan_citizen()),
				...(await asContent({ ...said, measures: planned })),
				printed: () => printPlan(plan, planned, place, language)
			};
		}),
		...sendings.map((sending): Packable => {
			const content = sending.content as SentContent;
			const { kind } = sending;
			return {
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
		...consents.slice(0, PAGE_OF_CONSENTS).map(async (consent): Promise<Packable> => {
			const { id, version: _, cursor: __, ...said } = consent;
			return {
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
		...scans.map((scan): Packable => ({
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
	dated.sort((one, other) => other.on.localeCompare(one.on) || one.key.localeCompare(other.key));
	if (log.length === 0) return { place, documents: dated };
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
	return { place, documents: [record, ...dated] };
}
