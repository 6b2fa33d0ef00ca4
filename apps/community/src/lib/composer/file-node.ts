import { Node } from '@tiptap/core';
import { fileSize } from '#lib/media/file-size.ts';

/** A file of this community: the document names it, never an address. */
export const FileNode = Node.create({
	name: 'file',
	group: 'block',
	atom: true,
	draggable: true,
	addAttributes() {
		return {
			fileId: attribute('data-file-id', String),
			name: attribute('data-name', String),
			bytes: attribute('data-bytes', Number),
			mime: attribute('data-mime', String),
			width: attribute('data-width', Number),
			height: attribute('data-height', Number),
		};
	},
	parseHTML() {
		return [{ tag: 'div[data-file-id][data-name][data-bytes][data-mime]' }];
	},
	renderHTML({ HTMLAttributes, node }) {
		const { name, bytes } = node.attrs;
		return [
			'div',
			{ ...HTMLAttributes, class: 'composer-file' },
			['b', { dir: 'auto' }, String(name)],
			['span', {}, fileSize(Number(bytes))],
		];
	},
});

function attribute(name: string, read: (text: string) => string | number) {
	return {
		default: null,
		parseHTML: (element: HTMLElement) => {
			const text = element.getAttribute(name);
			return text === null ? null : read(text);
		},
		renderHTML: (attributes: Record<string, unknown>) => {
			const value = attributes[KEYS[name] ?? ''];
			return typeof value === 'string' || typeof value === 'number' ? { [name]: value } : {};
		},
	};
}

const KEYS: Readonly<Record<string, string>> = {
	...{ 'data-file-id': 'fileId', 'data-name': 'name', 'data-bytes': 'bytes' },
	...{ 'data-mime': 'mime', 'data-width': 'width', 'data-height': 'height' },
};
