/** The words in a node of a kind this page does not know (yet), so that nothing written is lost to the reader. */
export function wordsOf(node: unknown): string {
	if (typeof node !== 'object' || node === null) return '';
	const { text, content } = node as { text?: unknown; content?: unknown };
	if (typeof text === 'string') return text;
	return Array.isArray(content) ? content.map(wordsOf).join(' ').trim() : '';
}
