/** Who is responsible for which data in the collaboration in Solby (L-11). */
import { tables } from '#server/tables.ts';
import { nights } from './agreement.ts';
import { collaboration } from './collaboration.ts';
import { idOf, type Example } from './example.ts';
import { birgitte, bodil, kilden, lone, mentorhuset, solby, tarek } from './people.ts';

export async function writeResponsibility({ write, moment }: Example): Promise<void> {
	const at = { tenant_id: solby.id, collaboration_id: collaboration };
	await write(
		tables.insertInto('data_responsibility').values([
			{
				...at,
				id: idOf('responsible: Solby'),
				organisation_id: solby.id,
				what: 'Selve forløbet: hvorfor det begyndte, hvem der er tovholder, planen, møderne, og det kommunens egne folk skriver.',
				categories: ['contact', 'situation', 'work', 'economy', 'meetings', 'progress'],
				agreement_id: nights,
				agreement_named: 'Trygge nætter i Søparken',
				contact: `${bodil.name}, databeskyttelsesrådgiver: ${bodil.email}`,
				changed_by_name: lone.name,
				changed_at: moment(-80, '10:15')
			},
			{
				...at,
				id: idOf('responsible: Kilden'),
				organisation_id: kilden.id,
				what: 'Det, vores kontaktpersoner og frivillige skriver ned, når de har talt med dig.',
				categories: ['contact', 'progress'],
				agreement_named: '',
				contact: `${birgitte.name}, daglig leder: ${birgitte.email}`,
				changed_by_name: birgitte.name,
				changed_at: moment(-60, '14:00')
			},
			{
				...at,
				id: idOf('responsible: Mentorhuset'),
				organisation_id: mentorhuset.id,
				what: 'Mentorernes egne notater om, hvordan det går med bolig og hverdag.',
				categories: ['housing', 'progress'],
				agreement_named: 'Aftale om mentorstøtte fra marts, hos kommunens juridiske afdeling',
				contact: `${tarek.name}: ${tarek.email}`,
				changed_by_name: tarek.name,
				changed_at: moment(-41, '09:30')
			}
		])
	);
}
