/** Which way of sending Digital Post an installation has. */
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { WrongSetting, type Settings } from '../settings.ts';
import type { DigitalPostDriver } from './digital-post-driver.ts';
import { restDriver, type RestSettings } from './rest-driver.ts';

let driver: DigitalPostDriver | undefined;

/** The driver that the settings named at the start; undefined where letters are not sent by Digital Post. */
export const digitalPostDriver = (): DigitalPostDriver | undefined => driver;

/** Takes the settings, and opens the operator's files. @throws {WrongSetting} where they cannot be opened */
export function openDigitalPost({
	digitalPost: given
}: Pick<Settings, 'digitalPost'>): DigitalPostDriver | undefined {
	driver = given && restDriver(withFiles(given));
	return driver;
}

function withFiles({
	p12,
	password,
	ca,
	...rest
}: NonNullable<Settings['digitalPost']>): RestSettings {
	const pfx = readFileSync(p12);
	try {
		createSecureContext({ pfx, passphrase: password });
	} catch (cause) {
		throw new WrongSetting(
			`DIGITAL_POST_P12 must be a PKCS #12 file that DIGITAL_POST_P12_PASSWORD opens: ${(cause as Error).message}.`,
			{ cause }
		);
	}
	const trusted = ca ? readFileSync(ca) : undefined;
	if (trusted && !trusted.includes('-----BEGIN CERTIFICATE-----'))
		throw new WrongSetting('DIGITAL_POST_CA must be a file of certificates in PEM.');
	return { ...rest, pfx, passphrase: password, ca: trusted };
}
