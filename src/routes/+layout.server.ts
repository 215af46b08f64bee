import type { LayoutServerLoad } from './$types';

/** What the frame tells of the installation. Without a database the frame stands without it, and can say so. */
export const load: LayoutServerLoad = async ({ locals }) => {
	try {
		const { demo, mailKept } = await locals.installation();
		return { installation: { demo, mailKept } };
	} catch {
		return {};
	}
};
