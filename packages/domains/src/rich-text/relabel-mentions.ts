import type { RichText } from './rich-text.schema.ts';

/** The same text, with every mention of the member under another name. */
export function relabelMentions(document: RichText, memberId: string, label: string): RichText {
	return relabel(document, memberId, label) as RichText;
}

type Node = { type: string; attrs?: object; content?: readonly Node[] };

function relabel(node: Node, memberId: string, label: string): Node {
	if (node.type === 'mention')
		return 'id' in (node.attrs ?? {}) && Reflect.get(node.attrs ?? {}, 'id') === memberId
			? { ...node, attrs: { ...node.attrs, label } }
			: node;
	if (!node.content) return node;
	return { ...node, content: node.content.map((child) => relabel(child, memberId, label)) };
}
