import type { Acting } from '#server/acting.ts';
import { record } from '#server/audit.queries.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import { findField } from '../template.rules.ts';
import { holdsCprNumber } from '../validity.rules.ts';
import { closeComment, findComment, insertComment } from './answer.queries.ts';
import type { Place } from './answer-document.ts';
import { templateFor } from './compose-document.ts';
import { findDocument } from './document.queries.ts';
import { readDraft } from './find-document.ts';

/** What is said about a question, possibly as an answer to what somebody else said about it. */
export type Comment = { question: string; answers: string | null; body: string };

type Refusal = 'no-document' | 'no-such-field' | 'names-a-citizen';

/** Comments on one question, as anybody of a party. */
export async function commentDocument(
	acting: Acting,
	{ id, template }: Place,
	comment: Comment
): Promise<Outcome<string, Refusal>> {
	const document = await acting.first(findDocument(id));
	if (!document) return refused('no-document');
	const shaped = templateFor(template, await readDraft(acting, document));
	if (!findField(shaped, comment.question)) return refused('no-such-field');
	if (holdsCprNumber(comment.body)) return refused('names-a-citizen');
	const answered = comment.answers
		? await acting.first(findComment(id, comment.answers))
		: undefined;
	if (comment.answers && answered?.field !== comment.question) return refused('no-such-field');

	// An answer to an answer belongs to the comment that both are about.
	const answers = answered ? (answered.answers ?? answered.id) : null;
	const { name, organisationName } = acting.visitor;
	await acting.run(
		insertComment(id, { ...comment, answers }, { name, organisation: organisationName ?? '' })
	);
	await acting.run(record('document.commented', id, { field: comment.question }));
	return done(comment.question);
}

/** Marks a comment as dealt with. Doing it twice changes nothing. */
export async function dealWithComment(
	acting: Acting,
	document: string,
	comment: string
): Promise<Outcome<string, 'no-document'>> {
	const found = await acting.first(findDocument(document));
	if (!found) return refused('no-document');
	await acting.run(closeComment(document, comment, acting.visitor.name));
	return done(comment);
}
