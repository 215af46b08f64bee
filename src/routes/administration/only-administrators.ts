import { error, redirect } from '@sveltejs/kit';
import type { Visitor } from '#values/visitor.ts';

/** Who wears the administrator's hat comes in; to everybody else these pages do not exist. */
export function onlyAdministrators(visitor: Visitor | null): asserts visitor is Visitor {
	if (visitor?.hat !== 'administrator') error(404, 'not found');
}

/** As `onlyAdministrators`, with the hat on in a municipality: before there is one, making it comes first. */
export function onlyInMunicipality(
	visitor: Visitor | null
): asserts visitor is Visitor & { tenant: string } {
	onlyAdministrators(visitor);
	if (!visitor.tenant) redirect(303, '/administration');
}
