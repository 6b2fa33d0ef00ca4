/** Why a settings form was sent back. */
export type Refused = { code: string; fields: Record<string, string> };

/** Reads the refusal of an action; undefined when there is none, or when it was saved. */
export function refusalOf(form: object | null | undefined): Refused | undefined {
	if (!form || !('code' in form) || typeof form.code !== 'string') return undefined;
	const fields = 'fields' in form ? (form.fields as Refused['fields']) : {};
	return { code: form.code, fields };
}
