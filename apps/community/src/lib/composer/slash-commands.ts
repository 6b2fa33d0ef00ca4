import AtSign from '@lucide/svelte/icons/at-sign';
import Hash from '@lucide/svelte/icons/hash';
import Heading2 from '@lucide/svelte/icons/heading-2';
import Heading3 from '@lucide/svelte/icons/heading-3';
import ImagePlus from '@lucide/svelte/icons/image-plus';
import List from '@lucide/svelte/icons/list';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Minus from '@lucide/svelte/icons/minus';
import Smile from '@lucide/svelte/icons/smile';
import SquareCode from '@lucide/svelte/icons/square-code';
import SquarePlay from '@lucide/svelte/icons/square-play';
import Table from '@lucide/svelte/icons/table';
import TextQuote from '@lucide/svelte/icons/text-quote';
import type { ChainedCommands } from '@tiptap/core';
import type { Icon } from '@kith/ui/icon';
import { m } from '#lib/paraglide/messages.js';
import { fuzzyScore } from './fuzzy.ts';

/** What the composer opens beside the text. */
export type Panel = 'embed' | 'emoji' | 'picture';
export type SlashCommand = {
	key: string;
	icon: Icon;
	label: () => string;
	/** Further words it is found by, in English as in other editors. */
	words: string;
	run?: (chain: ChainedCommands) => ChainedCommands;
	opens?: Panel;
};

const COMMANDS: readonly SlashCommand[] = [
	{
		...{ key: 'h2', icon: Heading2, label: m.composer_heading, words: 'h1 h2 title' },
		run: (chain) => chain.setHeading({ level: 2 }),
	},
	{
		...{ key: 'h3', icon: Heading3, label: m.composer_subheading, words: 'h3 subtitle' },
		run: (chain) => chain.setHeading({ level: 3 }),
	},
	{
		...{ key: 'bullets', icon: List, label: m.composer_bullet_list, words: 'ul list bullet' },
		run: (chain) => chain.toggleBulletList(),
	},
	{
		...{ key: 'numbers', icon: ListOrdered, label: m.composer_ordered_list, words: 'ol list' },
		run: (chain) => chain.toggleOrderedList(),
	},
	{
		...{ key: 'quote', icon: TextQuote, label: m.composer_quote, words: 'blockquote' },
		run: (chain) => chain.setBlockquote(),
	},
	{
		...{ key: 'code', icon: SquareCode, label: m.composer_code_block, words: 'code pre snippet' },
		run: (chain) => chain.setCodeBlock(),
	},
	{
		...{ key: 'table', icon: Table, label: m.composer_table, words: 'table grid' },
		run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
	},
	{
		...{ key: 'picture', icon: ImagePlus, label: m.composer_picture, words: 'image photo upload' },
		opens: 'picture',
	},
	{
		...{ key: 'embed', icon: SquarePlay, label: m.composer_embed, words: 'video youtube vimeo' },
		opens: 'embed',
	},
	{
		...{ key: 'divider', icon: Minus, label: m.composer_divider, words: 'hr line rule' },
		run: (chain) => chain.setHorizontalRule(),
	},
	{
		...{ key: 'emoji', icon: Smile, label: m.composer_emoji, words: 'smiley reaction' },
		opens: 'emoji',
	},
	{
		...{ key: 'mention', icon: AtSign, label: m.composer_mention, words: 'member person' },
		run: (chain) => chain.insertContent('@'),
	},
	{
		...{ key: 'space', icon: Hash, label: m.composer_space_mention, words: 'space channel' },
		run: (chain) => chain.insertContent('#'),
	},
];

/** The commands that fit what is typed behind the slash, best first. */
export function slashCommands(query: string): SlashCommand[] {
	return COMMANDS.map((command) => {
		const words = fuzzyScore(` ${command.words}`, query) >= 2 ? 2 : 0;
		return { command, score: Math.max(fuzzyScore(command.label(), query), words) };
	})
		.filter(({ score }) => score > 0)
		.toSorted((one, other) => other.score - one.score)
		.map(({ command }) => command);
}
