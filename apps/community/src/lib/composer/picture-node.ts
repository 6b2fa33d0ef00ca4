import Image from '@tiptap/extension-image';

/** A picture of this community: the document names the file, never an address, so foreign pictures cannot get in. */
export const Picture = Image.extend({
	addAttributes() {
		return {
			fileId: {
				default: null,
				parseHTML: (element) => element.getAttribute('data-file-id'),
				renderHTML: ({ fileId }) => ({
					'data-file-id': String(fileId),
					src: `/files/${encodeURIComponent(String(fileId))}/medium`,
				}),
			},
			alt: { default: '', parseHTML: (element) => element.getAttribute('alt') ?? '' },
			width: { default: null, parseHTML: (element) => sizeOf(element, 'width') },
			height: { default: null, parseHTML: (element) => sizeOf(element, 'height') },
		};
	},
	parseHTML() {
		return [{ tag: 'img[data-file-id][width][height]' }];
	},
	// The parent's would turn a typed "![]()" into a picture of any address.
	addInputRules() {
		return [];
	},
});

function sizeOf(element: HTMLElement, name: string): number | null {
	const size = Number(element.getAttribute(name));
	return Number.isInteger(size) && size > 0 ? size : null;
}
