type Given = Readonly<Record<string, string | number | null>> | '' | null | undefined;

/** Metadata after an update: what is given replaces, null or empty takes away, no object at all takes away everything. */
export function mergeMetadata(
	old: Readonly<Record<string, string>> | null,
	given: Given,
): Record<string, string> {
	if (given === undefined) return { ...old };
	if (given === null || given === '') return {};
	const merged: Record<string, string> = { ...old };
	for (const [key, value] of Object.entries(given))
		if (value === null || value === '') delete merged[key];
		else merged[key] = String(value);
	return merged;
}
