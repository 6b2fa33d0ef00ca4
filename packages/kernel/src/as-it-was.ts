/** What a row said of the fields that are about to change, for a log that tells both. */
export function asItWas(row: object, fields: object): Record<string, unknown> {
	return Object.fromEntries(Object.keys(fields).map((key) => [key, Reflect.get(row, key)]));
}
