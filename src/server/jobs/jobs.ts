/**
 * What Samspil does beside requests: sends mail, reminds people, tidies up. On pg-boss, in our own database, so that
 * any number of processes share the work and none is lost when one dies.
 *
 * The only thing that a job carries is the id of a row: what it needs it reads when it runs.
 */
import { PgBoss, type JobResult } from 'pg-boss';
import type { Pool } from 'pg';
import { dayNow, timeOf, TIME_ZONE } from '#values/day.ts';
import type { DeadlineDuties } from '#values/deadline.ts';
import type { Part } from '../installation.ts';
import { withClient } from '../database/with-client.ts';
import { mailboxName } from '../mail/mailbox.ts';
import { forgetOld, markAbandoned, STUCK, takeOver } from '../mail/outbox.ts';
import { sendMail } from '../mail/send-mail.ts';
import { openTransport } from '../mail/transport.ts';
import { askAboutOffers } from './ask-about-offers.ts';
import { beginVersions } from './begin-versions.ts';
import { endFormerHats } from './end-former-hats.ts';
import { eraseKept, eraseWaiting, tellOfKept } from './erase-waiting.ts';
import { keepDeadlines } from './keep-deadlines.ts';
import { letStandIn } from './let-stand-in.ts';
import { makeMeetings } from './make-meetings.ts';
import { readReplies } from './read-replies.ts';
import { remind } from './remind.ts';
import { PAUSE, repeat, wait, type Pause } from './repeat.ts';
import { takeFollowUp } from './take-follow-up.ts';
import { tellGroupSeats } from './tell-group-seats.ts';
import { forgetMailboxes, watchMailbox } from './watch-mailbox.ts';
import { vacateSeats } from './vacate-seats.ts';

/** What the jobs are told; a part of Settings. */
type JobSettings = {
	smtpUrl: string | undefined;
	mailFrom: string;
	origin: string;
	imapUrl?: string | undefined;
};

/** How often things are looked at, in seconds. Tests that kill workers cannot wait as long as people can. */
export type Pace = {
	/** Between two looks for new mail. */
	look: number;
	/** After which a job or claim without an outcome is taken from its worker. */
	stuckAfter: number;
	/** Between two looks for jobs whose worker is gone, and for mail that the queue has given up on. */
	watch: number;
	/** Before the second try of a mail; twice as long before each one after it, up to an hour. */
	retry: number;
};

const PACE: Pace = { look: 1, stuckAfter: STUCK, watch: 60, retry: 30 };

const MAIL = 'mail';
/** What follows from the days of agreements: versions that begin, seats and former hats that end. */
const BEGINNINGS = 'beginnings';
const REMINDERS = 'reminders';
const TIDYING = 'tidying';
/** What has been let go. */
const ERASURES = 'erasures';
/** Who comes to which meeting, as their calendars answer. */
const REPLIES = 'replies';
/** Who has come to sit in a group, or left it, since its meeting was called. */
const GROUP_SEATS = 'group-seats';

/** Tries in all: with the pauses between them, some two and a half days. */
const MOST_RETRIES = 64;
/** Mails that a worker sends side by side. */
const BATCH = 10;
/** New mails taken over in one transaction. */
const TAKEN_AT_ONCE = 200;
/** What runs may finish when we are told to stop; the server as a whole is given ten seconds. */
const LAST_MOMENT = 8_000;

/**
 * Starts the jobs, in the background: the answer is there at once, and is ready when they run. `report` hears of what
 * goes wrong; nothing in it is about a citizen. The jobs know when, and the rules of the features what (`duties`).
 */
