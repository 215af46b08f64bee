/** From where somebody tries something, as far as tries are counted (limits.ts). */
import { isIPv6 } from 'node:net';

/**
 * The place of a network address: of IPv6 its first four groups ('2001:db8:0:1'), since whoever has one line has all addresses below them and could
 * try from each; an IPv4 address as it is, also where it is written as IPv6 ('::ffff:192.0.2.1').
 */
export function placeOf(address: string): string {
	if (!isIPv6(address)) return address;
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
	if (mapped) return mapped[1]!;
	const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::');
	const given = head.split(':').filter(Boolean);
	const after = tail.split(':').filter(Boolean);
	// what is left out between the two is nought; four numbers with dots between stand for two groups
	const leftOut = 8 - given.length - after.length - (address.includes('.') ? 1 : 0);
	return [...given, ...Array<string>(leftOut).fill('0'), ...after]
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':');
}
