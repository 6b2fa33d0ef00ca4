import { embedPage, type EmbedRef } from './embeds.schema.ts';
import { loneLinkOf, MOST_CARDS } from './lone-link.schema.ts';
import type { BlockNode, InlineNode, RichText } from './rich-text.schema.ts';

type TableRow = Extract<BlockNode, { type: 'table' }>['content'][number];
type AnyNode =
	| RichText
	| BlockNode
	| InlineNode
	| TableRow
	| TableRow['content'][number]
	| { type: 'listItem'; content: BlockNode[] };

/** The words of a rich text, blocks separated by line breaks; for search and mails. With what its writer hid, or `…` there. */
export function plainText(document: RichText, hidesSpoilers = false): string {
	return textOf(document, hidesSpoilers)
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

const CHARACTERS = new Intl.Segmenter();

/** The first words of a text, at most `length` code units, cut between words and never within a character. */
export function excerptOf(document: RichText, length = 280): string {
	// What the writer hid stays hidden where a few words stand for the text.
	const flat = textOf(document, true).replace(/\s+/g, ' ').trim();
	if (flat.length <= length) return flat;
	const cut = wholeCharacters(flat, length - 1);
	const space = cut.lastIndexOf(' ');
	return `${space > length / 2 ? cut.slice(0, space) : cut}…`;
}

/** As many whole characters (families, flags, accents) as have room; a longer one is cut between code points. */
function wholeCharacters(text: string, room: number): string {
	let end = 0;
	for (const { index, segment } of CHARACTERS.segment(text.slice(0, room + 64))) {
		if (index + segment.length > room) break;
		end = index + segment.length;
	}
	return text.slice(0, end || room).replace(/[\ud800-\udbff]$/, '');
}

/** Ids of what a text refers to: mentioned members and shown files, each once. */
export function referencesOf(document: RichText): {
	memberIds: string[];
	/** Pictures and other files alike. */
	fileIds: string[];
	pictureIds: string[];
	filmIds: string[];
} {
	const memberIds = new Set<string>();
	const fileIds = new Set<string>();
	const pictureIds = new Set<string>();
	const filmIds = new Set<string>();
	walk(document, (node) => {
		if (node.type === 'mention') memberIds.add(node.attrs.id);
		if (node.type === 'image') pictureIds.add(node.attrs.fileId);
		if (node.type === 'image' || node.type === 'file') fileIds.add(node.attrs.fileId);
		if (node.type === 'file' && node.attrs.mime.startsWith('video/'))
			filmIds.add(node.attrs.fileId);
	});
	const [members, files] = [[...memberIds], [...fileIds]];
	return { memberIds: members, fileIds: files, pictureIds: [...pictureIds], filmIds: [...filmIds] };
}

/** So many files of a text are looked through for words. */
const SEARCHED_FILES = 3;

/** The first files of a text, pictures and films apart: what they say is found with it. */
export function searchedFilesOf(document: RichText): string[] {
	const fileIds = new Set<string>();
	walk(document, (node) => {
		if (node.type === 'file' && !/^(?:video|audio|image)\//.test(node.attrs.mime))
			fileIds.add(node.attrs.fileId);
	});
	return [...fileIds].slice(0, SEARCHED_FILES);
}

/** The words in the names of a text's files: PostgreSQL takes `plan.pdf` for a host, and finds neither half of it. */
export function wordsInFileNames(document: RichText): string {
	const words: string[] = [];
	walk(document, (node) => {
		if (node.type === 'file') words.push(node.attrs.name.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' '));
	});
	return words.join(' ');
}

/** The pages that a text shows as a card or a player: links that stand alone in a line, and embeds; at most five. */
export function shownLinksOf(document: RichText): { urls: string[]; embeds: EmbedRef[] } {
	const urls = new Set<string>();
	const embeds = new Map<string, EmbedRef>();
	walk(document, (node) => {
		const url = node.type === 'paragraph' ? loneLinkOf(node) : null;
		if (url && urls.size < MOST_CARDS) urls.add(url);
		if (node.type === 'embed' && embeds.size < MOST_CARDS)
			embeds.set(embedPage(node.attrs), node.attrs);
	});
	return { urls: [...urls], embeds: [...embeds.values()] };
}

/** Whether nothing would be seen: no words, no picture, no mention. */
export function isEmptyText(document: RichText): boolean {
	const { memberIds, fileIds } = referencesOf(document);
	return memberIds.length === 0 && fileIds.length === 0 && plainText(document) === '';
}

/** A mention in a line of plain words; of somebody whom the reader does not see, what stands for a spoiler, too. */
export function mentionOf(attrs: { label: string } | { isVeiled: true }): string {
	return 'isVeiled' in attrs ? '…' : `@${attrs.label}`;
}

/** Visits a node and everything in it. */
export function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
	visit(node);
	if ('content' in node) for (const child of node.content ?? []) walk(child as AnyNode, visit);
}

function textOf(node: AnyNode, hidesSpoilers = false): string {
	if (node.type === 'text')
		return hidesSpoilers && node.marks?.some(({ type }) => type === 'spoiler') ? '…' : node.text;
	if (node.type === 'hardBreak') return '\n';
	if (node.type === 'mention') return mentionOf(node.attrs);
	if (node.type === 'tableRow')
		return `${node.content.map((cell) => textOf(cell, hidesSpoilers).trim()).join(' | ')}\n`;
	if (node.type === 'spaceMention') return `#${node.attrs.label}`;
	if (node.type === 'embed') return `${embedPage(node.attrs)}\n`;
	if (node.type === 'image') return node.attrs.alt ? `${node.attrs.alt}\n` : '';
	if (node.type === 'file') return `${node.attrs.name}\n`;
	const inner =
		'content' in node
			? (node.content ?? []).map((child) => textOf(child as AnyNode, hidesSpoilers)).join('')
			: '';
	return node.type === 'doc' ? inner : `${inner}\n`;
}
