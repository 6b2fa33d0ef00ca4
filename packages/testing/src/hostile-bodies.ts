import { newId } from '@kith/kernel/ids';
import type { words } from './test-content.ts';

type Body = ReturnType<typeof words>;
type Inline = Record<string, unknown>;

const holding = (...content: Inline[]): Body => ({ type: 'doc', content }) as unknown as Body;
const line = (...content: Inline[]) => holding({ type: 'paragraph', content });
const size = { width: 1, height: 1 };
/** Where a rich text holds words of its writer's. */
export const IN_BODY: Readonly<Record<string, (text: string) => Body>> = {
	text: (text) => line({ type: 'text', text }),
	'marked text': (text) =>
		line({ type: 'text', text, marks: [{ type: 'bold' }, { type: 'code' }] }),
	'a spoiler': (text) => line({ type: 'text', text, marks: [{ type: 'spoiler' }] }),
	'a heading': (text) =>
		holding({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] }),
	code: (text) => holding({ type: 'codeBlock', content: [{ type: 'text', text }] }),
	'a mention': (label) => line({ type: 'mention', attrs: { id: newId(), label } }),
	'a link': (href) =>
		line({ type: 'text', text: 'link', marks: [{ type: 'link', attrs: { href } }] }),
	'the language of code': (language) =>
		holding({ type: 'codeBlock', attrs: { language }, content: [{ type: 'text', text: 'x' }] }),
	'the words for a picture': (alt) =>
		holding({ type: 'image', attrs: { fileId: newId(), alt, ...size } }),
	'a mention of a space': (label) => line({ type: 'spaceMention', attrs: { id: newId(), label } }),
	'a cell of a table': (text) =>
		holding({
			type: 'table',
			content: [
				{
					type: 'tableRow',
					content: [
						{
							type: 'tableHeader',
							content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
						},
					],
				},
			],
		}),
	'the id of an embed': (id) => holding({ type: 'embed', attrs: { provider: 'youtube', id } }),
	'the site of an embed': (provider) => holding({ type: 'embed', attrs: { provider, id: 'x' } }),
	'coloured code': (text) =>
		holding({ type: 'codeBlock', attrs: { language: 'xml' }, content: [{ type: 'text', text }] }),
	'a type of node': (type) => holding({ type, content: [] }),
	'a type of mark': (type) => line({ type: 'text', text: 'x', marks: [{ type }] }),
};
