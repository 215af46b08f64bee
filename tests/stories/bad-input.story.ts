/**
 * Every form of Samspil, asked of the router, with what nobody asked for in it: nothing, far too much, the wrong thing,
 * words of every alphabet, days that are none. It is answered in good order, never breaks, loses nothing that was typed,
 * and keeps all of it or nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../src/server/database/test-database.ts';
import { worldsIn } from '../access/arrange-world.ts';
import { attempts, type BadPost } from '../access/bad-posts.ts';
import type { Input } from '../access/page-forms.ts';
import { filledIn, FORMS, send, shownInputs, type Reply } from '../access/posting.ts';
import type { Row } from '../access/row.ts';
import { isKept, momentIn } from '../access/what-is-kept.ts';
import { startServer, type RunningServer } from './open-samspil.ts';

const database = await testDatabase({ grows: true });
const newWorld = worldsIn(database);
let server: RunningServer | undefined;
beforeAll(async () => {
	server = await startServer({ DATABASE_URL: database.url });
});
afterAll(async () => {
	await server?.stop();
	await database.close();
});

/** What a form may be answered with. */
const IN_ORDER = [200, 303, 404, 409, 413, 422];

describe.concurrent('no form breaks, and none loses a word', () => {
	test.each(FORMS)(
		'$name',
		async (form) => {
			const { row } = form;
			const complaints: string[] = [];
			const place = { origin: server!.origin, world: await newWorld() };
			let shown = await shownInputs(form, place);
			const names = namesOf(shown);
			// What was taken may have changed what the form is about: it is shown anew, at times in a world of its own.
			let isTaken = false;
			let isSpent = names === '';
			const showAgain = async () => {
				if (!isSpent) shown = await shownInputs(form, place);
				isSpent ||= namesOf(shown) !== names;
				if (!isSpent) return;
				place.world = await newWorld();
				shown = await shownInputs(form, place);
			};
			for (const attempt of attempts(await filledIn(shown, form, place))) {
				if (isTaken) await showAgain();
				await database.owner.query('delete from identity."rateLimit"');
				const post = attempt.post(await filledIn(shown, form, place));
				const before = await momentIn(database);
				const answer = await send(form, place, post.fields);
				const { tenant } = place.world.world;
				const holds = (words: string) => isKept(database, tenant, words, before);
				const wrong = await wrongWith(answer, post, row, holds);
				complaints.push(...wrong.map((each) => `${post.what}: ${each}`));
				isTaken = answer.status < 400;
			}
			expect(complaints).toEqual([]);
			// They run side by side and wait for each other's worlds: a form that is another after each post needs twenty.
		},
		180_000
	);
});

/** Whether the database has taken in these words. */
type Holds = (words: string) => Promise<boolean>;

const namesOf = (inputs: Input[]) => inputs.map(({ name }) => name).join(' ');

/** What is wrong with the answer, one line each. */
async function wrongWith(
	{ status, text }: Reply,
	post: BadPost,
	row: Row,
	holds: Holds
): Promise<string[]> {
	const lost = post.typed.filter((typed) => !text.includes(typed));
	const losses = lost.map((typed) => `${status}: lost “${typed.slice(0, 20)}”`);
	if (status === row.status) return losses;
	if (!IN_ORDER.includes(status)) return [`answered ${status}`];
	if (status === 422 || status === 409)
		return SAYS_WHY.test(text) ? losses : [...losses, `${status}: does not say what is wrong`];
	if (status === 200) return losses;
	return status === 303 ? halfKept(post, holds) : [];
}

/** What is to mend, at its field or above the form; or that the whole could not be read. */
const SAYS_WHY = /role="(alert|status)"|form-error-message|Det kunne vi ikke læse/;

/** Whether the database holds less than what was sent. */
async function halfKept({ unique }: BadPost, holds: Holds): Promise<string[]> {
	if (unique === undefined || (await holds(unique))) return [];
	const isBegun = await holds(unique.slice(0, unique.indexOf(' ')));
	return [isBegun ? 'cut off' : 'taken, and not kept'];
}
