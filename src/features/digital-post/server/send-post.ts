/**
 * Sends what was sent of a meeting to the citizen's Digital Post (L-30, L-20). Handing it over takes seconds and lies between two
 * transactions: first it is written down that it happens, then it happens, then what became of it. Whoever dies in between leaves a letter of
 * which nobody knows, and that is no telling.
 */
import type { Acting } from '#server/acting.ts';
import { recordPathway } from '#server/audit.queries.ts';
import type { DigitalPostDriver, HandedOver } from '#server/digital-post/digital-post-driver.ts';
import { done, refused, type Outcome } from '#values/outcome.ts';
import {
	isNumberOf,
	leading,
	mayHandOver,
	mayReceive,
	maySend,
	recordedAs,
	settles,
	standingAfter,
	type SendRefusal
} from '../digital-post.rules.ts';
import {
	findSender,
	findToTell,
	holdTelling,
	insertPost,
	listPostsOf,
	updateAfter,
	updateToAgain,
	type ToTell
} from './digital-post.queries.ts';

/** What is to be handed over, and which time it is; null where it is on its way, or there, already. */
export type Begun = { id: string; attempt: number; senderName: string; told: ToTell } | null;

/** What the form says: what of the meeting is sent, and to which number. */
type Wanted = { sending: string; civilNumber: string; now: Date };

/**
 * Writes down that a letter is handed over now, and answers it. Two clicks, two windows and two people make one letter; one of which
 * nobody knows goes again under its own id, by which the service knows it.
 */
export async function beginPost(
	acting: Acting,
	pathway: string,
	task: string,
	{ sending, civilNumber, now }: Wanted,
	as: string
): Promise<Outcome<Begun, 'not-there' | 'post-changed' | SendRefusal>> {
	await acting.first(holdTelling(task));
	const [sender, told, posts] = await Promise.all([
		acting.first(findSender(pathway)),
		acting.first(findToTell(pathway, task)),
		acting.all(listPostsOf(sending))
	]);
	const latest = leading(posts);
	if (!sender || !told || !maySend(sender, as)) return refused('not-there');
	const may = mayReceive(told, told.isOpen, acting.today);
	if (!may.ok) {
		// the same form once more, after the letter came through
		return latest?.state === 'available' && told.sending === sending ? done(null) : may;
	}
	if (told.sending !== sending) return refused('post-changed');
	if (!isNumberOf(civilNumber, told)) return refused('post-not-this-citizen');
	if (!mayHandOver(latest ?? null, now)) return done(null);
	const isAgain = latest !== undefined && latest.state !== 'refused';
	const id = isAgain ? latest.id : crypto.randomUUID();
	const { person, name } = acting.visitor;
	const written = await acting.run(
		isAgain
			? updateToAgain(id, latest.attempt)
			: insertPost({
					tenant: sender.tenant,
					...{ id, pathway, task, sending },
					settles: settles(told.content.participants),
					by: { person, name, organisation: sender.tenant }
				})
	);
	if (written === 0) return done(null);
	const attempt = isAgain ? latest.attempt + 1 : 1;
	return done({ id, attempt, senderName: sender.name, told });
}

/** Hands a letter over; one that cannot be made is refused. `report` hears why, without a word of it. */
export async function handOver(
	driver: DigitalPostDriver,
	{ id, senderName, told }: NonNullable<Begun>,
	{
		civilNumber,
		label,
		fileName,
		language,
		now
	}: { civilNumber: string; label: string; fileName: string; language: string; now: Date },
	make: (told: ToTell) => Promise<Uint8Array>,
	report: (error: unknown) => void
): Promise<HandedOver> {
	try {
		const pdf = await make(told);
		return await driver.send({
			...{ id, senderName, label, fileName, pdf, language },
			recipient: civilNumber,
			createdAt: now
		});
	} catch (error) {
		report(error);
		return { state: 'refused', reason: 'not-made' };
	}
}

/**
 * Writes down what became of handing it over, and in the record what that was: the citizen must not read there that a letter was sent which was not
 * (L-10). A receipt that came meanwhile says more, and stays; so does a later attempt.
 */
export async function notePost(
	acting: Acting,
	pathway: string,
	{ id, attempt }: Pick<NonNullable<Begun>, 'id' | 'attempt'>,
	became: HandedOver
): Promise<void> {
	const after = standingAfter(became, attempt);
	const written = await acting.run(updateAfter(id, attempt, after));
	if (written > 0 || after.state === 'accepted')
		await acting.run(recordPathway(recordedAs(after), pathway, id));
}
