/** What somebody without an account is told of, in words. */
import { m } from '#messages';
import type { ToldOf } from './outside.rules.ts';

export const sayToldOf = (about: ToldOf): string =>
	about === 'tovholder' ? m.outside_tell_tovholder() : m.outside_tell_closing();

export const sayWasToldOf = (about: ToldOf): string =>
	about === 'tovholder' ? m.outside_told_tovholder() : m.outside_told_closing();
