const MOST = 50;
const ADDRESS = /^[^\s@,;]+@[^\s@,;][^\s@,;.]*\.[^\s@,;]+$/;

/**
 * The addresses in what was typed, each once, parted by lines, commas or semicolons; null where one is none, or they are
 * too many.
 */
export function addressesIn(typed: string): string[] | null {
	const parts = typed.split(/[\s,;]+/).filter((part) => part !== '');
	const all = [...new Set(parts.map((part) => part.toLowerCase()))];
	const isGood = all.length > 0 && all.length <= MOST;
	return isGood && all.every((one) => one.length <= 254 && ADDRESS.test(one)) ? all : null;
}