export function startJobs(
	jobs: Pool,
	settings: JobSettings,
	report: (error: Error) => void,
	duties: DeadlineDuties,
	pace: Pace = PACE
): Part {
	let running: Running | undefined;
	let isStopping = false;
	let pause: Pause | undefined;

	const started = (async () => {
		while (!isStopping) {
			try {
				running = await run(jobs, settings, report, duties, pace);
				return;
			} catch (error) {
				report(error as Error);
				pause = wait(PAUSE);
				await pause.over;
			}
		}
	})();

	return {
		isReady: async () => !isStopping && !!running && (await running.isWorking()),
		async stop() {
			isStopping = true;
			pause?.end();
			await started;
			await running?.stop();
		}
	};
}

type Running = { isWorking(): Promise<boolean>; stop(): Promise<void> };

async function run(
	jobs: Pool,
	{ smtpUrl, mailFrom, origin, imapUrl }: JobSettings,
	report: (error: Error) => void,
	duties: DeadlineDuties,
	pace: Pace
): Promise<Running> {
	const boss = new PgBoss({
		db: { executeSql: (text, values) => jobs.query(text, values) },
		schema: 'jobs',
		createSchema: false,
		superviseIntervalSeconds: pace.watch,
		monitorIntervalSeconds: pace.watch
	});
	boss.on('error', (told) => report(asError(told)));
	await boss.start();

	await boss.createQueue(BEGINNINGS, { policy: 'exclusive', retryLimit: 5, retryDelay: 60 });
	await boss.work(BEGINNINGS, async () => {
		await beginVersions(jobs, dayNow());
		await vacateSeats(jobs, dayNow());
		await endFormerHats(jobs, dayNow());
		await makeMeetings(jobs, dayNow());
		await letStandIn(jobs, dayNow());
		await jobs.query('select samspil.end_emergencies_with_seats()');
		await takeFollowUp(jobs, dayNow());
	});
	// Every hour: an agreement that is ended for breach ends on the day it is told.
	await boss.schedule(BEGINNINGS, '1 * * * *', null, { tz: TIME_ZONE });
	// Whatever began or ended while nobody worked does so now.
	await boss.send(BEGINNINGS);

	await boss.createQueue(REMINDERS, {
		policy: 'exclusive',
		retryLimit: 5,
		retryDelay: 2 * pace.retry,
		// Whoever died while reminding is waited for no longer than this: the next begins anew, and tells nobody twice.
		expireInSeconds: Math.ceil(2.5 * pace.stuckAfter)
	});
	await boss.work(REMINDERS, async () => {
		const today = dayNow();
		if (!duties.isHumane(today, timeOf(new Date()))) return;
		await remind(jobs, today, duties);
		await askAboutOffers(jobs, today);
		await tellOfKept(jobs, today);
	});
	await boss.schedule(REMINDERS, '30 7 * * *', null, { tz: TIME_ZONE });
	// Whoever was down at half past seven is reminded now, by day; whoever was told already hears nothing.
	await boss.send(REMINDERS);

	await boss.createQueue(TIDYING, { policy: 'exclusive', retryLimit: 0 });
	await boss.work(TIDYING, () => forgetOld(jobs));
	await boss.schedule(TIDYING, '20 3 * * *', null, { tz: TIME_ZONE });

	await boss.createQueue(ERASURES, { policy: 'exclusive', retryLimit: 5, retryDelay: 60 });
	await boss.work(ERASURES, async () => {
		await eraseWaiting(jobs, report);
		await eraseKept(jobs, report);
	});
	await boss.schedule(ERASURES, '10 * * * *', null, { tz: TIME_ZONE });
	// Whatever was begun by one that died is finished now.
	await boss.send(ERASURES);

	// Every minute, and for those who came or went while nobody worked, now.
	await boss.createQueue(GROUP_SEATS, { policy: 'exclusive', retryLimit: 0 });
	await boss.work(GROUP_SEATS, async () => void (await tellGroupSeats(jobs, dayNow())));
	await boss.schedule(GROUP_SEATS, '* * * * *');
	await boss.send(GROUP_SEATS);

	let stoodInOn: string | undefined;
	const keeping = repeat(pace.look, report, async () => {
		const today = dayNow();
		// Within a second of midnight; the hourly look is for what was written since.
		if (today !== stoodInOn) {
			await letStandIn(jobs, today);
			stoodInOn = today;
		}
		await keepDeadlines(jobs, today, duties.workOut);
		return false;
	});

	if (imapUrl) {
		// Every minute: by whichever process is free, and one at a time.
		await boss.createQueue(REPLIES, { policy: 'exclusive', retryLimit: 0 });
		await boss.work(REPLIES, () =>
			watchMailbox(jobs, mailboxName(imapUrl), () => readReplies(jobs, imapUrl, report), report)
		);
		await boss.schedule(REPLIES, '* * * * *');
	} else await Promise.all([boss.unschedule(REPLIES), forgetMailboxes(jobs)]);

	const mail = smtpUrl
		? await sendMails(boss, jobs, { smtpUrl, mailFrom, origin, imapUrl }, report, pace)
		: null;
	return {
		isWorking: async () => (await boss.getQueue(REMINDERS)) !== null,
		async stop() {
			await keeping.stop();
			await mail?.stopLooking();
			await boss.stop({ graceful: true, timeout: LAST_MOMENT, close: false });
			mail?.close();
		}
	};
}

