import type { RichText } from './rich-text.schema.ts';
import type { VeiledMention } from './shown.schema.ts';

type Hidden = {
	/** Ids of members whom the reader does not see. */
	hidden: readonly string[];
	/** Whether the reader may write the text anew: then the names stay in it, for the editor alone. */
	isTheirs?: boolean | undefined;
};

/** The same text, with no more than that somebody is meant where it mentions a member whom its reader does not see. */
export function veilMentions(document: RichText, { hidden, isTheirs = false }: Hidden): RichText {
	if (hidden.length === 0) return document;
	return veil(document, { hidden: new Set(hidden), isTheirs }) as RichText;
}

type Node = { type: string; attrs?: object; content?: readonly Node[] };

function veil(node: Node, veiling: { hidden: ReadonlySet<string>; isTheirs: boolean }): Node {
	if (node.type === 'mention') {
		const { hidden, isTheirs } = veiling;
		if (!hidden.has(String(Reflect.get(node.attrs ?? {}, 'id')))) return node;
		const attrs: VeiledMention['attrs'] = { ...(isTheirs && node.attrs), isVeiled: true };
		return { ...node, attrs };
	}
	if (!node.content) return node;
	return { ...node, content: node.content.map((child) => veil(child, veiling)) };
}
