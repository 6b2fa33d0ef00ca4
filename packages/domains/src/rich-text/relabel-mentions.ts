import type { RichText } from './rich-text.schema.ts';

type Mentioned = { id: string; label: string };

/** The same text, with every mention of the member under another name, or of another member. */
export function relabelMentions(document: RichText, memberId: string, as: Mentioned): RichText {
	return relabel(document, memberId, as) as RichText;
}

type Node = { type: string; attrs?: object; content?: readonly Node[] };

function relabel(node: Node, memberId: string, as: Mentioned): Node {
	if (node.type === 'mention')
		return 'id' in (node.attrs ?? {}) && Reflect.get(node.attrs ?? {}, 'id') === memberId
			? { ...node, attrs: { ...node.attrs, ...as } }
			: node;
	if (!node.content) return node;
	return { ...node, content: node.content.map((child) => relabel(child, memberId, as)) };
}
