/**
 * Whether every text in `value` can be kept: PostgreSQL stores no NUL, and half a surrogate pair is no character.
 * Texts come from people and programs alike, so this is asked once for every procedure's input. It walks without
 * calling itself: however deep a hostile value is nested, the stack stays as it is.
 */
export function isStorable(value: unknown): boolean {
	const waiting = [value];
	while (waiting.length > 0) {
		const part = waiting.pop();
		if (typeof part === 'string' && !isKeepable(part)) return false;
		if (typeof part !== 'object' || part === null) continue;
		for (const [key, inner] of Object.entries(part)) {
			if (!isKeepable(key)) return false;
			waiting.push(inner);
		}
	}
	return true;
}

function isKeepable(text: string): boolean {
	return !text.includes('\u0000') && text.isWellFormed();
}
