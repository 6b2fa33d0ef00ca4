import Bold from '@lucide/svelte/icons/bold';
import Code from '@lucide/svelte/icons/code';
import EyeOff from '@lucide/svelte/icons/eye-off';
import Heading2 from '@lucide/svelte/icons/heading-2';
import Heading3 from '@lucide/svelte/icons/heading-3';
import Italic from '@lucide/svelte/icons/italic';
import List from '@lucide/svelte/icons/list';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import SquareCode from '@lucide/svelte/icons/square-code';
import Strikethrough from '@lucide/svelte/icons/strikethrough';
import TextQuote from '@lucide/svelte/icons/text-quote';
import type { Editor } from '@tiptap/core';
import type { Icon } from '@kith/ui/icon';
import { m } from '#lib/paraglide/messages.js';

/** A button that turns a mark or a kind of block on and off. */
export type ToolbarItem = {
	key: string;
	icon: Icon;
	label: () => string;
	/** As the editor's keymap has it, without the platform's key. */
	shortcut?: string;
	/** Left out where the composer is small. */
	isWide?: boolean;
	startsGroup?: boolean;
	isOn: (editor: Editor) => boolean;
	run: (editor: Editor) => void;
};

const chain = (editor: Editor) => editor.chain().focus();

export const TOOLBAR: readonly ToolbarItem[] = [
	{
		...{ key: 'bold', icon: Bold, label: m.composer_bold, shortcut: 'B' },
		isOn: (editor) => editor.isActive('bold'),
		run: (editor) => chain(editor).toggleBold().run(),
	},
	{
		...{ key: 'italic', icon: Italic, label: m.composer_italic, shortcut: 'I' },
		isOn: (editor) => editor.isActive('italic'),
		run: (editor) => chain(editor).toggleItalic().run(),
	},
	{
		...{ key: 'strike', icon: Strikethrough, label: m.composer_strike, shortcut: '⇧S' },
		isOn: (editor) => editor.isActive('strike'),
		run: (editor) => chain(editor).toggleStrike().run(),
	},
	{
		...{ key: 'code', icon: Code, label: m.composer_code, shortcut: 'E' },
		isOn: (editor) => editor.isActive('code'),
		run: (editor) => chain(editor).toggleCode().run(),
	},
	{
		...{ key: 'spoiler', icon: EyeOff, label: m.life_spoiler },
		isOn: (editor) => editor.isActive('spoiler'),
		run: (editor) => chain(editor).toggleMark('spoiler').run(),
	},
	{
		...{ key: 'h2', icon: Heading2, label: m.composer_heading, isWide: true, startsGroup: true },
		isOn: (editor) => editor.isActive('heading', { level: 2 }),
		run: (editor) => chain(editor).toggleHeading({ level: 2 }).run(),
	},
	{
		...{ key: 'h3', icon: Heading3, label: m.composer_subheading, isWide: true },
		isOn: (editor) => editor.isActive('heading', { level: 3 }),
		run: (editor) => chain(editor).toggleHeading({ level: 3 }).run(),
	},
	{
		...{ key: 'bullets', icon: List, label: m.composer_bullet_list, shortcut: '⇧8' },
		startsGroup: true,
		isOn: (editor) => editor.isActive('bulletList'),
		run: (editor) => chain(editor).toggleBulletList().run(),
	},
	{
		...{ key: 'numbers', icon: ListOrdered, label: m.composer_ordered_list, shortcut: '⇧7' },
		isOn: (editor) => editor.isActive('orderedList'),
		run: (editor) => chain(editor).toggleOrderedList().run(),
	},
	{
		...{ key: 'quote', icon: TextQuote, label: m.composer_quote, shortcut: '⇧B' },
		isOn: (editor) => editor.isActive('blockquote'),
		run: (editor) => chain(editor).toggleBlockquote().run(),
	},
	{
		...{ key: 'codeBlock', icon: SquareCode, label: m.composer_code_block, isWide: true },
		isOn: (editor) => editor.isActive('codeBlock'),
		run: (editor) => chain(editor).toggleCodeBlock().run(),
	},
];
