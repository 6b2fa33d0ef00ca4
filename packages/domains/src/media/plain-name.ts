/** A file's name as it may be shown: without folders, control characters and marks that turn the reading direction. */
export function plainName(name: string, fallback: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	const plain = last
		.toWellFormed()
		.replace(/[\p{Cc}\p{Cf}]/gu, '')
		.trim();
	if (plain.length <= LONGEST) return plain || fallback;
	const ending = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? '';
	return plain.slice(0, LONGEST - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
}

const LONGEST = 200;
