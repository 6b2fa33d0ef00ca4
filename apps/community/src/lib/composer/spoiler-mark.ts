import { Mark, markInputRule } from '@tiptap/core';

/** Words that readers reveal themselves; also typed as ||words||. */
export const Spoiler = Mark.create({
	name: 'spoiler',
	parseHTML: () => [{ tag: 'span[data-spoiler]' }],
	renderHTML: () => ['span', { 'data-spoiler': '', class: 'composer-spoiler' }, 0],
	addInputRules() {
		return [markInputRule({ find: /(?:^|\s)(\|\|([^|]+)\|\|)$/, type: this.type })];
	},
});
