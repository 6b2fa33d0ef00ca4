/** What stands between names, as Latin, Arabic and Japanese writing have it. */
const COMMA = /[,،、，]/;

/** The names in a plain field, where commas stand between them and people like to write a hash before each. */
export function typedNames(text: string): string[] {
	const names = text.split(COMMA).map((name) => name.trim().replace(/^#+/, '').trim());
	return [...new Set(names.filter(Boolean))];
}
