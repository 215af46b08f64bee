/**
 * A light seat: somebody who does not sign in answers a question from the link in a mail, on a telephone without JavaScript. The
 * page says nothing before a button is pressed, and explains itself when the link has been used.
 */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { askCapacity } from '#features/capacity/server/ask-capacity.ts';
import { handOverThreads } from '#features/transfers/server/begin-transfer.ts';
import { askPartner } from '#features/pathways/server/involve-partner.ts';
import { addTask } from '#features/tasks/server/add-task.ts';
import { newWorld, type Someone } from '#server/database/test-world.ts';
import { dayOf } from '#values/day.ts';
import { whatDoesNotFit } from './layout.ts';
import { expectAccessible } from './accessible.ts';
import { openSamspil, PHONE, picture } from './open-samspil.ts';

const samspil = await openSamspil();
const today = dayOf(new Date());

test('R-150, R-152 a question is answered and a task ticked from a mail, once each, without signing in', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator(); // without one, every page leads to the first run
	const { pathway, tovholder, helper } = await world.coordinatedPathway();
	const club = await world.organisation('voluntary', 'Mentorerne');
	const mentor = await world.worker('Mona Mentor', club, 'manager');
	const partner = await world.partner(pathway, club, 'planned');
	await world.as(tovholder, today).act(async (acting) => {
		const question = 'Har I plads til en mentor for en ung mand, fra marts?';
		await askPartner(acting, pathway, partner, 1, {
			question,
			answerBefore: null,
			people: [mentor.person]
		});
		await addTask(acting, pathway, {
			id: randomUUID(),
			title: 'Ring til boligforeningen',
			category: 'housing',
			responsible: { person: helper.person, organisation: helper.organisation! },
			dueOn: null,
			meeting: null,
			agendaItem: null
		});
	});
	const linkTo = async ({ person }: Someone) => {
		const { rows } = await samspil.database.owner.query(
			`select words ->> 'path' as path from samspil.mail where person_id = $1 and kind like 'light-%'`,
			[person]
		);
		return rows[0].path as string;
	};
	const { page } = await samspil.visit({ width: PHONE, javaScript: false });

	// A mail program that opens links sees nothing, and uses nothing up.
	await page.goto(await linkTo(mentor));
	expect(await page.content()).not.toMatch(/mentor for en ung mand|Amina/);
	await expectAccessible(page);
	await picture(page, 'light-request');
	await page.getByRole('button', { name: 'Vis spørgsmålet' }).click();
	await expect.poll(() => page.content()).toContain('mentor for en ung mand, fra marts?');
	expect(await whatDoesNotFit(page)).toEqual([]);
	await picture(page, 'light-question');
	await page.getByLabel('Ja, det vil vi gerne').check();
	await page.getByRole('button', { name: 'Send svaret' }).click();
	await expect.poll(() => page.content()).toContain('Tak. Tovholderen har fået besked.');

	// The same link again explains itself, and leads to where one signs in.
	await page.goto(await linkTo(mentor));
	expect(await page.content()).toContain('Linket er brugt');
	expect(await page.getByRole('link', { name: 'Log ind i stedet' }).getAttribute('href')).toBe(
		'/sign-in?to=%2Frequests'
	);

	await page.goto(await linkTo(helper));
	expect(await page.content()).not.toContain('boligforeningen');
	await picture(page, 'light-task');
	await page.getByRole('button', { name: 'Ja, opgaven er klaret' }).click();
	await expect.poll(() => page.content()).toContain('Tak. Tovholderen har fået besked.');
	const { rows } = await samspil.database.owner.query(
		`select k.state, k.state_changed_by_name as by from samspil.task k where k.pathway_id = $1`,
		[pathway]
	);
	expect(rows).toEqual([{ state: 'done', by: helper.name }]);
});

test('R-149, R-112 room is told of and the threads are taken over from a mail, without signing in', async () => {
	const world = await newWorld(samspil.database);
	await world.administrator();
	const { pathway, tovholder } = await world.coordinatedPathway();
	const club = await world.organisation('voluntary', 'Mentorerne');
	const mentor = await world.worker('Mona Mentor', club, 'manager');
	const next = await world.worker('Nina Næste', world.tenant);
	await world.as(tovholder, today).act(async (acting) => {
		await askCapacity(acting, pathway, {
			id: randomUUID(),
			organisation: club,
			question: 'Har I plads til en mentor, fra marts?',
			answerBefore: null
		});
		await handOverThreads(acting, pathway, randomUUID(), {
			person: next.person,
			organisation: world.tenant,
			reason: 'Jeg går på orlov',
			question: 'Vil du samle trådene for en ung mand med gæld?',
			citizenPart: 'present',
			citizenNote: '',
			handoverUntil: null,
			answerBefore: null
		});
	});
	const linkTo = async ({ person }: Someone) => {
		const { rows } = await samspil.database.owner.query(
			`select words ->> 'path' as path from samspil.mail where person_id = $1 and kind = 'light-request'`,
			[person]
		);
		return rows[0].path as string;
	};
	const { page } = await samspil.visit({ width: PHONE, javaScript: false });
	await page.goto(await linkTo(mentor));
	await page.getByRole('button', { name: 'Vis spørgsmålet' }).click();
	await page.getByLabel('Senere').check();
	await page.getByRole('button', { name: 'Send svaret' }).click();
	await expect.poll(() => page.content()).toContain('Ret det her');
	await picture(page, 'light-capacity-lacking');
	await page.getByLabel('Besked til tovholderen').fill('Fra maj');
	await page.getByRole('button', { name: 'Send svaret' }).click();
	await expect.poll(() => page.content()).toContain('Tak. Tovholderen har fået besked.');

	await page.goto(await linkTo(next));
	expect(await page.content()).not.toMatch(/gæld|Amina/);
	await page.getByRole('button', { name: 'Vis spørgsmålet' }).click();
	await expect.poll(() => page.content()).toContain('er du tovholder fra samme øjeblik');
	await expectAccessible(page);
	await picture(page, 'light-transfer');
	await page.getByLabel('Ja, det vil jeg gerne').check();
	await page.getByRole('button', { name: 'Send svaret' }).click();
	await expect.poll(() => page.content()).toContain('Tak. Tovholderen har fået besked.');
	const { rows } = await samspil.database.owner.query(
		'select person_id as person from samspil.tovholder where pathway_id = $1 and until is null',
		[pathway]
	);
	expect(rows).toEqual([{ person: next.person }]);
});
