/** The description of our HSDS API for programs (OpenAPI 3.1). The objects' own schemas are the official ones, named by address. */

const SCHEMAS = 'https://raw.githubusercontent.com/openreferral/specification/3.1/schema/';
const official = (file: string) => ({ $ref: `${SCHEMAS}${file}.json` });

const parameter = (name: string, description: string, schema: object) => ({
	name,
	in: 'query',
	required: false,
	description,
	schema
});
const PAGING = [
	parameter('page', 'Which page, from 1.', { type: 'integer', minimum: 1 }),
	parameter('per_page', 'How many on a page: 50 unless told, at most 500.', {
		type: 'integer',
		minimum: 1,
		maximum: 500
	}),
	parameter('format', 'json, or ndjson for all of them, a line each.', {
		type: 'string',
		enum: ['json', 'ndjson']
	}),
	parameter('search', 'Words, in Danish or English.', { type: 'string' })
];
const FILTERS = [
	parameter('taxonomy_term_id', 'With this term.', { type: 'string', format: 'uuid' }),
	parameter('taxonomy_id', 'With any term of this taxonomy.', { type: 'string', format: 'uuid' }),
	parameter('organization_id', 'Given by this organisation.', { type: 'string', format: 'uuid' }),
	parameter('modified_after', 'Changed on or after this moment.', {
		type: 'string',
		format: 'date-time'
	}),
	parameter('postcode', 'With an address in this postal code.', { type: 'string' }),
	parameter('municipality', 'In the directory of this municipality (our own addition).', {
		type: 'string',
		format: 'uuid'
	})
];
const FULL = parameter('full', 'With all that hangs on each.', { type: 'boolean' });
const MINIMAL = parameter('minimal', 'Only id and modified_date.', { type: 'boolean' });

const json = (schema: object, description: string) => ({
	description,
	content: { 'application/json': { schema } }
});
const WRONG = { description: 'A parameter has a value that makes no sense.' };

const list = (operationId: string, each: object, parameters: object[]) => ({
	get: {
		operationId,
		parameters,
		responses: {
			200: json(
				{
					allOf: [
						{ $ref: '#/components/schemas/Page' },
						{ type: 'object', properties: { contents: { type: 'array', items: each } } }
					]
				},
				'A page.'
			),
			400: WRONG
		}
	}
});
const one = (operationId: string, each: object, more: object[] = []) => ({
	get: {
		operationId,
		parameters: [
			{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
			...more
		],
		responses: { 200: json(each, 'It.'), 404: { description: 'There is none.' } }
	}
});

/** The document, for an installation at this address. */
export const openApi = (origin: string) => ({
	openapi: '3.1.0',
	info: {
		title: 'Samspil: open directories of offers',
		version: '1.0.0',
		summary: 'HSDS 3.1.1, read only',
		description:
			'Human Services Data Specification, an Open Referral resource (https://openreferral.org/). Only what a municipality has opened.'
	},
	servers: [{ url: `${origin}/api/hsds` }],
	paths: {
		'/': {
			get: {
				operationId: 'getAPIMetaInformation',
				responses: {
					200: json(
						{
							type: 'object',
							required: ['version', 'profile', 'openapi_url'],
							properties: {
								version: { type: 'string' },
								profile: { type: 'string', format: 'uri' },
								openapi_url: { type: 'string', format: 'uri' }
							}
						},
						'What this API is.'
					)
				}
			}
		},
		'/services': list('getPaginatedListOfServices', official('compiled/service_list'), [
			...PAGING,
			...FILTERS,
			MINIMAL,
			FULL
		]),
		'/services/{id}': one('getFullyNestedServiceById', official('compiled/service')),
		'/organizations': list(
			'getPaginatedListOfOrganizations',
			official('compiled/organization_list'),
			[...PAGING, ...FILTERS]
		),
		'/organizations/{id}': one('getOrganizationById', official('compiled/organization'), [
			parameter('full_service', 'With whole services.', { type: 'boolean' })
		]),
		'/service_at_locations': list(
			'getPaginatedListOfServiceAtLocation',
			official('compiled/service_at_location_list'),
			[...PAGING, ...FILTERS, FULL]
		),
		'/service_at_locations/{id}': one(
			'getServiceAtLocationWithNestedDataById',
			official('compiled/service_at_location')
		),
		'/taxonomies': list('getPaginatedListOfTaxonomies', official('taxonomy'), PAGING),
		'/taxonomies/{id}': one('getTaxonomyById', official('taxonomy')),
		'/taxonomy_terms': list('getPaginatedListOfTaxonomyTerms', official('taxonomy_term'), [
			...PAGING,
			FILTERS[1]!
		]),
		'/taxonomy_terms/{id}': one('getTaxonomyTermById', official('taxonomy_term'))
	},
	components: {
		schemas: {
			Page: {
				type: 'object',
				required: ['empty'],
				properties: {
					total_items: { type: 'integer' },
					total_pages: { type: 'integer' },
					page_number: { type: 'integer' },
					size: { type: 'integer' },
					first_page: { type: 'boolean' },
					last_page: { type: 'boolean' },
					empty: { type: 'boolean' }
				}
			}
		}
	}
});
