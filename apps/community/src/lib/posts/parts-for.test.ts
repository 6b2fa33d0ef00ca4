import { expect, test } from 'vitest';
import type { PostDetail } from '@kith/domains/posts/schema';
import { partsFor } from './parts-for.ts';

const post = { kind: 'discussion', contentWarning: '' } as PostDetail;

test('a discussion needs nothing, whatever became of it', () => {
	const laden = { ...post, hasPoll: true, isFeatured: true } as PostDetail;
	expect(partsFor(laden, [{ held: null }])).toEqual([]);
});

test('a kind, a warning, and a comment whose change waits need what they are drawn with', () => {
	expect(partsFor({ ...post, kind: 'idea' } as PostDetail, [])).toEqual(['kind-idea']);
	expect(partsFor({ ...post, contentWarning: 'Steam' }, [])).toEqual(['warning']);
	const held = { id: 'change', state: 'waiting' };
	expect(partsFor(post, [{ held: null }, { held }])).toEqual(['held']);
});