async function sendMails(
	boss: PgBoss,
	jobs: Pool,
	{ smtpUrl, mailFrom, origin, imapUrl }: JobSettings & { smtpUrl: string },
	report: (error: Error) => void,
	pace: Pace
) {
	const transport = openTransport(smtpUrl, mailFrom);
	const readsReplies = imapUrl !== undefined;
	const office = { jobs, transport, origin, mailFrom, readsReplies, stuckAfter: pace.stuckAfter };
	await boss.createQueue(MAIL, {
		retryLimit: MOST_RETRIES,
		retryDelay: pace.retry,
		retryBackoff: true,
		retryDelayMax: 3600,
		// Later than a claim can be won again, so that whoever gets the job gets the mail.
		expireInSeconds: Math.ceil(pace.stuckAfter * 1.25)
	});
	const worker = await boss.work(
		MAIL,
		{
			batchSize: BATCH,
			burstWhenBatchFull: true,
			perJobResults: true,
			pollingIntervalSeconds: Math.max(pace.look, 0.5)
		},
		(batch) => Promise.all(batch.map(({ id }) => settleJob(id)))
	);

	async function settleJob(id: string): Promise<JobResult> {
		try {
			const outcome = await sendMail(office, id);
			return { id, status: outcome === 'done' ? 'completed' : 'failed' };
		} catch (error) {
			report(error as Error);
			return { id, status: 'failed' };
		}
	}

	const looking = repeat(pace.look, report, async () => {
		const count = await handOver(boss, jobs);
		if (count > 0) boss.notifyWorker(worker);
		return count === TAKEN_AT_ONCE;
	});
	const watching = repeat(pace.watch, report, async () => {
		await markAbandoned(jobs, MAIL);
		return false;
	});
	return {
		stopLooking: () => Promise.all([looking.stop(), watching.stop()]),
		close: () => transport.close()
	};
}

/** Gives new mail to the queue, a job for each and of the same id; all of it in one transaction, so none is lost. */
function handOver(boss: PgBoss, jobs: Pool): Promise<number> {
	return withClient(jobs, async (client) => {
		await client.query('begin');
		const ids = await takeOver(client, TAKEN_AT_ONCE);
		if (ids.length > 0) {
			const here = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
			await boss.insert(
				MAIL,
				ids.map((id) => ({ id })),
				{ db: here }
			);
		}
		await client.query('commit');
		return ids.length;
	});
}

/** The queue tells of a job that failed as a plain copy of the error, of which the log would know only that it is a thing. */
const asError = (told: Error): Error =>
	told instanceof Error ? told : Object.assign(new Error((told as Error).message), told);
