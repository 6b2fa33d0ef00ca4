import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishComment, publishPost } from '@kith/testing/test-verbs';
import { communityCaller } from '../index.ts';
import type { PublicLogPage } from './public-log.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;

const HOLD = { kind: 'silenced', hours: 1 } as const;

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'public', join: 'open' },
	});
});
afterAll(() => installation.close());

async function postIn(spaceId: string, title: string, author: TestMember) {
	const id = newId();
	await publishPost(await here.as(author), { id, spaceId, title, body: words(title) });
	return id;
}
const commentOn = async (postId: string, text: string, author: TestMember) =>
	publishComment(await here.as(author), { id: newId(), postId, parentId: null, body: words(text) });

/** The same numbers every time. */
function dice(seed: number) {
	let state = seed;
	return (sides: number) => {
		state = (state + 0x6d_2b_79_f5) | 0;
		const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
	};
}

test('whatever is done, by whom and for whatever reason: no name, and no word of what a reader may not read', async () => {
	const owner = await founderOf(here);
	const [insider, reader] = [
		await here.member('member', 'Ines Inside'),
		await here.member('member', 'Rhea Reader'),
	];
	const admin = communityCaller(await here.as(owner));
	const made = { ...spaceFields('Open hall'), visibility: 'public' as const };
	const { spaceId: openId } = await admin.spaces.create(made);
	const shut = { ...spaceFields('Secret cabinet'), visibility: 'private' as const };
	const { spaceId: secretId } = await admin.spaces.create(shut);
	const roll = dice(67);
	const writers = await Promise.all(
		['Wilma Writesalot', 'Xaver Xylander', 'Yusuf Yonderly'].map((name) =>
			here.member('member', name),
		),
	);
	const keepers = await Promise.all(
		['Keela Keepwell', 'Lorne Lookout'].map((name) => here.member('admin', name)),
	);
	const people = [...writers, ...keepers, insider, owner];
	for (const { memberId } of [...writers, insider])
		await admin.spaces.setMember({ spaceId: secretId, memberId, allowed: true });
	const posts: { id: string; title: string; spaceId: string; text: string; commentId: string }[] =
		[];
	for (const number of [0, 1, 2, 3, 4, 5, 6, 7]) {
		const spaceId = number % 2 ? secretId : openId;
		const [title, text] = [`Titled${number}zz`, `Commented${number}qq`];
		const id = await postIn(spaceId, title, writers[number % 3] ?? owner);
		const { commentId } = await commentOn(id, text, writers[(number + 1) % 3] ?? owner);
		posts.push({ id, title, spaceId, text, commentId });
	}
	for (let turn = 0; turn < 140; turn += 1) {
		const [number, keeper] = [roll(posts.length), keepers[roll(2)]];
		const [post, author, other] = [posts[number], writers[number % 3], writers[(number + 1) % 3]];
		if (!post || !author || !other || !keeper) continue;
		/** For a reason that names whom it concerns, or quotes what it is about. */
		const why = ({ name, email }: TestMember) =>
			[
				...['', 'Against the rules', `${name} again`, `says ${name.split(' ')[0]}!`, email],
				...[`ask @${keeper.name.split(' ')[0]}`, `${keeper.name} decides`, `“${post.text}”`],
				...[`about ${post.title}`, 'Calm down'],
			][roll(10)] ?? '';
		const api = communityCaller(await here.as(keeper));
		const [postId, commentId, memberId] = [post.id, post.commentId, author.memberId];
		const deeds = [
			() => api.posts.remove({ postId, why: why(author) }),
			() => api.posts.putBack({ postId }),
			() => api.comments.remove({ commentId, why: why(other) }),
			() => api.comments.putBack({ commentId }),
			() => api.lifecycle.lock({ postId, locked: roll(2) === 0, reason: why(author) }),
			() => api.lifecycle.feature({ postId, featured: roll(2) === 0 }),
			() => api.lifecycle.move({ postId, spaceId: roll(2) ? secretId : openId }),
			() => api.restrictions.restrict({ ...HOLD, memberId, reason: why(author) || 'Loud' }),
			() => api.restrictions.lift({ memberId, reason: why(author) }),
		];
		await outcomeOf(deeds[roll(deeds.length)]?.() ?? Promise.resolve());
	}
	const { commentId: last } = await commentOn(await postIn(openId, 'Last', owner), 'Lastly', owner);
	const [keeper = owner] = keepers;
	await communityCaller(await here.as(keeper)).comments.remove({
		...{ commentId: last, why: 'Against the rules' },
	});
	const readers = { anonymous: null, member: reader, insider };
	const seen: Record<string, number> = {};
	for (const [who, person] of Object.entries(readers)) {
		const ctx = await here.as(person);
		const pages: unknown[] = [];
		let cursor: string | null = null;
		do {
			const page: PublicLogPage = await communityCaller(ctx).audit.publicLog({
				...{ limit: 20, cursor },
			});
			pages.push(...page.items);
			cursor = page.nextCursor;
		} while (cursor);
		seen[who] = pages.length;
		const told = JSON.stringify(pages);
		for (const { name, email, memberId } of people) {
			const handle = name.toLowerCase().replace(' ', '-');
			for (const one of [...name.split(' '), email, handle, memberId])
				expect(told.includes(one), `${who} reads ${one}`).toBe(false);
		}
		for (const { id, title, text } of posts) {
			const now = await outcomeOf(communityCaller(ctx).posts.get({ postId: id }));
			for (const one of now === 'done' ? [text] : [title, text, id])
				expect(told.includes(one), `${who} reads ${one}`).toBe(false);
		}
		const isInside = who === 'insider';
		expect(told.includes('Secret cabinet'), who).toBe(isInside);
		expect(told.includes('Against the rules'), who).toBe(true);
	}
	expect(seen['anonymous']).toBe(seen['member']);
	expect(seen['insider']).toBeGreaterThan(seen['member'] ?? 0);
});
