/** What we say ourselves is said in the reader's language, whoever wrote it down and in whatever language. */
import { afterEach, expect, test } from 'vitest';
import { m } from '#messages';
import { overwriteGetLocale } from '#messages/runtime.js';
import { sayResponsible, sayTitle } from '#features/tasks/say-task.ts';
import { sayReason } from './say-meeting.ts';

const reading = (language: 'da' | 'en') => overwriteGetLocale(() => language);
afterEach(() => reading('da'));

test.each(['da', 'en'] as const)('what holds no words is said to a reader of %s', (language) => {
	reading(language);
	const spoken = { locale: language };
	expect(sayResponsible({ responsible: '' })).toBe(m.task_citizen({}, spoken));
	expect(sayTitle({ title: '' })).toBe(m.explain_task({}, spoken));
	expect(sayReason({ kind: 'citizen', reason: '' })).toBe(m.meeting_citizen_reason({}, spoken));
	expect(sayReason({ kind: 'person', reason: '' })).toBe(m.meeting_tovholder_reason({}, spoken));
});

test('what somebody wrote stands as they wrote it', () => {
	expect(sayResponsible({ responsible: 'Hans Hjælper' })).toBe('Hans Hjælper');
	expect(sayTitle({ title: 'Ring til boligforeningen' })).toBe('Ring til boligforeningen');
	for (const kind of ['citizen', 'person', 'guest'] as const)
		expect(sayReason({ kind, reason: 'Kender byen' })).toBe('Kender byen');
});
