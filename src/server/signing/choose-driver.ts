/** Which way of signing outside an installation has. */
import type { Settings } from '../settings.ts';
import { brokerDriver } from './broker.ts';
import type { SigningDriver } from './signing-driver.ts';

/** The driver that the settings name; undefined where people sign with their account here. */
export const signingDriver = ({ signing }: Pick<Settings, 'signing'>): SigningDriver | undefined =>
	signing && brokerDriver(signing);
