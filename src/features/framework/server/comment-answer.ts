import { findField } from '#features/documents/template.rules.ts';
import { holdsCprNumber } from '#values/cpr-number.ts';
import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, meetSaved, refused, type Outcome, type SentBefore } from '#values/outcome.ts';
import { frameworkTemplate } from '../framework-template.rules.ts';
import { mayComment } from '../framework.rules.ts';
import { closeComment, findComment, insertComment } from './answer.queries.ts';
import { findWritable, seatOfVisitor } from './find-writable.ts';
import { findFramework, listGroup } from './framework.queries.ts';
import { listOwners } from './round.queries.ts';

/** A comment; its id is made with the form. */
export type NewComment = { id: string; field: string; body: string };

type Refusal = 'no-framework' | 'no-such-field' | 'not-in-project-group' | 'names-a-citizen';

/**
 * Comments on one answer, as a member of the project group or one of its writers. A form sent twice says it once;
 * with another text under its id, what was said is answered.
 */
export async function commentAnswer(
	acting: Acting,
	{ id, field, body }: NewComment
): Promise<Outcome<string, Refusal> | SentBefore> {
	const framework = await acting.first(findFramework());
	if (!framework) return refused('no-framework');
	if (!findField(frameworkTemplate, field)) return refused('no-such-field');
	const [projectGroup, owners] = await Promise.all([
		acting.all(listGroup('project')),
		acting.all(listOwners())
	]);
	if (!mayComment(seatOfVisitor(acting), framework, [...projectGroup, ...owners]))
		return refused('not-in-project-group');
	if (holdsCprNumber(body)) return refused('names-a-citizen');

	const said = { id, field, body };
	if ((await acting.run(insertComment(framework.id, said, acting.visitor.name))) === 0) {
		const saved = await acting.first(findComment(id));
		if (!saved) return refused('no-such-field');
		const met = meetSaved(saved, { field, body });
		return met.ok ? done(field) : met;
	}
	await acting.run(record('framework.commented', framework.id, { field }));
	return done(field);
}

/** Marks a comment as dealt with. Doing it twice changes nothing. */
export async function dealWithComment(
	acting: Acting,
	comment: string
): Promise<Outcome<string, 'no-framework' | 'not-a-writer'>> {
	const writable = await findWritable(acting);
	if (!writable.ok) return writable;
	await acting.run(closeComment(writable.value.id, comment, acting.visitor.name));
	return done(comment);
}
