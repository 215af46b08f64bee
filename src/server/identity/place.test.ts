import { expect, test } from 'vitest';
import { placeOf } from './place.ts';

test.each([
	['192.0.2.1', '192.0.2.1'],
	['::ffff:192.0.2.1', '192.0.2.1'],
	['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1'],
	['2001:DB8:0000:0001::5', '2001:db8:0:1'],
	['2001:db8::1:2:3:4:5', '2001:db8:0:1'],
	['2001:db8::', '2001:db8:0:0'],
	['fe80::1%eth0', 'fe80:0:0:0'],
	['::1', '0:0:0:0'],
	['64:ff9b::192.0.2.1', '64:ff9b:0:0'],
	['nothing of the kind', 'nothing of the kind']
])('%s is tried from %s', (address, place) => expect(placeOf(address)).toBe(place));
