import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { findSection, type Template } from '../template.rules.ts';
import { holdsCprNumber } from '#values/cpr-number.ts';
import {
	closeComment,
	findComment,
	insertComment,
	listComments,
	type Comment
} from './answer.queries.ts';
import type { Place } from './answer-document.ts';
import { templateFor } from './compose-document.ts';
import { findDocument } from './document.queries.ts';
import { readDraft, type Document } from './find-document.ts';

type Refusal = 'no-document' | 'no-such-field' | 'names-a-citizen';

/** Comments on one question of a section, as anybody of a party. Sent twice, it is said once. */
export async function commentDocument(
	acting: Acting,
	{ id, template }: Place,
	section: string,
	comment: Comment
): Promise<Outcome<string, Refusal>> {
	const document = await acting.first(findDocument(id));
	if (!document) return refused('no-document');
	const asked = await findQuestions(acting, document, template, section);
	if (!asked.includes(comment.question)) return refused('no-such-field');
	if (holdsCprNumber(comment.body)) return refused('names-a-citizen');
	const answered = comment.answers
		? await acting.first(findComment(id, comment.answers))
		: undefined;
	if (comment.answers && answered?.field !== comment.question) return refused('no-such-field');

	// An answer to an answer belongs to the comment that both are about.
	const answers = answered ? (answered.answers ?? answered.id) : null;
	const { name, organisationName } = acting.visitor;
	const written = await acting.run(
		insertComment(id, { ...comment, answers }, { name, organisation: organisationName ?? '' })
	);
	if (written > 0) await acting.run(record('document.commented', id, { field: comment.question }));
	return done(comment.question);
}

/**
 * Marks a comment of a section as dealt with, when `answers` to it had been read. Doing it twice changes nothing; what has
 * been answered since is read first.
 */
export async function dealWithComment(
	acting: Acting,
	{ id, template }: Place,
	section: string,
	{ comment, answers }: { comment: string; answers: number }
): Promise<Outcome<string, 'no-document' | 'no-such-comment' | 'comment-answered-since'>> {
	const document = await acting.first(findDocument(id));
	if (!document) return refused('no-document');
	const asked = await findQuestions(acting, document, template, section);
	const found = await acting.first(findComment(id, comment));
	if (!found || !asked.includes(found.field)) return refused('no-such-comment');
	if (found.isDone) return done(comment);
	const said = await acting.all(listComments(id, [found.field]));
	if (said.filter((each) => each.answers === comment).length !== answers)
		return refused('comment-answered-since');
	await acting.run(closeComment(id, comment, acting.visitor.name));
	return done(comment);
}

/** The questions of one section as this document asks them; none where it has no such section. */
async function findQuestions(
	acting: Acting,
	document: Document,
	template: Template,
	section: string
): Promise<string[]> {
	const shaped = templateFor(template, await readDraft(acting, document));
	return (findSection(shaped, section)?.fields ?? []).map(({ key }) => key);
}
