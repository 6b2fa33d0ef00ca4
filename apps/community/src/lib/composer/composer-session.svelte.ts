import { Editor, type JSONContent } from '@tiptap/core';
import type { BlockNode, RichText } from '@kith/domains/rich-text/schema';
import { systemClock } from '@kith/kernel/clock';
import { m } from '#lib/paraglide/messages.js';
import { composerLists, type ComposerLists } from './composer-lists.ts';
import { clearDraft, readDraft, writeDraft } from './draft.ts';
import { DraftSaver } from './draft-saver.ts';
import { cleanPaste, composerExtensions } from './extensions.ts';
import { failureMessage } from './failure-message.ts';
import { filesIn, insertFiles } from './insert-files.ts';
import { hasUploads } from './picture-uploads.ts';
import { insertQuote } from './insert-quote.ts';
import { LinkCards } from './link-cards.ts';
import { embedOf } from '@kith/domains/rich-text/embeds';
import { isBlankText, richTextOf } from './rich-text-of.ts';
import { ServerDraft, type DraftPlace } from './server-draft.ts';
import type { Panel } from './slash-commands.ts';

/** How many characters one text may have. */
export const LONGEST_TEXT = 30_000;

/** What lies over the page at its edges, in pixels: the head with the toolbar below it, and the tabs of a phone. */
const HIDDEN = { top: 120, bottom: 96, left: 5, right: 5 };

export type SessionOptions = {
	draftKey: string;
	initial: RichText | undefined;
	placeholder: string;
	autofocus: boolean;
	onsubmit: (body: RichText) => Promise<void>;
	onlink: () => void;
	/** Called whenever this device has kept the draft. */
	onkept?: (() => void) | undefined;
	/** What opens beside the text. */
	onpanel: (panel: Panel) => void;
	/** Where the server keeps the draft for other devices; without it only this device does. */
	place: DraftPlace | undefined;
};

type Version = { body: RichText; savedAt: Date };

/** One text being written: the editor, its draft on this device, and what came of sending it. */
export class ComposerSession {
	editor = $state.raw<Editor>();
	/** Changes with every transaction: read it beside the editor, which is no reactive state. */
	revision = $state(0);
	isRestored = $state(false);
	isSending = $state(false);
	problems = $state.raw<string[]>([]);
	/** Another version of this draft, from another device or an earlier day. */
	other = $state.raw<Version | null>(null);
	readonly lists: ComposerLists;
	readonly length = $derived.by(() => {
		void this.revision;
		return this.editor?.state.doc.textContent.length ?? 0;
	});
	readonly isUploading = $derived.by(() => {
		void this.revision;
		return this.editor !== undefined && hasUploads(this.editor);
	});
	readonly #options: () => SessionOptions;
	readonly #saver = new DraftSaver(() => this.#save());
	#server: ServerDraft | undefined;

	constructor(uid: string, options: () => SessionOptions) {
		this.#options = options;
		this.lists = composerLists(uid, (panel) => options().onpanel(panel));
	}

	/** Puts the editor into `element`; returns what takes it away again, keeping the draft. */
	mount(element: HTMLElement): () => void {
		const { draftKey, placeholder, autofocus, place } = this.#options();
		const initial = this.#initial();
		const draft = draftIn(readDraft(draftKey));
		this.isRestored = draft !== null;
		this.#server = place && new ServerDraft(place);
		const { mentions, slash, spaces, emoji } = this.lists;
		const editor = new Editor({
			element,
			injectCSS: false,
			textDirection: 'auto',
			autofocus: autofocus ? 'end' : false,
			content: draft?.body ?? initial ?? null,
			extensions: composerExtensions({
				...{ placeholder, suggestion: mentions.suggestion() },
				helpers: [LinkCards, ...[slash, spaces, emoji].map((list) => list.extension())],
			}),
			editorProps: {
				attributes: {
					...{ class: 'composer-text', role: 'textbox', 'aria-multiline': 'true' },
					'aria-label': placeholder,
				},
				transformPastedHTML: cleanPaste,
				...{ scrollThreshold: HIDDEN, scrollMargin: HIDDEN },
				handleKeyDown: (_, event) => this.#press(event),
				handlePaste: (_, event) => this.#paste(event),
				handleDrop: (view, event, __, moved) => {
					const files = moved ? [] : filesIn(event.dataTransfer?.files);
					const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
					return this.#take(files, at);
				},
			},
			onTransaction: ({ transaction }) => {
				this.revision += 1;
				if (transaction.docChanged) this.#saver.touch();
			},
		});
		this.editor = editor;
		const unwatch = this.#saver.watch();
		const quote = (event: Event) => insertQuote(editor, (event as CustomEvent<BlockNode>).detail);
		element.addEventListener('kith-quote', quote);
		void this.#compare(draft);
		return () => {
			unwatch();
			editor.destroy();
			this.editor = undefined;
		};
	}

	/** Something beside the text has changed: it is kept again soon. */
	touch(): void {
		this.#saver.touch();
	}

