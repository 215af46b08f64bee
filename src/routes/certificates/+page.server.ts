import { error, fail, redirect } from '@sveltejs/kit';
import { declareBy, FIELD_OF, standingOf } from '#features/child-certificates/certificate.rules.ts';
import { AddRoleForm, DeclarationForm } from '#features/child-certificates/certificate.schema.ts';
import { ROLE_LABELS } from '#features/child-certificates/say-certificate.ts';
import {
	findLastOrFirst,
	findRegister,
	listDeclarations,
	listPeopleToChoose,
	listRoles,
	MOST_PEOPLE,
	ROLES_A_PAGE
} from '#features/child-certificates/server/certificate.queries.ts';
import {
	addRole,
	declare,
	takeDeclarationBack
} from '#features/child-certificates/server/keep-certificates.ts';
import { partOfName } from '#features/pathways/tovholder.rules.ts';
import { readForm } from '#server/read-form.ts';
import { sayRefusal } from '#server/say-refusal.ts';
import { saySaved } from '#server/say-saved.ts';
import { isId } from '#values/id.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const wanted = partOfName(url.searchParams.get('find'));
	const after = url.searchParams.get('after');
	const [[register], roles, people, declarations, [year]] = await locals.read(
		findRegister(),
		listRoles(after !== null && isId(after) ? after : null),
		listPeopleToChoose(wanted),
		listDeclarations(),
		findLastOrFirst()
	);
	if (!register) error(404);
	const shown = roles.slice(0, ROLES_A_PAGE);
	return {
		visitor: locals.visitor,
		today: locals.today,
		done: url.searchParams.get('done'),
		register,
		roles: shown.map((each) => ({ ...each, standing: standingOf(each, locals.today) })),
		next: roles.length > ROLES_A_PAGE ? `/certificates?after=${shown.at(-1)!.id}` : null,
		first: after === null ? null : '/certificates',
		people: people.slice(0, MOST_PEOPLE),
		isCut: people.length > MOST_PEOPLE,
		wanted,
		declarations,
		dueOn: year ? declareBy(year.from) : null,
		newId: crypto.randomUUID()
	};
};

export const actions: Actions = {
	add: async ({ locals, request }) => {
		const form = await readForm(request, AddRoleForm);
		if (!form.ok) return fail(422, { typed: form.typed, problems: form.problems });
		const { id, person, ...said } = form.value;
		const added = await locals.transact((acting) => addRole(acting, id, person, said));
		if (added.ok) redirect(303, '/certificates?done=kept');
		if (added.reason === 'not-there') error(404);
		if (added.reason === 'sent-before')
			return fail(409, {
				typed: { ...form.typed, id: crypto.randomUUID() },
				sentBefore: saySaved(added.saved, ROLE_LABELS)
			});
		const field = added.reason === 'not-at-work-here' ? 'person' : FIELD_OF[added.reason];
		return fail(422, { typed: form.typed, problems: { [field]: [sayRefusal(added.reason)] } });
	},

	declare: async ({ locals, request }) => {
		const form = await readForm(request, DeclarationForm);
		if (!form.ok) return fail(422, { declared: form.typed, problems: form.problems });
		const made = await locals.transact((acting) => declare(acting, form.value.declaredOn));
		if (made.ok) redirect(303, '/certificates?done=declared');
		if (made.reason === 'not-there') error(404);
		const problems: Record<string, string[]> = { declaredOn: [sayRefusal(made.reason)] };
		return fail(422, { declared: form.typed, problems });
	},

	takeBack: async ({ locals, request }) => {
		const form = await readForm(request, DeclarationForm);
		if (!form.ok) error(404);
		const back = await locals.transact((acting) =>
			takeDeclarationBack(acting, form.value.declaredOn)
		);
		if (!back.ok) error(404);
		redirect(303, '/certificates?done=back');
	}
};
