import type { FilterField } from '@kith/domains/fields/schema';

/** The fields and roles that the viewer may look members up by. */
export async function directoryChoices({ api }: App.Locals) {
	const [fields, roles] = await Promise.all([api.fields.filters(), api.roles.list()]);
	return { fields: fields satisfies FilterField[], roles };
}
