import type { CommunityContext } from '../context.ts';
import { CHOSEN } from '../fields/fields.schema.ts';
import { filterFields } from '../fields/index.ts';

/** A field of a profile that says something in common, and the key of what was filled in. */
type Telling = { key: string; label: string };

/** One's own keys that say something in common: chosen options and places, of fields that everyone here may see. */
// authorize: filterFields asks which fields the actor may look members up by.
export function tellingFields(ctx: CommunityContext, fieldKeys: readonly string[]): Telling[] {
	const fields = filterFields(ctx).filter(
		({ kind }) => CHOSEN.includes(kind) || kind === 'location',
	);
	return fieldKeys.flatMap((key) => {
		const field = fields.find(({ id }) => key.startsWith(`${id}:`));
		return field ? [{ key, label: field.label }] : [];
	});
}
