import { listQuestions } from '#features/documents/server/question.queries.ts';
import { readAgreement } from '../read-agreement.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { document } = await readAgreement(locals, params.agreement);
	const [questions] = await locals.read(listQuestions(document.id));
	const { visitor, today } = locals;
	return {
		visitor,
		id: document.id,
		title: document.title,
		mayAsk: document.isWriter || document.isKeeper,
		decisions: questions.map((each) => ({
			id: each.id,
			title: each.title,
			state: each.state,
			isAsked: each.isMember && !each.isAnswered && each.state === 'open',
			decidedOn: each.decidedOn,
			reviewOn: each.reviewOn,
			isDue: each.reviewOn !== null && each.reviewOn <= today,
			askedBy: each.askedBy
		}))
	};
};
