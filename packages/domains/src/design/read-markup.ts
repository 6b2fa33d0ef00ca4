import type { BlockNode, InlineNode, RichText } from '../rich-text/rich-text.schema.ts';
import { RichText as Checked } from '../rich-text/rich-text.schema.ts';

type Marks = NonNullable<Extract<InlineNode, { type: 'text' }>['marks']>;
type ListItem = { type: 'listItem'; content: BlockNode[] };

/** `**strong**`, `*stressed*`, a code and `[words](https://…)`. */
const INLINE =
	/\*\*(?<bold>[^*]+)\*\*|\*(?<italic>[^*]+)\*|`(?<code>[^`]+)`|\[(?<label>[^[\]]+)\]\((?<href>[^\s[)]+)\)/g;
const MOST_LINES = 400;

/**
 * A text with a little markup: headings after `##` and `###`, lists after `-` or `1.`, quotes after `>`; an empty line
 * parts paragraphs. What is no markup stays as it was typed.
 */
export function readMarkup(source: string): RichText {
	const lines = source.replaceAll(/\r\n?/g, '\n').split('\n').slice(0, MOST_LINES);
	const content: BlockNode[] = [];
	let run: string[] = [];
	const close = () => {
		if (run.length > 0) content.push(blockOf(run));
		run = [];
	};
	for (const line of lines) {
		if (line.trim() === '') close();
		else if (run.length > 0 && kindOf(line) !== kindOf(run[0] ?? '')) {
			close();
			run = [line];
		} else if (kindOf(line) === 'heading') {
			close();
			content.push(blockOf([line]));
		} else run.push(line);
	}
	close();
	return Checked.parse({ type: 'doc', content: content.length > 0 ? content : [paragraph([''])] });
}

type Kind = 'heading' | 'bullets' | 'numbers' | 'quote' | 'words';

function kindOf(line: string): Kind {
	if (/^#{2,3} \S/.test(line)) return 'heading';
	if (/^- \S/.test(line)) return 'bullets';
	if (/^\d{1,3}\. \S/.test(line)) return 'numbers';
	return /^> \S/.test(line) ? 'quote' : 'words';
}

function blockOf(lines: readonly string[]): BlockNode {
	const [first = ''] = lines;
	const kind = kindOf(first);
	if (kind === 'heading')
		return {
			type: 'heading',
			attrs: { level: first.startsWith('###') ? 3 : 2 },
			content: inlines(first.replace(/^#+ /, '')),
		};
	if (kind === 'bullets' || kind === 'numbers') {
		const items = lines.map((line): ListItem => ({
			type: 'listItem',
			content: [paragraph([line.replace(/^(?:-|\d+\.) /, '')])],
		}));
		return { type: kind === 'bullets' ? 'bulletList' : 'orderedList', content: items };
	}
	if (kind === 'quote')
		return { type: 'blockquote', content: [paragraph(lines.map((line) => line.slice(2)))] };
	return paragraph(lines);
}

function paragraph(lines: readonly string[]): BlockNode {
	const content = lines.flatMap((line, index): InlineNode[] => [
		...(index > 0 ? [{ type: 'hardBreak' as const }] : []),
		...inlines(line),
	]);
	return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}

function inlines(line: string): InlineNode[] {
	const nodes: InlineNode[] = [];
	let at = 0;
	for (const match of line.matchAll(INLINE)) {
		const { bold, italic, code, label, href } = match.groups ?? {};
		const marks = marksOf({ bold, italic, code, href });
		if (!marks) continue;
		nodes.push(...plain(line.slice(at, match.index)));
		nodes.push({ type: 'text', text: bold ?? italic ?? code ?? label ?? '', marks });
		at = match.index + match[0].length;
	}
	return [...nodes, ...plain(line.slice(at))];
}

type Found = Record<'bold' | 'italic' | 'code' | 'href', string | undefined>;

/** Null for a link that leads nowhere on the web. */
function marksOf({ bold, italic, code, href }: Found): Marks | null {
	if (bold !== undefined) return [{ type: 'bold' }];
	if (italic !== undefined) return [{ type: 'italic' }];
	if (code !== undefined) return [{ type: 'code' }];
	if (!href || !/^(?:https?:\/\/|mailto:)/i.test(href) || !URL.canParse(href)) return null;
	return [{ type: 'link', attrs: { href } }];
}

const plain = (text: string): InlineNode[] => (text ? [{ type: 'text', text }] : []);
