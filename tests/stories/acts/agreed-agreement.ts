/**
 * An agreement that is there when the story begins, with everything answered, or signed by all: how it comes to that in front
 * of the people is told in agreement.story.ts.
 */
import { newestTemplateOf } from '../../../src/features/agreements/agreement-template.rules.ts';
import type { WrittenKind } from '../../../src/features/agreements/kind.rules.ts';
import { send, sign } from '../../../src/features/agreements/server/test-agreement.ts';
import {
	answerDocument,
	type Place
} from '../../../src/features/documents/server/answer-document.ts';
import { markOf } from '../../../src/features/documents/server/weigh-answers.ts';
import { answerTo as answerIn } from '../../../src/features/documents/template.rules.ts';
import { dayNow } from '../../../src/values/day.ts';
import { begunAgreement } from './begun-agreement.ts';
import { answerTo, partsOf } from './fill-agreement.ts';
import type { FourParties } from './four-parties.ts';

/** Begins an agreement between all four and answers everything it asks; answers the address of its page. */
export async function answeredAgreement(
	four: FourParties,
	kind: WrittenKind,
	title: string
): Promise<string> {
	const { path } = await answered(four, kind, title);
	return path;
}

/** The same, and all four have signed it today. */
export async function agreedAgreement(
	four: FourParties,
	kind: WrittenKind,
	title: string
): Promise<string> {
	const place = await answered(four, kind, title);
	const { world, parties } = four;
	const version = await send(world, place);
	for (const { signs } of parties) {
		const outcome = await sign(world, place, signs, version, { today: dayNow() });
		if (!outcome.ok) throw new Error(outcome.reason);
	}
	return place.path;
}

async function answered(four: FourParties, kind: WrittenKind, title: string): Promise<Place> {
	const path = await begunAgreement(four, kind, title);
	const place = { id: path.split('/').at(-1)!, template: newestTemplateOf(kind), path };
	for (const { key, fields, who } of partsOf(kind, four.parties)) {
		const marks = await Promise.all(
			fields.map(async (field): Promise<[string, string]> => [
				`was.${field.key}`,
				await markOf(answerIn(field, {}))
			])
		);
		const posted = fields.flatMap((field) => answerTo(field, who, four.parties));
		const outcome = await four.world
			.as(who, dayNow())
			.act((acting) => answerDocument(acting, place, key, [...posted, ...marks]));
		if (outcome.ok && outcome.value.problems.length > 0)
			throw new Error(JSON.stringify(outcome.value.problems));
	}
	return place;
}
