/** What sign-in's cookies are signed with and its secrets encrypted with. */
import { deriveSecret } from '#server/database/installation-secret.ts';

/** The secret of sign-in, derived from the installation's own. */
export const cookieSecret = (installationSecret: string) =>
	deriveSecret(installationSecret, 'sign-in');
