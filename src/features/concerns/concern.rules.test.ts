import { expect, test } from 'vitest';
import { answerDoubt, askDoubt } from './concern.rules.ts';

test('R-187 a doubt is asked without a number or address that belongs to one person', () => {
	for (const question of [
		'En dreng på 9 år er ofte træt og sulten. Er det noget, vi skal henvise?',
		'Det har stået på i 3 uger, siden den 12.',
		'Vi er 4 frivillige om 12 børn i uge 32 og 33'
	])
		expect(askDoubt(question)).toEqual({ ok: true, value: question });
	for (const question of [
		'Drengen (020312-1234) er træt',
		'Født 0203121234',
		'Født 2.3.2012',
		'Født 02-03-12',
		'Født 2012-03-02',
		'Mor har 20 30 40 50',
		'Ring 20304050',
		'Skriv til mor@example.test'
	])
		expect(askDoubt(question), question).toEqual({ ok: false, reason: 'doubt-tells-who' });
});

test('R-187 who wants to talk first says when', () => {
	expect(answerDoubt('talk', ' ')).toMatchObject({ reason: 'doubt-talk-without-when' });
	expect(answerDoubt('talk', 'I morgen kl. 9')).toMatchObject({ ok: true });
	expect(answerDoubt('refer', '')).toMatchObject({ ok: true });
});
