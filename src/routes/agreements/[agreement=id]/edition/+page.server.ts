import { error, fail, redirect } from '@sveltejs/kit';
import { MoveForm } from '#features/agreements/template.schema.ts';
import {
	findNewestRevision,
	findPinnedRevision
} from '#features/agreements/server/own-template.queries.ts';
import { moveAnswers, pinOf } from '#features/documents/edition.rules.ts';
import { namesIn } from '#features/documents/names.rules.ts';
import { questionBehind } from '#features/documents/question-behind.rules.ts';
import { sayDifferences, sayLoss } from '#features/documents/say-edition.ts';
import { listSetAside } from '#features/documents/server/edition.queries.ts';
import {
	answersToMove,
	askingOnly,
	markOfLosses,
	moveDocument,
	nameOfPin,
	vanished
} from '#features/documents/server/move-document.ts';
import { sayField } from '#features/documents/server/say-template.ts';
import { partsOfKey } from '#features/documents/shape.rules.ts';
import { fieldsOf, titlesIn } from '#features/documents/template.rules.ts';
import { m } from '#messages';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { readAgreement, type Agreement } from '../read-agreement.ts';
import { findMoving, movingOf, type Moving } from './read-move.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const agreement = await readAgreement(locals, params.agreement);
	const { document, standing } = agreement;
	const [aside, pinned, inUse] = await locals.read(
		listSetAside(document.id),
		findPinnedRevision(document.id),
		findNewestRevision(document.template)
	);
	const { visitor } = locals;
	const moving = movingOf(document, pinned[0], inUse[0], visitor?.tenant ?? null);
	return {
		visitor,
		done: url.searchParams.get('done'),
		id: document.id,
		title: document.title,
		version: document.version,
		isWriter: document.isWriter,
		isWaiting: standing.waiting !== null,
		isGone: moving.older === undefined,
		isOwn: moving.pin.owner !== null,
		move: moving.newer && (await showMove(moving, moving.newer, agreement)),
		aside: aside.map((each) => ({
			id: each.id,
			label: each.question.label,
			party: partyOf(each.key, agreement),
			field: each.question,
			answer: each.answer,
			names: each.names,
			titles: titlesIn([{ ...each.question, key: each.key }], { [each.key]: each.answer }),
			by: each.by,
			at: each.at
		}))
	};
};

export const actions: Actions = {
	move: async ({ locals, params, request }) => {
		const form = await readForm(request, MoveForm);
		if (!form.ok) return fail(422, { problems: form.problems });
		const { version, to, seen } = form.value;
		const path = `/agreements/${params.agreement}`;
		const outcome = await locals.transact(async (acting) => {
			const moving = await findMoving(acting, params.agreement);
			if (!moving) error(404);
			const { pin, older, newer, known } = moving;
			// Already there: the form was sent twice, or somebody else has moved it.
			const move = { older, newer: newer ?? older ?? vanished(pin), known };
			return moveDocument(acting, { id: params.agreement, path }, pin, move, { version, to, seen });
		});
		if (outcome.ok) redirect(303, `${path}/edition?done=moved`);
		if (outcome.reason === 'no-document') error(404);
		const refusal = outcome.reason === 'stale' ? m.edition_stale() : sayRefusal(outcome.reason);
		return fail(409, { refusal });
	}
};

/** What is asked otherwise on the newer edition, and which answers have no place there. */
async function showMove(
	{ pin, older, known }: Moving,
	newer: NonNullable<Moving['newer']>,
	agreement: Agreement
) {
	const from = older ?? vanished(pin);
	const { saved } = agreement.draft;
	const answers = answersToMove(saved);
	const { losses } = moveAnswers(from, newer, answers);
	const keys = [...new Set(losses.map(({ answer }) => answer))];
	return {
		to: nameOfPin(pinOf(newer)),
		seen: await markOfLosses(losses),
		isOwn: newer.adapted !== undefined,
		differences: older ? sayDifferences(older, newer) : [],
		losses: keys.flatMap((key) => {
			const answer = answers[key]!;
			const behind = questionBehind(partsOfKey(key).field, answer.value, [from, ...known]);
			const field = { ...sayField(behind), key };
			return {
				key,
				label: field.label,
				party: partyOf(key, agreement),
				why: losses
					.filter((each) => each.answer === key)
					.map((each) => sayLoss(each, from, partsOfKey(key).field)),
				field,
				answer,
				names: namesIn(
					askingOnly(field),
					{ [key]: answer },
					agreement.organisations,
					agreement.members
				),
				titles: titlesIn([...fieldsOf(from), field], answers)
			};
		})
	};
}

const partyOf = (key: string, { organisations }: Agreement): string | null => {
	const { party } = partsOfKey(key);
	return organisations.find(({ id }) => id === party)?.name ?? null;
};
