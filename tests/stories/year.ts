/**
 * A year of Solby Kommune, the invented data, with the clock moved: the people of its collaboration at their screens, what falls due there,
 * and what becomes of it.
 */
import pg from 'pg';
import { expect } from 'vitest';
import { loadExample } from '../../db/example/load.ts';
import type { DeadlineKind } from '../../src/features/deadlines/kind.rules.ts';
import { isHumane, nextWorkday, STEP_UP } from '../../src/features/deadlines/reminder.rules.ts';
import { keep, remind } from '../../src/features/deadlines/test-remind.ts';
import { addDays, instantAt, type Day } from '../../src/values/day.ts';
import { addWorkdays } from '../../src/values/holiday.ts';
import { sayDay } from '../../src/values/say.ts';
import { openSamspil, WITH_A_CLOCK, type Samspil } from './open-samspil.ts';
import { goTo, sitDown, type Seated } from './people.ts';
import { letMoreFallDue } from './year-more.ts';

/** The day on which the invented data is told: a Monday. */
export const FIRST: Day = '2026-05-04';

/** Something that falls due, as it stands among the work of whoever must act. */
export type Due = { kind: DeadlineKind; subject: string; dueOn: Day; path: string; by: string };

/** Of these nobody need be reminded: of a meeting whoever has an invitation is, of an agenda whoever left changes unsent (remind-of-meetings.test.ts). */
const UNTOLD: readonly DeadlineKind[] = [
	'meeting',
	'meeting-agenda',
	'group-meeting',
	'group-agenda',
	'agreement-frequent-meeting'
];

export type Year = Awaited<ReturnType<typeof beginYear>>;

/** Opens the invented data on its first day. */
export async function beginYear() {
	const samspil = await openSamspil(WITH_A_CLOCK);
	const { database } = samspil;
	const { owner, pools } = database;
	await loadExample({ admin: () => connect(database.url) }, FIRST);
	const { tenant, agreement, collaboration } = await letMoreFallDue(owner);
	const seats = new Map<string, Promise<Seated>>();
	/** What has fallen due before the eyes of whoever must act, and has come to its end: done, passed with its day, or late. */
	const ended = new Set<DeadlineKind>();
	/** What was over in time, and what stood as late or has passed with its day. */
	const met: Due[] = [];
	const passed: Due[] = [];
	/** The mornings of the year on which people are told of deadlines. */
	let mornings = 0;
	let today = FIRST;
	/** What was told of before the year began. */
	const toldBefore = await toldIn(owner, tenant);

	const seatOf = (name: string) => {
		const seat = seats.get(name) ?? sit(samspil, tenant, name);
		seats.set(name, seat);
		return seat;
	};

	/** It is morning on `day`: whoever is to be reminded has been, on that day and on each before it. */
	async function comes(day: Day) {
		expect(day >= today, `${day} comes after ${today}`).toBe(true);
		for (let each = addDays(today, 1); each < day; each = addDays(each, 1)) {
			if (!isHumane(each, '07:30')) continue;
			await remind(pools.jobs, each);
			mornings += 1;
		}
		today = day;
		await samspil.setClock(instantAt(day, '09:00'));
		await remind(pools.jobs, day);
	}

	/** Opens one's work; answers the lines of it that lead to `path` on that day. */
	async function work(name: string, { path, dueOn }: Pick<Due, 'path' | 'dueOn'>) {
		await keep(pools.jobs, today, tenant);
		const seat = await seatOf(name);
		await goTo(seat, '/my-tasks');
		return seat.page
			.getByRole('main')
			.locator('li')
			.filter({ has: seat.page.locator(`a[href="${path}"]`) })
			.filter({ has: seat.page.locator(`time[datetime^="${dueOn}"]`) });
	}

	/** It is due on that day, and stands among the work of each of these, who can open it. */
	async function falls(kind: DeadlineKind, dueOn: Day, by: string, ...others: string[]) {
		await keep(pools.jobs, today, tenant);
		const { rows } = await owner.query<{ path: string; subject: string }>(
			'select path, subject_id as subject from samspil.deadline where tenant_id = $1 and kind = $2 and due_on = $3',
			[tenant, kind, dueOn]
		);
		expect(rows.length, `${kind} is due on ${dueOn}`).toBeGreaterThan(0);
		const due: Due = { kind, dueOn, ...rows[0]!, by };
		for (const name of [by, ...others]) {
			const line = await work(name, due);
			expect(await line.count(), `${kind} stands with ${name}`).toBeGreaterThan(0);
			expect(await line.first().textContent()).toContain(sayDay(dueOn, 'da'));
		}
		expect(await goTo(await seatOf(by), due.path)).toBe(200);
		return due;
	}

	/** Nobody has to think of it any more: it is done, or was of its day alone. */
	async function isOver(due: Due) {
		expect(await (await work(due.by, due)).count(), `${due.kind} is over`).toBe(0);
		ended.add(due.kind);
		(today <= due.dueOn ? met : passed).push(due);
	}

	/** Nobody did it: it stands as late, and three workdays on those one step above have read of it and can see what it is about. */
	async function goesUp(due: Due, ...to: string[]) {
		await comes(later(today, addWorkdays(due.dueOn, STEP_UP)));
		await isLate(due);
		for (const name of to) await isTold(name, 'En frist er overskredet, og du skal vide det', due);
	}

	/** It stands among what is late, with whoever must act. */
	async function isLate(due: Due) {
		await comes(later(today, nextWorkday(due.dueOn)));
		const line = await work(due.by, due);
		const late = (await seatOf(due.by)).page.locator('section[aria-labelledby="work-late"]');
		expect(await line.count(), `${due.kind} stands with ${due.by}`).toBeGreaterThan(0);
		expect(
			await late.locator(`a[href="${due.path}"]`).count(),
			`${due.kind} is late`
		).toBeGreaterThan(0);
		ended.add(due.kind);
		passed.push(due);
	}

	/**
	 * The reminders of the whole year: nobody was told twice, each stands as a notice, nothing went one step up that was met, and of nothing
	 * that has passed nobody was told.
	 */
	async function isToldInOrder() {
		expect(mornings).toBeGreaterThan(200);
		const { reminders, notices } = await toldIn(owner, tenant);
		const keys = reminders.map((each) => Object.values(each).join(' '));
		expect(new Set(keys).size).toBe(keys.length);
		expect(notices - toldBefore.notices).toBe(reminders.length - toldBefore.reminders.length);
		const of = ({ subject, dueOn }: Due) =>
			reminders.filter((each) => each.subject === subject && each.dueOn === dueOn);
		for (const due of met)
			expect(
				of(due).filter(({ step }) => isOneStepUp(step)),
				`${due.kind} was met`
			).toEqual([]);
		for (const due of passed.filter(({ kind }) => !UNTOLD.includes(kind)))
			expect(of(due).length, `${due.kind} ${due.dueOn} was told of`).toBeGreaterThan(0);
	}

	/** Somebody has a notice in these words that leads to where it is, or to the counts, and opens it. */
	async function isTold(name: string, words: string, { path, kind }: Pick<Due, 'path' | 'kind'>) {
		const seat = await seatOf(name);
		await goTo(seat, '/notices');
		const notice = seat.page.getByRole('main').getByRole('link', { name: words });
		const leads = await notice.evaluateAll((links) =>
			links.map((link) =>
				(link as unknown as { getAttribute(n: string): string }).getAttribute('href')
			)
		);
		const to = [path, '/follow-up'].find((each) => leads.includes(each));
		expect(to, `${name} is told of ${kind}, and of ${leads.join(' ')}`).toBeDefined();
		expect(await goTo(seat, to!)).toBe(200);
	}

	const meetings = `/collaborations/${collaboration}/meetings`;
	return {
		samspil,
		agreement,
		meetings,
		ended,
		seatOf,
		comes,
		falls,
		isOver,
		goesUp,
		isLate,
		isTold,
		isToldInOrder
	};
}

