/** The forms of a page, read from its HTML: what a browser would send if somebody pressed the button at once. */

/** One input of a form. */
export type Input = {
	name: string;
	/** As HTML calls it: 'text', 'date', 'hidden', 'textarea', 'select', 'radio' … */
	type: string;
	/** What it would send as it stands; null where it would send nothing. */
	value: string | null;
};

/** The inputs of the forms on the page that lead to this action ('default' where a page has one form only). */
export function inputsOf(html: string, action: string): Input[] {
	const forms = [...html.matchAll(/<form\b[^>]*>.*?<\/form>/gs)].map(([form]) => form);
	const inputs = forms.filter((form) => leadsTo(form, action)).flatMap(inputsIn);
	const named = Map.groupBy(inputs, ({ name }) => name);
	return [...named.values()].map((same) => same.find(({ value }) => value !== null) ?? same[0]!);
}

function leadsTo(form: string, action: string): boolean {
	const head = attributesOf(/<form\b([^>]*)>/.exec(form)![1]!);
	if (head.method?.toUpperCase() !== 'POST') return false;
	const buttons = [...form.matchAll(/<button\b([^>]*)>/g)].map(([, inner]) => attributesOf(inner!));
	const targets = [head.action ?? '', ...buttons.map(({ formaction }) => formaction ?? '')];
	// A form of another page (sign out, the language) stands in the frame of each.
	if (action === 'default') return /^(\?(?!\/).*)?$/.test(head.action ?? '');
	return targets.some((target) => new RegExp(`\\?/${action}(?![\\w-])`).test(target));
}

function inputsIn(form: string): Input[] {
	const found: Input[] = [];
	for (const [, inner] of form.matchAll(/<input\b([^>]*)>/g)) {
		const { name, type = 'text', value = '', ...rest } = attributesOf(inner!);
		const isTicked = !['radio', 'checkbox'].includes(type) || 'checked' in rest;
		if (name) found.push({ name, type, value: isTicked ? value : null });
	}
	for (const [, inner, text] of form.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)) {
		const { name } = attributesOf(inner!);
		if (name) found.push({ name, type: 'textarea', value: plain(text!) });
	}
	for (const [, inner, body] of form.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
		const { name } = attributesOf(inner!);
		const options = [...body!.matchAll(/<option\b([^>]*)>/g)].map(([, each]) =>
			attributesOf(each!)
		);
		const chosen = options.find((option) => 'selected' in option) ?? options[0];
		if (name) found.push({ name, type: 'select', value: chosen?.value ?? '' });
	}
	return found;
}

function attributesOf(inner: string): Record<string, string> {
	const pairs = inner.matchAll(/([\w-]+)(?:="([^"]*)")?/g);
	return Object.fromEntries([...pairs].map(([, name, value]) => [name!, plain(value ?? '')]));
}

/** The text that HTML stands for. */
export const plain = (html: string) =>
	html
		.replaceAll(/<!--.*?-->/gs, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');
