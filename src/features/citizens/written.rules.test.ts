import { expect, test } from 'vitest';
import { sayWrittenFacts } from './say-written.ts';
import { tellWritten } from './written.rules.ts';

test('L-10 a kept row is told by its words, who wrote them and the Danish day', () => {
	expect(
		tellWritten('entry', {
			title: '',
			body: 'Vi talte sammen',
			author_name: 'Mette',
			author_organisation_name: 'Solby Kommune',
			created_at: '2026-05-03T22:30:00+00:00',
			goal: null
		})
	).toMatchObject({ on: '2026-05-04', by: 'Mette, Solby Kommune', words: ['Vi talte sammen'] });
	expect(
		tellWritten('tovholder_refusal', { refused_on: '2026-05-04', note: 'Nej tak' })
	).toMatchObject({ on: '2026-05-04', by: '', words: ['Nej tak'] });
});

test('a row without words is not told', () => {
	expect(tellWritten('disclosure_basis', { decided_on: '2026-05-04', reason: ' ' })).toBeNull();
});

test('L-10 a task that is over is told with its note, whoever did it; one that is open stands among the tasks', () => {
	const task = {
		title: 'Ring til udlejer',
		state: 'done',
		state_note: 'Gjort, aftalt med Aviâja',
		state_changed_at: '2026-05-04T08:00:00Z',
		responsible_name: 'Aviâja'
	};
	expect(tellWritten('task', task)).toMatchObject({
		on: '2026-05-04',
		by: 'Aviâja',
		words: ['Ring til udlejer', 'Gjort, aftalt med Aviâja'],
		facts: { state: 'done' }
	});
	expect(tellWritten('task', { ...task, state: 'open' })).toBeNull();
});

test('L-10 what was chosen stands beside the words: whom a contact was with, from whom something was handed over', () => {
	const contact = { kind: 'contact', contacted: 'relative', reached: false, channel: 'phone' };
	expect(
		sayWrittenFacts(
			'entry',
			tellWritten('entry', { ...contact, body: 'Prøvede', starts_on: '2026-05-04' })!.facts!
		)
	).toBe('Kontakt · En pårørende · Telefon · Ikke fat i, 4. maj 2026');
	const seat = {
		name: 'Aviâja',
		reason: 'Kender natten',
		meeting_purpose: 'At planlægge flytningen',
		meeting_starts_at: '2026-05-11T11:00:00+00:00',
		meeting_place: 'Biblioteket'
	};
	const saidOf = (row: object) =>
		sayWrittenFacts('meeting_participant', tellWritten('meeting_participant', { ...row })!.facts!);
	expect(saidOf(seat)).toBe('At planlægge flytningen, 11. maj 2026 kl. 13.00, Biblioteket');
	// one that is prepared has no time and place yet
	expect(saidOf({ ...seat, meeting_starts_at: null, meeting_place: '' })).toBe(
		'At planlægge flytningen'
	);
	const meeting = { purpose: 'Boligen', interpreter_language: 'grønlandsk' };
	const ofMeeting = (row: object) =>
		sayWrittenFacts('meeting', tellWritten('meeting', { ...row })!.facts!);
	expect(
		ofMeeting({ ...meeting, interpreter_provider: 'Tolkene', interpreter_paid_by: 'Kommunen' })
	).toBe('Tolkens sprog: grønlandsk\nBestilt hos: Tolkene\nHvem betaler? Kommunen');
	expect(ofMeeting({ purpose: 'Boligen' })).toBe(null);
	const access = { reason: 'Faldet om', ended_at: '2026-05-04T08:00:00Z', ended_by_name: 'Mette' };
	const ofAccess = (row: object) =>
		sayWrittenFacts('emergency_access', tellWritten('emergency_access', { ...row })!.facts!);
	expect(ofAccess({ ...access, reviewed_by_name: 'Bodil', finding: 'not-justified' })).toBe(
		'Afsluttet af Mette\nVurderet af Bodil: Det var ikke i orden'
	);
	expect(ofAccess({ reason: 'Faldet om' })).toBe(null);
	const transfer = { from_name: 'Rasmus', to_name: 'Tarek', to_organisation_name: 'Mentorhuset' };
	expect(
		sayWrittenFacts('transfer', tellWritten('transfer', { ...transfer, reason: 'x' })!.facts!)
	).toBe('Fra Rasmus til Tarek, Mentorhuset');
});

test('L-10 of a consent that was stopped stand the interpreter, who said stop and on which day, each in its line; of what was put right, the days that stood there', () => {
	const consent = {
		text_shown: 'Ja',
		interpreter_used: true,
		interpreter: 'Tolkene',
		interpreter_language: 'grønlandsk',
		withdrawn_at: '2026-05-03T22:30:00Z',
		withdrawn_by_name: 'Malik'
	};
	const lines = sayWrittenFacts('consent', tellWritten('consent', consent)!.facts!)!.split('\n');
	expect(lines).toHaveLength(2);
	expect(lines[1]).toBe('Trukket tilbage: Malik, 4. maj 2026');
	const former = [
		{
			title: 'Træning',
			body: '',
			goal: '',
			starts_on: '2026-04-01',
			ends_on: '2026-04-30',
			at: '2026-05-03T22:30:00Z',
			by: 'Mette'
		}
	];
	expect(
		sayWrittenFacts('entry', tellWritten('entry', { kind: 'note', body: 'x', former })!.facts!)
	).toContain('Træning · Fra: 1. april 2026 · Til og med: 30. april 2026');
});
