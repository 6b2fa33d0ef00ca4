/** So many of one name are looked at: a browser holds more only where somebody floods it. */
const MOST_VALUES = 20;

/**
 * What a Cookie header holds under one name, first to last, each once. More than one is there when a neighbouring host
 * has set one for the domain that it shares with us: which of them is ours, only what is in it can tell.
 */
export function cookieValues(header: string, name: string): string[] {
	const prefix = `${name}=`;
	const pairs = header.split(/; */).filter((pair) => pair.startsWith(prefix));
	return [...new Set(pairs.map((pair) => pair.slice(prefix.length)))].slice(0, MOST_VALUES);
}
