/**
 * An agreement that is in force and is kept alive: what was promised, gone through together, written on, given notice
 * of, and how names come off again. On small telephones without scripts; each page is looked at as from a desk too.
 */
import { expect, test, vi } from 'vitest';
import { inForce } from '../../src/features/agreements/server/test-agreement.ts';
import { people, signedContract } from '../../src/features/agreements/server/test-live.ts';
import { addDays, dayNow } from '../../src/values/day.ts';
import * as keep from './acts/keep-agreement.ts';
import { openSamspil } from './open-samspil.ts';
import {
	doesNotRead,
	fillIn,
	follow,
	goTo,
	inspectAtBoth,
	press,
	reads,
	sitDown
} from './people.ts';

vi.setConfig({ testTimeout: 120_000 });

const samspil = await openSamspil();
const { world, id, version } = await inForce(samspil.database);
await world.administrator();
const address = `/agreements/${id}`;
const [vera, lone, mads, stine] = await Promise.all(
	[world.host, world.leader, world.mayor, world.stranger].map((who) => sitDown(samspil, who))
);

test('R-265 an organisation sees what it has promised, overdue first, and tells how it goes', async () => {
	await samspil.database.owner.query(
		`insert into samspil.agreement_obligation (tenant_id, document_id, live_key, party_id, what, due_on)
		values ($1, $2, 'b', $3, 'Finde en ny kaffemaskine', $4)`,
		[world.tenant, id, world.shelter, addDays(dayNow(), -30)]
	);
	await keep.keepPromise(vera!, 'Finde en ny kaffemaskine', 'Den står i vognen.');
	await goTo(lone!, address);
	await reads(lone!, 'Den står i vognen.', 'Åbne hver nat');
	await inspectAtBoth(lone!, 'in-force-with-promises');
	await goTo(stine!, '/promises');
	await reads(stine!, 'I har ingen løfter nu');
	await inspectAtBoth(stine!, 'promises-none');
});

test('R-199, R-005 the parties go through it together, with an outcome for each promise and a next day', async () => {
	await keep.writeReview(vera!, address, {
		outcome: 'Bagud',
		about: 'Vognen var til reparation i maj.',
		next: addDays(dayNow(), 180)
	});
});

test('S-4 who acts for a party is told as it was and as it is', async () => {
	const { query } = samspil.database.owner;
	const run = query.bind(samspil.database.owner);
	const taken = await run(
		'delete from samspil.document_executor where document_id = $1 and organisation_id = $2 returning *',
		[id, world.shelter]
	);
	expect(taken.rows).toHaveLength(1);
	await goTo(lone!, address);
	await follow(lone!, 'Se, hvad der er ændret siden udgave 1');
	await reads(lone!, 'gør det daglige arbejde:');
	expect(await lone!.page.locator('main del').count()).toBeGreaterThan(0);
	await inspectAtBoth(lone!, 'in-force-and-who-changed');
	const { tenant_id: tenant, document_id: document, organisation_id, person_id } = taken.rows[0];
	await run(
		'insert into samspil.document_executor (tenant_id, document_id, organisation_id, person_id) values ($1, $2, $3, $4)',
		[tenant, document, organisation_id, person_id]
	);
});

test('an edit afterwards is told as such, and what is signed stays in force', async () => {
	await goTo(vera!, `${address}/sections/expectations`);
	await press(vera!, vera!.page.getByRole('button', { name: /^Tilføj en linje/ }).first());
	await fillIn(vera!, { Afsnit: 'Møder', 'Vi venter os': 'At vi ses oftere.' });
	await press(vera!, vera!.page.getByRole('button', { name: 'Gem', exact: true }).last());
	await reads(vera!, 'Gemt.');
	await goTo(lone!, address);
	await reads(lone!, 'Gælder', 'Ændret siden underskrift');
	await inspectAtBoth(lone!, 'in-force-and-changed');
	await follow(lone!, 'Se, hvad der er ændret siden udgave 1');
	await reads(lone!, 'Fra udgave 1 til det, der er skrevet nu', 'At vi ses oftere.');
	await inspectAtBoth(lone!, 'in-force-and-what-changed');
	const { pathname, search } = new URL(lone!.page.url());
	expect((await stine!.page.context().request.get(pathname + search)).status()).toBe(404);
	// What is sent is seen by the sender first.
	await goTo(lone!, `${address}/send`);
	await follow(lone!, 'Se, hvad der er ændret siden udgave 1');
	await reads(lone!, 'At vi ses oftere.');
});

