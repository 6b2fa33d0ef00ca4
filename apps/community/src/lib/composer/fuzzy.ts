/** How well `wanted` fits `text`: 3 at its start, 2 at a word's, 1 with its letters in order, 0 not at all. */
export function fuzzyScore(text: string, wanted: string): number {
	const [inside, typed] = [plain(text), plain(wanted)];
	if (typed === '' || inside.startsWith(typed)) return 3;
	if (inside.includes(` ${typed}`)) return 2;
	let from = 0;
	for (const sign of typed) {
		const at = inside.indexOf(sign, from);
		if (at === -1) return 0;
		from = at + 1;
	}
	return 1;
}

const plain = (text: string) =>
	text
		.normalize('NFKD')
		.replaceAll(/[\u0300-\u036f]/g, '')
		.toLowerCase();
