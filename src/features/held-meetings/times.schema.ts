/** What the forms about times send: fields for each of three times, and an answer for each that is proposed. */
import { z } from 'zod';
import { m } from '#messages';
import { idField, isTimeOfDay } from '#server/form-fields.ts';
import { isDay, type Day } from '#values/day.ts';
import { sayClock } from '#features/meetings/clock.schema.ts';
import { meetingTime } from '#features/meetings/meeting.rules.ts';
import { TIME_NUMBERS, TIME_ANSWERS, type Time, type TimeAnswer } from './times.rules.ts';

type Problems = Record<string, string[]>;
type Read<Value> = { typed: Record<string, string> } & (
	| { ok: true; value: Value }
	| { ok: false; problems: Problems }
);

const textsIn = (posted: FormData): Record<string, string> => {
	const typed: Record<string, string> = {};
	for (const [name, value] of posted) if (typeof value === 'string') typed[name] = value.trim();
	return typed;
};

/** The times that were proposed. One of which nothing is written is none; the first is always asked for. */
export function readTimes(posted: FormData): Read<{ times: Time[]; shown: string }> {
	const typed = textsIn(posted);
	const problems: Problems = {};
	const times = TIME_NUMBERS.flatMap((number): Time[] => {
		const [day, start, end] = ['day', 'start', 'end'].map((name) => typed[name + number] ?? '');
		if (number !== '1' && !day && !start && !end) return [];
		if (!isDay(day!)) problems[`day${number}`] = [m.meeting_day_missing()];
		for (const [name, value] of [
			['start', start!],
			['end', end!]
		] as const)
			if (!isTimeOfDay(value)) problems[name + number] = [m.meeting_time_missing()];
		if (!isDay(day!) || !isTimeOfDay(start!) || !isTimeOfDay(end!)) return [];
		const clock = meetingTime(day as Day, start!, end!);
		if (clock.ok) return [clock.value];
		const { field, message } = sayClock(clock.reason);
		problems[field + number] = [message];
		return [];
	});
	if (Object.keys(problems).length > 0) return { ok: false, typed, problems };
	return { ok: true, typed, value: { times, shown: typed.shown ?? '' } };
}

const Answer = z.enum(TIME_ANSWERS);

/** What somebody says of the times: an answer under a name that ends in the time's id. */
export function readAnswers(posted: FormData): Read<{ option: string; answer: TimeAnswer }[]> {
	const typed = textsIn(posted);
	const problems: Problems = {};
	const value = Object.entries(typed).flatMap(([name, said]) => {
		const option = /^answer-([0-9a-f-]{36})$/.exec(name)?.[1];
		if (!option) return [];
		const answer = Answer.safeParse(said);
		if (answer.success) return [{ option, answer: answer.data }];
		problems[name] = [m.form_choose()];
		return [];
	});
	if (value.length === 0 && Object.keys(problems).length === 0)
		problems.answer = [m.times_answer_missing()];
	return Object.keys(problems).length > 0
		? { ok: false, typed, problems }
		: { ok: true, typed, value };
}

/** The time that is chosen. */
export const PickForm = z.object({ option: idField(m.times_pick_missing) });
