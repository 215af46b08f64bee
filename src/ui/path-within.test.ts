import { expect, test } from 'vitest';
import { pathWithin } from './path-within.ts';

test.each(['/', '/pathways', '/pathways?after=2026-11-22&name=%C3%A6', '/framework#housing'])(
	'%s is a path on this site',
	(path) => expect(pathWithin(path)).toBe(path)
);

test.each([
	'//elsewhere.example',
	'/\\elsewhere.example',
	'/\t/elsewhere.example',
	'https://elsewhere.example/',
	'javascript:alert(1)',
	'elsewhere',
	'/page\r\nSet-Cookie: a=b',
	'',
	null,
	7
])('%j leads to the front page instead', (asked) => expect(pathWithin(asked)).toBe('/'));
