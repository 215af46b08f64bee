import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { m } from '#messages';
import AnswerPlan from './AnswerPlan.svelte';

const shown = (isTold: boolean) =>
	render(AnswerPlan, {
		props: {
			plan: { id: 'p', hash: 'h', number: 1 },
			given: undefined,
			legend: 'Svar',
			action: '?/answer',
			leave: '/',
			pathway: null,
			isTold,
			form: null
		}
	}).body;

test('L-26 whoever writes what the citizen said is asked whether the citizen disagrees, not whether they do', () => {
	expect(shown(true)).toContain(m.plan_note_told_hint());
	expect(shown(false)).toContain(m.plan_note_hint());
});
