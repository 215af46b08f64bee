/**
 * The address `asked` when it is a path on this site, else the front page: an address that came in with
 * a form must not lead anywhere else ('//elsewhere', '/\elsewhere' and 'https:…' all would).
 */
export const pathWithin = (asked: unknown): string =>
	typeof asked === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(asked) ? asked : '/';
