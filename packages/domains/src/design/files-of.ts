/** Ids of the pictures that a part of a design shows, each once. */
export function filesOf(part: unknown): string[] {
	const found = new Set<string>();
	JSON.stringify(part, (key, value: unknown) => {
		if (/fileId$/i.test(key) && typeof value === 'string') found.add(value);
		return value;
	});
	return [...found];
}
