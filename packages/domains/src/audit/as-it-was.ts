/** What a row said of the fields that are about to change, for the log. */
export function asItWas(row: object, fields: object): Record<string, unknown> {
	return Object.fromEntries(Object.keys(fields).map((key) => [key, Reflect.get(row, key)]));
}
