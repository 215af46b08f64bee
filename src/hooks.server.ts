import { sequence, type Handle } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '#messages/server.js';

const language: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
	);

export const handle = sequence(language);
