/** The words in a node of a kind this page does not know (yet), so that nothing written is lost to the reader. */
export function wordsOf(node: unknown): string {
	if (typeof node !== 'object' || node === null) return '';
	const { text, content, attrs } = node as Named;
	if (typeof text === 'string') return text;
	if (Array.isArray(content)) return content.map(wordsOf).join(' ').trim();
	return typeof attrs?.name === 'string' ? attrs.name : '';
}

type Named = { text?: unknown; content?: unknown; attrs?: { name?: unknown } };
