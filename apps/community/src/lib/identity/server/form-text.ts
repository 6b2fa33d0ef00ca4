/** The text of a posted field, cut at `longest` characters; empty for a missing field or a file. */
export function textIn(data: FormData, name: string, longest = 300): string {
	const value = data.get(name);
	return typeof value === 'string' ? value.slice(0, longest) : '';
}
