/**
 * Every way into Samspil, asked of the router itself: the manifest of the build that runs. A page that is added is here
 * without anybody writing it down, and so is each action of its forms.
 */
import { createRequire } from 'node:module';

/** One thing an address does: show its page ('see'), take a form ('save'), or answer a method ('POST'). */
export type WayIn = { route: string; does: string; params: string[] };

type Node = { server?: { actions?: Record<string, unknown> } };
type Manifest = {
	nodes: (() => Promise<Node>)[];
	routes: {
		id: string;
		params: { name: string }[];
		page: { leaf: number } | null;
		endpoint: (() => Promise<Record<string, unknown>>) | null;
	}[];
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'fallback'];

/** All ways in of the app in build/. */
export async function listWaysIn(): Promise<WayIn[]> {
	// Node itself loads the build, as it does for the server: nothing of the test's compiler comes between.
	const load = createRequire(import.meta.url);
	const { manifest } = load('../../build/server/manifest.js') as { manifest: Manifest };
	const perRoute = manifest.routes.map(async ({ id, params, page, endpoint }) => {
		const actions = page ? ((await manifest.nodes[page.leaf]!()).server?.actions ?? {}) : {};
		const methods = Object.keys((await endpoint?.()) ?? {});
		const does = [
			...(page ? ['see'] : []),
			...Object.keys(actions),
			...methods.filter((method) => METHODS.includes(method))
		];
		return does.map((each) => ({ route: id, does: each, params: params.map(({ name }) => name) }));
	});
	return (await Promise.all(perRoute)).flat();
}

/** The address of a route with its parts filled in; `action` is the name of a form's action. */
export function addressOf(
	route: string,
	ids: Record<string, string>,
	{ action, search = '' }: { action?: string; search?: string } = {}
): string {
	const path = route.replaceAll(/\[(\w+)(=\w+)?\]/g, (_, name: string) => {
		const id = ids[name];
		if (id === undefined) throw new Error(`The world of the matrix has no [${name}] for ${route}`);
		return id;
	});
	if (action === undefined || action === 'default') return path + (search && `?${search}`);
	return `${path}?/${action}${search && `&${search}`}`;
}
