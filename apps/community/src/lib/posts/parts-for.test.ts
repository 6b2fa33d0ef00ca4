import { expect, test } from 'vitest';
import type { PostDetail } from '@kith/domains/posts/schema';
import { asleepOn, partsFor } from './parts-for.ts';

const text = (...content: object[]) => ({ type: 'doc', content });
const plain = { type: 'paragraph', content: [{ type: 'text', text: 'file "type":"table"' }] };
const post = {
	...{ kind: 'discussion', hasPoll: false, contentWarning: '', isInvited: false },
	...{
		isFeatured: false,
		closing: null,
		pinnedUntil: null,
		held: null,
		filed: null,
		coAuthors: [],
		shownIn: [],
	},
	body: text(plain),
	parts: { question: null, idea: null, announcement: null },
} as unknown as PostDetail;
const comments = {
	items: [{ id: 'one', createdAt: new Date(0), editedAt: null, body: text(plain) }],
};

test('common words need nothing, whatever they say', () => {
	expect(partsFor({ post, comments })).toEqual([]);
});

test('a comment whose change waits needs its mark, and one whose change does not needs none', () => {
	const [first] = comments.items;
	const held = { id: 'change', state: 'waiting' };
	expect(partsFor({ post, comments: { items: [{ ...first, held: null }] } })).toEqual([]);
	expect(partsFor({ post, comments: { items: [{ ...first, held }] } })).toEqual(['held']);
});

test('what became of a post is told by a part of its own', () => {
	const filed = { rules: ['Sales'], from: 'Hall', to: 'Market', tags: [] };
	for (const fact of [{ filed }, { isFeatured: true }, { pinnedUntil: new Date(0) }])
		expect(asleepOn({ post: { ...post, ...fact }, delivery: null })).toEqual(['life']);
});

test('an accepted answer needs what it holds', () => {
	const question = { answer: { body: text({ type: 'embed' }) } };
	const answered = { ...post, parts: { ...post.parts, question } } as unknown as PostDetail;
	expect(partsFor({ post: answered, comments })).toEqual(['embed']);
	expect(asleepOn({ post: answered, delivery: null })).toEqual(['answer']);
});

test('what lies asleep is what this post and this reader have', () => {
	const idea = { mayManage: false, mergedInto: null, merged: [] };
	const on = (facts: object) => {
		const parts = { ...post.parts, idea: { ...idea, ...facts } };
		return asleepOn({ post: { ...post, parts } as unknown as PostDetail, delivery: null });
	};
	expect(asleepOn({ post, delivery: null })).toEqual([]);
	expect(on({})).toEqual(['idea']);
	expect(on({ mayManage: true })).toEqual(['idea', 'idea-decision']);
	expect(on({ mayManage: true, mergedInto: { id: 'two' } })).toEqual(['idea', 'merged-ideas']);
	expect(on({ merged: [{ id: 'three' }] })).toEqual(['idea', 'merged-ideas']);
	expect(asleepOn({ post: { ...post, hasPoll: true }, delivery: null })).toEqual(['poll']);
	const showcase = { ...post, kind: 'showcase' } as PostDetail;
	expect(asleepOn({ post: showcase, delivery: null })).toEqual(['gallery']);
	const parts = { ...post.parts, announcement: { audience: {} } };
	const announced = { ...post, parts } as unknown as PostDetail;
	expect(asleepOn({ post: announced, delivery: { report: {} } })).toEqual([
		...['announcement', 'delivery'],
	]);
});

test('what only some texts hold is found in the post and in every comment, each once', () => {
	const list = { type: 'listItem', content: [{ type: 'codeBlock' }, { type: 'table' }] };
	const deep = text({ type: 'bulletList', content: [list, { type: 'codeBlock' }] });
	const items = [...comments.items, { id: 'two', body: deep }];
	expect(
		partsFor({
			post: { ...post, body: text({ type: 'file' }) } as PostDetail,
			comments: { items },
		}),
	).toEqual([...['codeBlock', 'file', 'table']]);
	expect(partsFor({ post: { ...post, kind: 'idea', hasPoll: true }, comments })).toEqual([
		...['kind-idea'],
	]);
});
