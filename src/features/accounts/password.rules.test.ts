import { expect, test } from 'vitest';
import { judgePassword } from './password.rules.ts';

const ida = { name: 'Ida Holm Sørensen', email: 'ida.holm.sorensen@solby.example' };
const judged = (password: string) => {
	const outcome = judgePassword(password, ida);
	return outcome.ok ? 'good' : outcome.reason;
};

test.each([
	['', 'password-too-short'],
	['elleve tegn', 'password-too-short'],
	['tolv tegn ok', 'good'],
	['kun små bogstaver uden tal', 'good'],
	['🐎🔋📎🌧🐎🔋📎🌧🐎🔋📎', 'password-too-short'],
	['🐎🔋📎🌧🐎🔋📎🌧🐎🔋📎🌧', 'good'],
	['qaqortoq ᐃᓄᒃ ø', 'good'],
	['abc'.repeat(66), 'password-too-common'],
	['a lang '.repeat(28), 'good'],
	[`${'a lang '.repeat(28)}12345`, 'password-too-long'],
	['a'.repeat(100_000), 'password-too-long'],
	['Adgangskode123', 'password-too-common'],
	['ida.holm.sorensen', 'password-too-common'],
	['IDA HOLM SØRENSEN', 'password-too-common']
])('the password %j is %s', (password, answer) => {
	expect(judged(password)).toBe(answer);
});
