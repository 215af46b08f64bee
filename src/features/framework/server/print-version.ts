import { shortHash } from '#features/documents/content.rules.ts';
import { printSection } from '#features/documents/server/print-answers.ts';
import { sayKey } from '#features/documents/server/say-template.ts';
import { fieldsOf } from '#features/documents/template.rules.ts';
import { m } from '#messages';
import type { PrintedDocument } from '#server/print/printed-document.ts';
import { dayOf, type Day } from '#values/day.ts';
import { sayDay, type Language } from '#values/say.ts';
import { asContent } from '../draft.rules.ts';
import { frameworkTemplate, goals } from '../framework-template.rules.ts';
import type { Approval } from './version.queries.ts';

/** A frozen version, with the municipality it is of. */
export type PrintedVersion = {
	municipality: string;
	number: number;
	/** Null while the steering group has it. */
	outcome: Outcome | null;
	outcomeAt: Date | null;
	hash: string;
	summary: string;
	submittedBy: string;
	submittedAt: Date;
	content: Parameters<typeof asContent>[0];
	approvals: Approval[];
	/** The next update, where this is the version in force. */
	nextUpdate: { on: Day; name: string } | null;
};

/** The version as a document to print. What is not approved is marked as a draft on every page. */
export function printVersion(version: PrintedVersion, language: Language): PrintedDocument {
	const { answers, names } = asContent(version.content);
	const isDraft = version.outcome !== 'established';
	const said = m.framework_version({ number: version.number });
	const facts = [
		{ term: m.framework_pdf_state(), text: sayState(version, language) },
		{ term: m.framework_submitted(), text: sayDay(dayOf(version.submittedAt), language) },
		{ term: m.framework_updated_by(), text: version.submittedBy },
		...(version.summary ? [{ term: m.framework_summary(), text: version.summary }] : []),
		...(version.nextUpdate
			? [
					{
						term: m.framework_next_update(),
						text: `${sayDay(version.nextUpdate.on, language)}, ${version.nextUpdate.name}`
					}
				]
			: []),
		{ term: m.framework_fingerprint(), text: shortHash(version.hash) }
	];
	return {
		language,
		title: m.framework_title_of({ municipality: version.municipality }),
		subtitle: isDraft ? `${said} · ${m.framework_pdf_draft()}` : said,
		draftMark: isDraft ? m.framework_pdf_draft() : null,
		pageWord: m.framework_pdf_page(),
		ofWord: m.framework_pdf_of(),
		footer: `${said} · ${shortHash(version.hash)}`,
		facts,
		goals: { heading: m.framework_goals(), items: goals.map(({ label }) => sayKey(label)) },
		sections: frameworkTemplate.sections.map((section) =>
			printSection(section, fieldsOf(frameworkTemplate), answers, names, language)
		),
		approvals: {
			heading: m.framework_approvals(),
			head: [
				m.framework_approval_name(),
				m.framework_approval_organisation(),
				m.framework_approval_on()
			],
			rows: version.approvals.map(({ name, organisation, on }) => [
				name,
				organisation,
				sayDay(on, language)
			]),
			none: m.framework_approvals_none()
		}
	};
}

type Outcome = 'established' | 'returned' | 'withdrawn';
const STATES: Record<Outcome, () => string> = {
	established: m.framework_established_on,
	returned: m.framework_state_returned,
	withdrawn: m.framework_state_withdrawn
};

/** “Godkendt 3. juni 2026”: what whoever holds the paper must know first. */
const sayState = ({ outcome, outcomeAt }: PrintedVersion, language: Language): string =>
	outcome === null || outcomeAt === null
		? m.framework_state_submitted()
		: `${STATES[outcome]()} ${sayDay(dayOf(outcomeAt), language)}`;