	/** Sends the text. The draft goes only when it has arrived; whatever fails, the text stays. */
	async submit(): Promise<void> {
		const { editor } = this;
		if (!editor || this.isSending) return;
		// Read now: sent from a page that leads on at once, the composer is gone when the answer comes.
		const { draftKey, onsubmit } = this.#options();
		const body = richTextOf(editor.getJSON());
		const refusal = this.#refusal(body);
		this.problems = refusal ? [refusal] : [];
		if (refusal) return void editor.commands.focus();
		this.isSending = true;
		// What is typed after sending would be neither sent nor kept.
		editor.setEditable(false, false);
		this.#saver.flush();
		try {
			await onsubmit(body);
			this.isRestored = false;
			this.#forget(draftKey);
			if (!editor.isDestroyed) editor.commands.clearContent();
			this.#saver.cancel();
		} catch (error) {
			this.problems = [failureMessage(error), m.composer_kept()];
		} finally {
			this.isSending = false;
			if (!editor.isDestroyed) editor.setEditable(true, false);
		}
		// Being read-only for a moment took the caret away; a second try needs it.
		if (this.problems.length > 0 && !editor.isDestroyed) editor.commands.focus();
	}

	/** Drops the draft and starts again from what was there before it. */
	discard(): void {
		this.editor?.commands.setContent(this.#initial() ?? null);
		this.#saver.cancel();
		this.isRestored = false;
		this.other = null;
		this.#forget(this.#options().draftKey);
		this.editor?.commands.focus('end');
	}

	/** Goes on with the other version of the draft; this one takes its place, so that a slip costs nothing. */
	useOther(): void {
		const { editor, other } = this;
		if (!editor || !other) return;
		const savedAt = systemClock.now();
		this.other = { body: richTextOf(editor.getJSON()), savedAt };
		editor.commands.setContent(other.body, { emitUpdate: true });
		editor.commands.focus('end');
	}

	/** Uploads chosen files at the caret. */
	async addFiles(files: readonly File[], at?: number): Promise<void> {
		if (!this.editor) return;
		const refusals = await insertFiles(this.editor, files, at);
		if (refusals.length > 0) this.problems = refusals;
	}

	#refusal(body: RichText): string | null {
		if (this.isUploading) return m.composer_wait_for_pictures();
		if (isBlankText(body)) return m.composer_empty();
		if (this.length > LONGEST_TEXT)
			return m.composer_too_long({ count: this.length - LONGEST_TEXT });
		return null;
	}

	#save(): void {
		const { draftKey, onkept } = this.#options();
		const initial = this.#initial();
		if (!this.editor || this.editor.isDestroyed) return;
		const body = richTextOf(this.editor.getJSON());
		const isUnchanged = isBlankText(body) || JSON.stringify(body) === JSON.stringify(initial);
		if (isUnchanged) return this.#forget(draftKey);
		writeDraft(draftKey, { body, savedAt: systemClock.now().toISOString() });
		onkept?.();
		this.#server?.save(body);
	}

	#forget(draftKey: string): void {
		clearDraft(draftKey);
		this.#server?.discard();
	}

	/** What there is before anything is written, without what a page only shows. */
	#initial(): RichText | undefined {
		const { initial } = this.#options();
		return initial && richTextOf(initial as JSONContent);
	}

	/** The newest version of the draft is the one to go on with; an older one that differs stays at hand. */
	async #compare(mine: Version | null): Promise<void> {
		const theirs = await this.#server?.read();
		const { editor } = this;
		if (!theirs || !editor || editor.isDestroyed) return;
		const version = { body: theirs.body, savedAt: theirs.updatedAt };
		const now = richTextOf(editor.getJSON());
		if (JSON.stringify(now) === JSON.stringify(theirs.body)) return;
		const before = mine?.body ?? this.#initial();
		const isUntouched = before ? JSON.stringify(now) === JSON.stringify(before) : isBlankText(now);
		const isNewer = !mine || version.savedAt > mine.savedAt;
		if (!isUntouched || !isNewer || !theirs.fits) return void (this.other = version);
		editor.commands.setContent(version.body);
		this.isRestored = true;
		this.other = mine;
	}

	#press(event: KeyboardEvent): boolean {
		if (!event.metaKey && !event.ctrlKey) return false;
		if (event.key === 'Enter') void this.submit();
		else if (event.key.toLowerCase() === 'k' && !event.shiftKey) this.#options().onlink();
		else return false;
		event.preventDefault();
		event.stopPropagation();
		return true;
	}

	#paste({ clipboardData }: ClipboardEvent): boolean {
		const attrs = embedOf(clipboardData?.getData('text/plain') ?? '');
		// An address pasted into a line of words stays a link among them.
		if (attrs && this.editor?.state.selection.$from.parent.content.size === 0)
			return this.editor.commands.insertContent([{ type: 'embed', attrs }, { type: 'paragraph' }]);
		// Word and spreadsheets put a picture of the words beside the words.
		const hasWords = clipboardData?.types.includes('text/plain') ?? false;
		return this.#take(hasWords ? [] : filesIn(clipboardData?.files));
	}

	#take(files: File[], at?: number): boolean {
		if (files.length === 0) return false;
		void this.addFiles(files, at);
		return true;
	}
}

function draftIn(value: unknown): Version | null {
	if (typeof value !== 'object' || value === null || !('body' in value)) return null;
	const { body, savedAt } = value as { body: Partial<RichText> | null; savedAt?: unknown };
	if (body?.type !== 'doc' || !Array.isArray(body.content)) return null;
	// Drafts of an earlier day tell no time: older than all that do.
	const at = new Date(typeof savedAt === 'string' ? savedAt : 0);
	return { body: body as RichText, savedAt: Number.isNaN(at.getTime()) ? new Date(0) : at };
}
