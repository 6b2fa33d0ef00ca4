import { MOST_FIELDS } from '@kith/domains/fields/schema';

/** What was posted of the fields that the form shows; undefined for a form that shows none. */
export function fieldInputs(data: FormData): { fieldId: string; values: string[] }[] | undefined {
	const fieldIds = texts(data, 'fieldIds').slice(0, MOST_FIELDS);
	if (fieldIds.length === 0) return undefined;
	return fieldIds.map((fieldId) => ({ fieldId, values: texts(data, `field.${fieldId}`) }));
}

const texts = (data: FormData, name: string) =>
	data.getAll(name).filter((value) => typeof value === 'string');
