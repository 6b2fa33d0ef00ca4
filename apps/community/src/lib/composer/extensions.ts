import type { Extensions } from '@tiptap/core';
import Mention from '@tiptap/extension-mention';
import type { MentionOptions } from '@tiptap/extension-mention';
import { Placeholder } from '@tiptap/extensions';
import StarterKit from '@tiptap/starter-kit';
import { CodeShades } from './code-shades.ts';
import { Embed } from './embed-node.ts';
import { FileNode } from './file-node.ts';
import { Picture } from './picture-node.ts';
import { PictureUploads } from './picture-uploads.ts';
import { Spoiler } from './spoiler-mark.ts';
import { SpaceMention } from './space-node.ts';
import { tableNodes } from './table-nodes.ts';
import { webAddress } from './web-address.ts';

type Options = {
	placeholder: string;
	suggestion: MentionOptions['suggestion'];
	/** What helps while writing and adds nothing to what a text may hold. */
	helpers?: Extensions;
};

/** What the composer can write: exactly the nodes and marks a rich text may hold. */
export function composerExtensions({ placeholder, suggestion, helpers = [] }: Options): Extensions {
	return [
		StarterKit.configure({
			heading: { levels: [2, 3] },
			link: {
				openOnClick: false,
				defaultProtocol: 'https',
				markdownLinks: true,
				isAllowedUri: (uri) => webAddress(uri) !== null,
				HTMLAttributes: { target: null, rel: null },
			},
			dropcursor: { color: false, class: 'composer-dropcursor', width: 2 },
		}),
		Spoiler,
		Picture,
		FileNode,
		PictureUploads,
		Embed,
		...tableNodes,
		SpaceMention,
		CodeShades,
		...helpers,
		Mention.configure({ HTMLAttributes: { class: 'composer-mention' }, suggestion }),
		Placeholder.configure({ placeholder, showOnlyCurrent: false }),
	];
}

/** Pasted headings become the two levels a text has; everything else is left to the schema. */
export function cleanPaste(html: string): string {
	return html
		.replaceAll(/<(\/?)h1(?=[\s>])/gi, '<$1h2')
		.replaceAll(/<(\/?)h[4-6](?=[\s>])/gi, '<$1h3');
}
