/**
 * Whether every text in `value` can be kept: PostgreSQL stores no NUL, and half a surrogate pair is no character.
 * Texts come from people and programs alike, so this is asked once for every procedure's input.
 */
export function isStorable(value: unknown): boolean {
	if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed();
	if (typeof value !== 'object' || value === null) return true;
	return Object.entries(value).every(([key, part]) => isStorable(key) && isStorable(part));
}
