import type { Editor } from '@tiptap/core';
import type { BlockNode } from '@kith/domains/rich-text/schema';

/** Puts a quote before what is written already, or after it when there is something, and the caret behind it. */
export function insertQuote(editor: Editor, quote: BlockNode): void {
	const { doc } = editor.state;
	const isEmpty = doc.textContent === '' && doc.childCount === 1;
	editor
		.chain()
		.insertContentAt(isEmpty ? { from: 0, to: doc.content.size } : doc.content.size, [
			quote,
			{ type: 'paragraph' },
		])
		.focus('end')
		.run();
}
