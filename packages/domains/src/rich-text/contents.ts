import { embedFrame } from './embeds.schema.ts';
import { walk } from './plain-text.ts';
import type { RichText } from './rich-text.schema.ts';

/** What a writing can be asked to hold. */
const CONTENTS = ['picture', 'file', 'video', 'link', 'poll'] as const;
export type Content = (typeof CONTENTS)[number];

/** How it stands among the words of a search vector: no word of a text has such a sign. */
export const markOf = (content: Content): string => `=${content}`;

/** What a text holds beside its words, each once. Players of films are videos, and links as well. */
export function contentsOf(document: RichText): Content[] {
	const held = new Set<Content>();
	walk(document, (node) => {
		if (node.type === 'image') held.add('picture');
		if (node.type === 'file') held.add('file');
		if (node.type === 'file' && node.attrs.mime.startsWith('video/')) held.add('video');
		if (node.type === 'embed') held.add('link');
		if (node.type === 'embed' && 'ratio' in embedFrame(node.attrs).shape) held.add('video');
		if ('marks' in node && node.marks?.some(({ type }) => type === 'link')) held.add('link');
	});
	return CONTENTS.filter((content) => held.has(content));
}
