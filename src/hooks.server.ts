import { sequence, type Handle, type ServerInit } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '#messages/server.js';
import { openInstallation } from '#server/installation.ts';

export const init: ServerInit = async () => {
	await openInstallation();
};

const language: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
	);

export const handle = sequence(language);