/** What has been told of deadlines in a municipality: each reminder, and how many notices there are of them. */
async function toldIn(owner: pg.Pool, tenant: string) {
	const { rows: reminders } = await owner.query<{
		step: string;
		subject: string;
		dueOn: Day;
		person: string;
	}>(
		'select kind as step, subject_id as subject, due_on as "dueOn", person_id as person from samspil.reminder where tenant_id = $1',
		[tenant]
	);
	const { rows } = await owner.query<{ count: number }>(
		'select count(*)::int as count from samspil.notice where tenant_id = $1 and about is not null',
		[tenant]
	);
	return { reminders, notices: rows[0]!.count };
}

/** Whether a reminder is told to those one step above, or of a review to all. */
const isOneStepUp = (step: string) =>
	step.endsWith('-up') || step.startsWith('agreement-review-of-all');

const later = (one: Day, other: Day) => (one > other ? one : other);

/** Somebody of the invented data, signed in with the first of their hats for as long as the story lasts. */
async function sit(samspil: Samspil, tenant: string, name: string): Promise<Seated> {
	const token = crypto.randomUUID();
	const { rowCount } = await samspil.database.owner.query(
		`insert into identity.session (token, "userId", "expiresAt", assurance, hat, "hatTenant", "hatOrganisation")
		select $1, person_id, '2100-01-01', 'multi', 'organisation', tenant_id, organisation_id
		from samspil.membership where tenant_id = $2 and person_name = $3 order by organisation_id limit 1`,
		[token, tenant, name]
	);
	expect(rowCount, name).toBe(1);
	return sitDown(samspil, { name, token });
}

async function connect(connectionString: string): Promise<pg.Client> {
	const client = new pg.Client({ connectionString });
	await client.connect();
	return client;
}
