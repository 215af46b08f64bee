import { expect, test } from 'vitest';
import { nameOfFile } from './attachment.rules.ts';

test.each([
	['Kontrakt 2024.pdf', 'Kontrakt 2024.pdf'],
	['C:\\Users\\lone\\Aftale æøå.pdf', 'Aftale æøå.pdf'],
	['../../etc/passwd', 'passwd'],
	['a\0b\u202Efdp.exe', 'a b fdp.exe'],
	['', 'aftale.pdf'],
	['/', 'aftale.pdf']
])('%j is called %j', (given, name) => {
	expect(nameOfFile(given)).toBe(name);
});

test('a name of any length keeps its end', () => {
	expect(nameOfFile(`${'æ'.repeat(1000)}.pdf`)).toMatch(/^æ{146}\.pdf$/);
});
