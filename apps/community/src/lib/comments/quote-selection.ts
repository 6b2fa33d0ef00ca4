import type { BlockNode } from '@kith/domains/rich-text/schema';
import type { PostDetail } from '@kith/domains/posts/schema';
import { m } from '#lib/paraglide/messages.js';
import { commentHref, postHref } from '#lib/posts/post-href.ts';
import type { Discussion } from './discussion.svelte.ts';

type Quotable = {
	post: PostDetail;
	discussion: Discussion;
	/** Opens the form that answers a comment, or the post itself. */
	open: (commentId: string | null) => unknown;
};
type Selected = { text: string; commentId: string | null; rect: DOMRect };

const LONGEST = 2000;
const MOST_LINES = 20;
const PATIENCE_MS = 8000;

let button: HTMLButtonElement | undefined;

/** Shows a button beside words that are selected in a post or a comment: they become a quote in an answer to it. */
export function offerQuote(quotable: Quotable): void {
	const selected = selectedWords();
	button?.remove();
	if (!selected) return;
	button = quoteButton(() => void quote(quotable, selected));
	document.body.append(button);
	const { left, bottom } = selected.rect;
	button.style.left = `${Math.max(8, Math.min(left, innerWidth - button.offsetWidth - 8))}px`;
	button.style.top = `${Math.min(bottom + 8, innerHeight - button.offsetHeight - 8)}px`;
}

function quoteButton(onclick: () => void): HTMLButtonElement {
	const made = document.createElement('button');
	made.type = 'button';
	made.textContent = m.quote_button();
	made.className =
		'fixed z-50 min-h-9 rounded-md border border-border bg-surface-raised px-3 text-sm font-medium text-text shadow-md hover:bg-surface-hover touch:min-h-11';
	// Pressing it must not let go of the words.
	made.addEventListener('pointerdown', (event) => event.preventDefault());
	made.addEventListener('click', () => {
		made.remove();
		onclick();
	});
	addEventListener('scroll', () => made.remove(), { once: true, passive: true });
	return made;
}

function selectedWords(): Selected | null {
	const selection = getSelection();
	if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
	const range = selection.getRangeAt(0);
	const [from, to] = [range.startContainer, range.endContainer].map((node) =>
		(node instanceof Element ? node : node.parentElement)?.closest('.prose-kith'),
	);
	const text = selection.toString().trim().slice(0, LONGEST);
	if (!from || text === '') return null;
	// A selection made by lines often ends where the next part begins.
	const isWithin = from === to || range.endOffset === 0;
	if (!isWithin) return null;
	const comment = from.closest('[data-comment]');
	const commentId = comment ? comment.id.replace(/^c-/, '') : null;
	if (!comment && !from.closest('article')) return null;
	return { text, commentId, rect: range.getBoundingClientRect() };
}

async function quote({ post, discussion, open }: Quotable, { text, commentId }: Selected) {
	const author = commentId ? discussion.find(commentId)?.author : post.author;
	const path = commentId ? commentHref(post, commentId) : postHref(post);
	getSelection()?.removeAllRanges();
	open(commentId);
	const editor = await editorFor(commentId);
	const detail = quoteOf(text, { name: author?.name ?? '', href: location.origin + path });
	editor?.dispatchEvent(new CustomEvent('kith-quote', { detail, bubbles: true }));
}

function quoteOf(text: string, { name, href }: { name: string; href: string }): BlockNode {
	const lines = text
		.split(/\n+/)
		.map((line) => line.trim())
		.filter(Boolean)
		.slice(0, MOST_LINES);
	const link = { type: 'link' as const, attrs: { href } };
	const said = { type: 'text' as const, text: m.quote_wrote({ name }), marks: [link] };
	return {
		type: 'blockquote',
		content: [
			{ type: 'paragraph', content: [said] },
			...lines.map((line): BlockNode => ({
				...{ type: 'paragraph', content: [{ type: 'text', text: line }] },
			})),
		],
	};
}

/** The editor of the form that was just opened; it is loaded with the first one. */
async function editorFor(commentId: string | null): Promise<Element | null> {
	const until = performance.now() + PATIENCE_MS;
	while (performance.now() < until) {
		const place = commentId
			? document.getElementById(`c-${commentId}`)?.closest('li')
			: document.getElementById('comments')?.closest('section');
		const found = place?.querySelectorAll('[contenteditable="true"]');
		const editor = found?.[found.length - 1];
		if (editor) return editor;
		await new Promise((done) => setTimeout(done, 50));
	}
	return null;
}
