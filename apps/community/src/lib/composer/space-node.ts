import { mergeAttributes, Node } from '@tiptap/core';

/** A space that is mentioned: its id, and its name as it was. */
export const SpaceMention = Node.create({
	name: 'spaceMention',
	group: 'inline',
	inline: true,
	atom: true,
	selectable: false,
	addAttributes() {
		return {
			id: { default: null, parseHTML: (element) => element.getAttribute('data-space-id') },
			label: { default: '', parseHTML: (element) => element.textContent?.replace(/^#/, '') ?? '' },
		};
	},
	parseHTML() {
		return [{ tag: 'span[data-space-id]' }];
	},
	renderHTML({ node, HTMLAttributes }) {
		const { id, label } = node.attrs;
		const attributes = {
			'data-space-id': String(id),
			class: 'composer-mention',
			id: null,
			label: null,
		};
		return ['span', mergeAttributes(HTMLAttributes, attributes), `#${label}`];
	},
	renderText: ({ node }) => `#${node.attrs['label']}`,
});
