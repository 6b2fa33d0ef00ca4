/** What a text says in JSON; null for anything else. */
export function textAsJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
