/** Posts the forms of the matrix as a browser would: with what their pages show and carry along. */
import type { MatrixWorld } from './arrange-world.ts';
import { ask } from './ask.ts';
import { KINDS, type Kind } from './kinds.ts';
import { inputsOf, plain, type Input } from './page-forms.ts';
import type { Row } from './row.ts';
import { ROWS } from './rows.ts';
import { addressOf } from './ways-in.ts';

/** A form, and whoever gets furthest with it: from whom it is taken, or who at least is told why not. */
export type Sent = { row: Row; sender: Kind; name: string };

/** Those who have most to do here first. */
const SENDERS: readonly Kind[] = ['undeclared', 'tovholder', 'leader', ...KINDS];
const METHOD = /^(GET|POST|PUT|PATCH|DELETE)$/;

/** Every form that anybody can send. */
export const FORMS: readonly Sent[] = ROWS.filter(
	({ does }) => does !== 'see' && !METHOD.test(does)
).flatMap((row) => {
	const sender =
		SENDERS.find((kind) => row.cell(kind) === 'done') ??
		SENDERS.find((kind) => row.cell(kind) === 'refused');
	return sender ? [{ row, sender, name: `${row.route} ${row.does}` }] : [];
});

/** What is posted, in order. */
export type Fields = [name: string, value: string | File][];

/** Where and among what a form is sent. */
export type Place = { origin: string; world: MatrixWorld };

/** The inputs of the form as its page shows them; none where the page is not for the sender, or does not show it now. */
export async function shownInputs({ row, sender }: Sent, at: Place): Promise<Input[]> {
	const question = { ...row, does: 'see', isJson: false, form: {} };
	const { body } = await ask({ ...question, ...addressedTo(row, sender, at) });
	return inputsOf(body, row.does);
}

/** The inputs filled in as the row says; the version that the page carries along stays. */
export async function filledIn(
	shown: Input[],
	{ row, sender }: Sent,
	{ world }: Place
): Promise<Input[]> {
	const filling = Object.entries(await row.form(world, sender)).map(([name, value]) => {
		const values: (string | null)[] = [value].flat();
		return { name, values: values.length > 0 ? values : [''] };
	});
	const valuesOf = (input: Input) =>
		(input.name === 'version'
			? undefined
			: filling.find(({ name }) => name === input.name)?.values) ?? [input.value];
	const rest = filling.filter(({ name }) => !shown.some((input) => input.name === name));
	return [
		...shown.flatMap((input) => valuesOf(input).map((value) => ({ ...input, value }))),
		...rest.flatMap(({ name, values }) => values.map((value) => ({ name, type: 'hidden', value })))
	];
}

/** What a browser would send of these inputs. */
export const asItIs = (inputs: Input[]): [string, string][] =>
	inputs.flatMap(({ name, value }) => (value === null ? [] : [[name, value]]));

/** What came back, its text as a reader of the page would have it. */
export type Reply = { status: number; text: string; location: string };

export async function send({ row, sender }: Sent, at: Place, fields: Fields): Promise<Reply> {
	const { origin, cookie, ids, search } = addressedTo(row, sender, at);
	const body = new FormData();
	for (const [name, value] of fields) body.append(name, value);
	const response = await fetch(origin + addressOf(row.route, ids, { action: row.does, search }), {
		method: 'POST',
		redirect: 'manual',
		headers: {
			accept: 'text/html',
			'accept-language': 'da',
			// As in ask(): the packing and unpacking of what is long takes more than the rest.
			'accept-encoding': 'identity',
			origin,
			...(cookie && { cookie })
		},
		body
	});
	const location = response.headers.get('location') ?? '';
	return { status: response.status, text: plain(await response.text()), location };
}

const addressedTo = (row: Row, sender: Kind, { origin, world }: Place) => ({
	origin,
	cookie: world.cookieOf(sender),
	ids: { ...world.ids, ...row.at(world) },
	search: row.search(world)
});
