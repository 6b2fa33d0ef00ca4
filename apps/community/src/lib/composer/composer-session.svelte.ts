import { Editor } from '@tiptap/core';
import type { RichText } from '@kith/domains/rich-text/schema';
import { m } from '#lib/paraglide/messages.js';
import { clearDraft, readDraft, writeDraft } from './draft.ts';
import { DraftSaver } from './draft-saver.ts';
import { cleanPaste, composerExtensions } from './extensions.ts';
import { failureMessage } from './failure-message.ts';
import { filesIn, insertFiles } from './insert-files.ts';
import { MentionSearch } from './mention-search.svelte.ts';
import { hasUploads } from './picture-uploads.ts';
import { isBlankText, richTextOf } from './rich-text-of.ts';

/** How many characters one text may have. */
export const LONGEST_TEXT = 30_000;

export type SessionOptions = {
	draftKey: string;
	initial: RichText | undefined;
	placeholder: string;
	autofocus: boolean;
	onsubmit: (body: RichText) => Promise<void>;
	onlink: () => void;
};

/** One text being written: the editor, its draft on this device, and what came of sending it. */
export class ComposerSession {
	editor = $state.raw<Editor>();
	/** Changes with every transaction: read it beside the editor, which is no reactive state. */
	revision = $state(0);
	isRestored = $state(false);
	isSending = $state(false);
	problems = $state.raw<string[]>([]);
	readonly mentions: MentionSearch;
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

	constructor(listId: string, options: () => SessionOptions) {
		this.#options = options;
		this.mentions = new MentionSearch(listId);
	}

	/** Puts the editor into `element`; returns what takes it away again, keeping the draft. */
	mount(element: HTMLElement): () => void {
		const { draftKey, initial, placeholder, autofocus } = this.#options();
		const draft = draftIn(readDraft(draftKey));
		this.isRestored = draft !== null;
		const editor = new Editor({
			element,
			injectCSS: false,
			textDirection: 'auto',
			autofocus: autofocus ? 'end' : false,
			content: draft ?? initial ?? null,
			extensions: composerExtensions({ placeholder, suggestion: this.mentions.suggestion() }),
			editorProps: {
				attributes: {
					...{ class: 'composer-text', role: 'textbox', 'aria-multiline': 'true' },
					'aria-label': placeholder,
				},
				transformPastedHTML: cleanPaste,
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
		return () => {
			unwatch();
			editor.destroy();
			this.editor = undefined;
		};
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
			clearDraft(draftKey);
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
		this.editor?.commands.setContent(this.#options().initial ?? null);
		this.#saver.cancel();
		this.isRestored = false;
		clearDraft(this.#options().draftKey);
		this.editor?.commands.focus('end');
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
		const { draftKey, initial } = this.#options();
		if (!this.editor || this.editor.isDestroyed) return;
		const body = richTextOf(this.editor.getJSON());
		const isUnchanged = isBlankText(body) || JSON.stringify(body) === JSON.stringify(initial);
		if (isUnchanged) clearDraft(draftKey);
		else writeDraft(draftKey, { body });
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

function draftIn(value: unknown): RichText | null {
	if (typeof value !== 'object' || value === null || !('body' in value)) return null;
	const { body } = value as { body: Partial<RichText> | null };
	return body?.type === 'doc' && Array.isArray(body.content) ? (body as RichText) : null;
}
