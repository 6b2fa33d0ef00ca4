import { GuidelinesRef } from '@kith/domains/guidelines/schema';

/** The version whose acceptances an address asks for; undefined for all of them, also where it asks for nonsense. */
export function versionIn({ searchParams }: URL): number | undefined {
	const wanted = Number(searchParams.get('version') ?? '');
	return GuidelinesRef.safeParse({ version: wanted }).data?.version;
}
