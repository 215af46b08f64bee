import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { answersOf } from '../draft.rules.ts';
import type { Shelved } from '../edition.rules.ts';
import type { Posted } from '../form.rules.ts';
import { seatKey } from '../names.rules.ts';
import { findSection } from '../template.rules.ts';
import { problemsOf, type Problem } from '../validity.rules.ts';
import { insertAnswer, updateAnswer } from './answer.queries.ts';
import { templateFor } from './compose-document.ts';
import { listMembers, listOrganisations, touchDocument } from './document.queries.ts';
import { findWritable, readDraft, withdrawOpen } from './find-document.ts';
import { weighAnswers, type Stale } from './weigh-answers.ts';

/** What came of saving: each question stands for itself, so that one that cannot be kept costs no other. */
export type Answered = {
	saved: string[];
	stale: Stale[];
	problems: { field: string; problems: Problem[] }[];
	/** Whether a version that waited for signatures was withdrawn by this edit (S-4). */
	withdrawn: boolean;
};

/** Where a document stands: its id, what it is asked by, and the page that its people are led to. */
export type Place = { id: string; template: Shelved; path: string };

/**
 * Saves the answers of one section as posted. A question that belongs to another party is left alone, as is one that
 * was not changed on the page; one that somebody else has changed meanwhile is not overwritten but told back.
 */
export async function answerDocument(
	acting: Acting,
	{ id, template, path }: Place,
	sectionKey: string,
	posted: Posted
): Promise<Outcome<Answered, 'no-document' | 'no-such-section' | 'not-a-writer-of-it'>> {
	const writable = await findWritable(acting, id);
	if (!writable.ok) return writable;
	const draft = await readDraft(acting, writable.value);
	const shaped = templateFor(template, draft);
	const section = findSection(shaped, sectionKey);
	if (!section) return refused('no-such-section');
	const [organisations, people] = await Promise.all([
		acting.all(listOrganisations()),
		acting.all(listMembers(id))
	]);
	const register = {
		organisations: new Set(organisations.map((each) => each.id)),
		only: {
			municipality: new Set(organisations.filter(isMunicipality).map((each) => each.id)),
			party: new Set(draft.parties.map((each) => each.id))
		},
		people: new Set(people.map(seatKey))
	};

	const own = acting.visitor.organisation;
	const weighed = await weighAnswers(
		section.fields.filter(({ party }) => party === undefined || party === own),
		posted,
		answersOf(shaped, draft.saved),
		draft.saved,
		(field, typed): Problem[] => problemsOf(field, typed.value, typed.notApplicable, register)
	);
	const saved = weighed.changes.map(({ field }) => field.key);
	const { stale, problems } = weighed;
	if (saved.length === 0) return done({ saved, stale, problems, withdrawn: false });

	const withdrawn = await withdrawOpen(acting, id, path);
	const { name } = acting.visitor;
	for (const { field, typed, base } of weighed.changes)
		await acting.run(
			base === 0
				? insertAnswer(id, field.key, typed, name)
				: updateAnswer(id, field.key, typed, { base, name })
		);
	await acting.run(touchDocument(id, name));
	await acting.run(record('document.answered', id, { fields: saved }));
	return done({ saved, stale, problems, withdrawn });
}

const isMunicipality = ({ kind }: { kind: string }) => kind === 'municipality';
