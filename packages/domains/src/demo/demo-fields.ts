import { newId } from '@kith/kernel/ids';
import { keysOf } from '../fields/index.ts';
import type { FieldValues, MemberField } from '../fields/fields.schema.ts';
import type { Demo, DemoMember } from '../templates/index.ts';

type Field = { key: string; field: MemberField };

/** The fields of a demo community with ids of their own. */
export function fieldsOf({ fields = [] }: Demo): Field[] {
	return fields.map(({ key, options = [], ...field }) => ({
		key,
		field: {
			...{ ...field, id: newId(), archivedAt: null, version: 1 },
			options: options.map((label) => ({ id: newId(), label })),
		},
	}));
}

/** What a member filled in, as their row keeps it. Throws for a field or an option that is not there. */
export function fieldColumnsOf(fields: readonly Field[], { fields: filled = {} }: DemoMember) {
	const values: FieldValues = Object.fromEntries(
		Object.entries(filled).map(([key, words]) => {
			const found = fields.find((one) => one.key === key);
			if (!found) throw new Error(`the demo has no field ${key}`);
			return [found.field.id, words.map((word) => valueIn(found, word))];
		}),
	);
	const all = fields.map(({ field }) => field);
	return { fields: JSON.stringify(values), fieldKeys: keysOf(all, values) };
}

function valueIn({ key, field: { options } }: Field, word: string): string {
	if (options.length === 0) return word;
	const option = options.find(({ label }) => label === word);
	if (!option) throw new Error(`the demo's field ${key} has no option ${word}`);
	return option.id;
}
