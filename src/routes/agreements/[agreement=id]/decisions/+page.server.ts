import { inAWord } from '#features/documents/group-decision.rules.ts';
import { ruled } from '#features/documents/server/decide-together.ts';
import {
	listOpenMembers,
	listOpenVoices,
	listQuestions
} from '#features/documents/server/question.queries.ts';
import { readAgreement } from '../read-agreement.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { document } = await readAgreement(locals, params.agreement);
	const [questions, members, voices] = await locals.read(
		listQuestions(document.id),
		listOpenMembers(document.id),
		listOpenVoices(document.id)
	);
	const { visitor, today } = locals;
	const membersOf = (id: string) => members.filter(({ question }) => question === id);
	const voicesOn = (id: string) => voices.filter(({ question }) => question === id);
	return {
		visitor,
		id: document.id,
		title: document.title,
		mayAsk: document.isWriter || document.isKeeper,
		decisions: questions.map((each) => ({
			id: each.id,
			title: each.title,
			state: inAWord(each.state, ruled(each, membersOf(each.id)), voicesOn(each.id)),
			isAsked: each.isMember && !each.isAnswered && each.state === 'open',
			decidedOn: each.decidedOn,
			reviewOn: each.reviewOn,
			isDue: each.reviewOn !== null && each.reviewOn <= today,
			askedBy: each.askedBy
		}))
	};
};
