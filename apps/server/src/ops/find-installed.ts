import type { Services } from '@kith/domains/context';
import { Refusal } from './command.ts';

/** The community at an address of a running installation. Throws Refusal, which says how to find the right one. */
export async function findInstalled(
	{ directory }: Services,
	slug: string,
): Promise<{ id: string }> {
	const found = await directory.bySlug(slug);
	if (found) return found;
	throw new Refusal(`There is no community at "${slug}". See: npm run ops -- communities list`);
}