test('it can be taken home as a file, and a stranger finds nothing', async () => {
	await goTo(lone!, address);
	await follow(lone!, 'Læs det, der er aftalt');
	const signed = `${address}/versions/${version}`;
	expect(new URL(lone!.page.url()).pathname).toBe(signed);
	const { request } = lone!.page.context();
	const beginOf = async (file: string, length: number) =>
		(await (await request.get(`${signed}/${file}`)).body()).subarray(0, length).toString();
	expect(await beginOf('pdf', 5)).toBe('%PDF-');
	expect(await beginOf('archive', 5)).toBe('%PDF-');
	expect(await beginOf('docx', 2)).toBe('PK');
	expect((await (await request.get(`${signed}/json`)).json()).title).toBe('Hjem igen');
	for (const path of [address, signed, `${signed}/pdf`, `${signed}/docx`, `${signed}/json`])
		expect((await stine!.page.context().request.get(path)).status(), path).toBe(404);
});

test('R-286 notice is given once its last day has been seen, and taken back only by all', async () => {
	await keep.giveNotice(vera!, address, 'Vi flytter fra havnen.');
	await keep.askToTakeBack(mads!, address, 'Vi flytter fra havnen.');
	await keep.lookAtBreach(mads!);
});

test('R-290 a party asks for its name to be taken off, and whoever keeps the material says when it is', async () => {
	await keep.askForRemoval(vera!, address, {
		material: 'Skiltet på kaffevognen',
		keeper: 'Solby'
	});
	await keep.takeNameOff(lone!, address);
});

test('R-287 a party ends it for a breach: over for all, it says what counted and asks for no review', async () => {
	const today = dayNow();
	await keep.endForBreach(mads!, address, {
		against: 'Nattely',
		what: 'Vognen har stået stille siden maj.',
		on: today
	});
	await goTo(lone!, address);
	await reads(lone!, 'Det, der gjaldt', 'Sidste dag, aftalen gjaldt');
	const page = (await lone!.page.getByRole('main').textContent())!;
	expect(page).not.toContain('Det, der er underskrevet, gælder stadig');
	expect(page).not.toContain('Næste gennemgang');
	await inspectAtBoth(lone!, 'over');
	// neither do the list, the page of reviews and that of the end speak of it as of something that lasts
	await goTo(lone!, '/agreements');
	await reads(lone!, 'Slut', 'Sidste dag, aftalen gjaldt');
	await doesNotRead(lone!, 'Slutter før tid', 'Næste gennemgang');
	await goTo(lone!, `${address}/review`);
	await doesNotRead(lone!, 'Næste gennemgang');
	await goTo(lone!, `${address}/end`);
	await reads(lone!, 'Sidste dag, aftalen gjaldt');
	await doesNotRead(
		lone!,
		'Sidste dag, som det ser ud nu',
		'Sidste dag, hvis en opsigelse modtages i dag'
	);
	await goTo(vera!, '/promises');
	await reads(vera!, 'I har ingen løfter nu', 'står på aftalens egen side');
	await inspectAtBoth(vera!, 'promises-over');
});

test('R-025 what a party wants to tell others waits for those the agreement names', async () => {
	const { world: other, id: told } = await signedContract(samspil.database, {
		sections: ['communication'],
		said: ({ leader, clerk }) => [
			[leader, 'communicators', people(clerk)],
			[
				leader,
				'communication-rules',
				{ value: { kind: 'prose', text: 'Spørg først' }, notApplicable: null }
			]
		]
	});
	const [hans, karl] = await Promise.all(
		[other.helper, other.clerk].map((who) => sitDown(samspil, who))
	);
	await keep.askToPublish(hans!, `/agreements/${told}`, 'Nye vagter i huset');
	await keep.declineToPublish(karl!, `/agreements/${told}`, 'Vent til efter mødet på tirsdag.');
	await goTo(hans!, `/agreements/${told}/publications`);
	await reads(hans!, 'Skal ikke ud', 'Vent til efter mødet på tirsdag.');
});
