const HERE = 'http://kith.invalid';
const MOST = 300;

/**
 * Whether a text is a path of the site that it is read on and leads nowhere else, however a browser reads it: not by a second
 * slash or a backslash, and not by dots that leave one (`/.//evil.example` is the path `//evil.example`). Holds 300
 * characters at most, and none that a header cannot carry.
 */
export function isLocalPath(text: string): boolean {
	if (text.length > MOST || !/^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(text)) return false;
	const url = URL.parse(text, HERE);
	return url?.origin === HERE && !url.pathname.startsWith('//');
}

/** A local path with other parameters: a null takes one away. */
export function withParameters(
	path: string,
	parameters: Readonly<Record<string, string | null>>,
): string {
	const url = new URL(path, HERE);
	for (const [name, value] of Object.entries(parameters))
		if (value === null) url.searchParams.delete(name);
		else url.searchParams.set(name, value);
	return url.pathname + url.search;
}
