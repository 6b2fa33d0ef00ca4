import { emojiLike, loadEmoji, type Emoji } from '#lib/emoji/emoji-data.ts';
import { MentionSearch } from './mention-search.svelte.ts';
import { PopupList } from './popup-list.svelte.ts';
import { slashCommands, type Panel, type SlashCommand } from './slash-commands.ts';
import { spacesLike, type SpaceChoice } from './space-list.ts';

const EMOJI_SHOWN = 8;
const LONGEST_NAME = 80;

export type ComposerLists = ReturnType<typeof composerLists>;

/** The lists that open while one writes: members, spaces, commands and emoji. */
export function composerLists(uid: string, open: (panel: Panel) => void) {
	const mentions = new MentionSearch(`${uid}-mentions`);
	const slash = new PopupList<SlashCommand>(`${uid}-commands`, {
		...{ name: 'slashCommands', char: '/', startOfLine: true, find: slashCommands },
		take(editor, range, { run, opens }) {
			const chain = editor.chain().focus().deleteRange(range);
			(run ? run(chain) : chain).run();
			if (opens) open(opens);
		},
	});
	const spaces = new PopupList<SpaceChoice>(`${uid}-spaces`, {
		...{ name: 'spaceMentions', char: '#', find: spacesLike },
		take: (editor, range, { id, name }) =>
			void editor
				.chain()
				.focus()
				.insertContentAt(range, [
					{ type: 'spaceMention', attrs: { id, label: name.slice(0, LONGEST_NAME) } },
					{ type: 'text', text: ' ' },
				])
				.run(),
	});
	const emoji = new PopupList<Emoji>(`${uid}-emoji`, {
		...{ name: 'emojiCodes', char: ':', atLeast: 2 },
		find: async (query) =>
			loadEmoji().then(
				(all) => emojiLike(all, query.replace(/:$/, ''), EMOJI_SHOWN),
				() => [],
			),
		take: (editor, range, { sign }) =>
			void editor.chain().focus().insertContentAt(range, `${sign} `).run(),
	});
	return { mentions, slash, spaces, emoji, all: [mentions, slash, spaces, emoji] as const };
}
