/**
 * Every form of Samspil, sent twice by an impatient finger, and sent once more with other words by somebody who went
 * back: it is done once, and no word is lost.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../../src/server/database/test-database.ts';
import { worldsIn } from '../access/arrange-world.ts';
import { KINDS } from '../access/kinds.ts';
import { asItIs, filledIn, FORMS, send, shownInputs } from '../access/posting.ts';
import { countRows, isKept, momentIn } from '../access/what-is-kept.ts';
import { startServer, type RunningServer } from './open-samspil.ts';

const database = await testDatabase({ grows: true });
const newWorld = worldsIn(database);
let server: RunningServer | undefined;
beforeAll(async () => {
	server = await startServer({ DATABASE_URL: database.url });
	const waits = { timeout: 15_000 };
	const isReady = async () => (await fetch(`${server!.origin}/readyz`)).ok;
	await vi.waitFor(async () => expect(await isReady()).toBe(true), waits);
	// What begins with the day is done when a server begins: it would count as somebody's second time. So would what comes
	// by the clock, each hour and each morning.
	await database.owner.query('delete from jobs.schedule');
	const begins = `select from jobs.job where name = 'beginnings' and completed_on is null`;
	await vi.waitFor(
		async () => expect((await database.owner.query(begins)).rowCount).toBe(0),
		waits
	);
});
afterAll(async () => {
	await server?.stop();
	await database.close();
});

/** Forms that are taken from somebody, each in a world of its own. */
const TAKEN = FORMS.filter(
	({ row }) =>
		!row.keeps && (row.status ?? 303) < 400 && KINDS.some((kind) => row.cell(kind) === 'done')
);

/** A form as its page shows it to a sender, filled in. */
async function arrange(form: (typeof TAKEN)[number]) {
	const place = { origin: server!.origin, world: await newWorld() };
	return { place, inputs: await filledIn(await shownInputs(form, place), form, place) };
}

/** A code or link is shown once and kept nowhere: whoever asks again is given another, and the one before opens nothing. */
const SHOWN_ONCE = [
	'/administration/people/[person=id]/[organisation=id] anew',
	'/me/companions invite'
];

/** Whoever hands the threads over has let go of the pathway: the first word stands, and the page is theirs no more. */
const LET_GO = '/pathways/[pathway=id]/tovholder decide';

describe('sent twice, it is done once; sent again with other words, none is lost', () => {
	test.each(TAKEN)('$name', async (form) => {
		const { place, inputs } = await arrange(form);
		const { tenant } = place.world.world;
		const fields = asItIs(inputs);
		const first = await send(form, place, fields);
		expect(first.status, first.text.slice(0, 300)).toBeLessThan(400);
		if (!SHOWN_ONCE.includes(form.name)) {
			const before = await countRows(database, tenant);
			const second = await send(form, place, fields);
			expect([200, 303, 401, 404, 409]).toContain(second.status);
			expect(await countRows(database, tenant)).toEqual(before);
		}
		// The code that proves who signs is spent, and nobody's words.
		const written = inputs.filter(
			({ name, type }) => /^(text|textarea)$/.test(type) && name !== 'code'
		);
		for (const [index, { name }] of written.entries()) {
			const before = await momentIn(database);
			const other = `Andre ord ${index} til ${name}`;
			const holds = () => isKept(database, tenant, other, before);
			const changed = inputs.map((each) => (each.name === name ? { ...each, value: other } : each));
			const { status, text } = await send(form, place, asItIs(changed));
			if (form.name === LET_GO) expect(status).toBe(404);
			else if (!text.includes(other))
				expect(await holds(), `${name}, answered ${status}`).toBe(true);
			await send(form, place, fields);
		}
	});
});
