import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededChance } from '@kith/kernel/chance';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { recordAll } from '@kith/testing/test-analytics';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { outcomeOf, spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createSpace, publishComment, publishPost } from '@kith/testing/test-verbs';
import { communityCaller } from '../index.ts';
import { DOWN, UP } from '../reactions/reactions.schema.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const DAY_MS = 86_400_000;
const NAMES = ['Ada', 'Ben', 'Cem', 'Dora', 'Eve', 'Finn', 'Gwen'];

async function community() {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	const { spaceId: openId } = await createSpace(await here.as(founder), spaceFields('Yard'));
	const shut = { ...spaceFields('Hall'), visibility: 'private' as const };
	const { spaceId: shutId } = await createSpace(await here.as(founder), shut);
	installation.services.snapshots.drop(here.id);
	const members: TestMember[] = [];
	for (const name of NAMES) members.push(await here.member('member', name));
	const analytics = async (who: TestMember = founder) => {
		const found = communityCaller(await here.as(who)).analytics;
		await outcomeOf(found.start());
		installation.services.snapshots.drop(here.id);
		return communityCaller(await here.as(who)).analytics;
	};
	return { here, founder, members, openId, shutId, analytics };
}
type Place = Awaited<ReturnType<typeof community>>;

type Post = {
	id: string;
	authorId: string;
	coAuthorIds: string[];
	spaceId: string;
	createdAt: Date;
	status: string;
	isExample: boolean;
};
type Deed = { postId: string; by: string; at: Date; emoji: string | null; status: string };

/** A year of posts and of what others did about them, some hidden, some long ago, some by those who wrote them. */
async function live({ here, founder, members, openId, shutId }: Place, seed: number) {
	const chance = seededChance(seed);
	const below = (end: number) => Math.floor(chance() * end);
	const pick = <One>(from: readonly One[]): One => from[below(from.length)] as One;
	const people = [founder, ...members].map(({ memberId }) => memberId);
	const ago = (days: number) =>
		new Date(installation.clock.now().getTime() - 1000 - Math.floor(chance() * days * DAY_MS));
	const posts: Post[] = Array.from({ length: 60 }, () => ({
		...{ id: newId(), authorId: pick(people), spaceId: pick([openId, openId, shutId]) },
		coAuthorIds: below(5) === 0 ? [pick(people)] : [],
		...{ createdAt: ago(below(2) === 0 ? 20 : 200), isExample: below(12) === 0 },
		status: pick(['published', 'published', 'published', 'published', 'removed', 'deleted']),
	}));
	const deeds: Deed[] = [];
	const reacted = new Set<string>();
	for (let index = 0; index < 500; index += 1) {
		const deed = {
			...{ postId: pick(posts).id, by: pick(people), at: ago(below(2) === 0 ? 30 : 200) },
			emoji: below(2) === 0 ? pick([UP, '🎉', DOWN]) : null,
			status: pick(['published', 'published', 'published', 'removed']),
		};
		const key = `${deed.postId} ${deed.by} ${deed.emoji}`;
		if (deed.emoji && reacted.has(key)) continue;
		reacted.add(key);
		deeds.push(deed);
	}
	await write(here, posts, deeds);
	return { posts, deeds };
}

async function write({ db }: TestCommunity, posts: readonly Post[], deeds: readonly Deed[]) {
	const text = { body: JSON.stringify(words('So it is')), excerpt: 'So it is' };
	await db
		.insertInto('posts')
		.values(
			posts.map((post) => ({ ...post, ...text, title: post.id, lastActivityAt: post.createdAt })),
		)
		.execute();
	const spaceOf = (postId: string) => posts.find(({ id }) => id === postId)?.spaceId ?? '';
	await db
		.insertInto('comments')
		.values(
			deeds
				.filter(({ emoji }) => emoji === null)
				.map(({ postId, by, at, status }) => ({
					...{ id: newId(), postId, authorId: by, createdAt: at, status, depth: 0, ...text },
					spaceId: spaceOf(postId),
				})),
		)
		.execute();
	await db
		.insertInto('reactions')
		.values(
			deeds.flatMap(({ postId, by, at, emoji }) =>
				emoji
					? [{ subjectId: postId, subjectKind: 'post', memberId: by, emoji, createdAt: at }]
					: [],
			),
		)
		.execute();
}

type Asked = { since: Date; withStaff: boolean; staffId: string; spaceIds: readonly string[] };

/** The slow way: each post, and all that was done, one after the other. */
function recount({ posts, deeds }: Awaited<ReturnType<typeof live>>, asked: Asked) {
	const { since, withStaff, staffId, spaceIds } = asked;
	const counts = (id: string) => withStaff || id !== staffId;
	return posts
		.filter(({ status, isExample }) => status === 'published' && !isExample)
		.filter(({ spaceId, authorId }) => spaceIds.includes(spaceId) && counts(authorId))
		.map((post) => {
			const there = deeds
				.filter(({ postId, at }) => postId === post.id && at >= since)
				.filter(({ by }) => counts(by) && by !== post.authorId && !post.coAuthorIds.includes(by))
				.filter(({ emoji, status }) => (emoji === null ? status === 'published' : emoji !== DOWN));
			const answers = there.filter(({ emoji }) => emoji === null).length;
			const people = new Set(there.map(({ by }) => by)).size;
			return { ...post, people, answers, reactions: there.length - answers };
		})
		.filter(({ people }) => people > 0)
		.toSorted(
			(one, two) =>
				two.people - one.people ||
				two.answers - one.answers ||
				two.reactions - one.reactions ||
				two.createdAt.getTime() - one.createdAt.getTime(),
		)
		.slice(0, 25)
		.map(({ id, people, answers, reactions }) => [id, people, answers, reactions]);
}

test('what is listed is what a plain count of all posts finds, with and without staff', async () => {
	for (const seed of [1, 2, 3]) {
		const place = await community();
		const all = await live(place, seed);
		const read = await place.analytics();
		const today = installation.clock.now().toISOString().slice(0, 10);
		for (const days of [7, 28, 365] as const)
			for (const withStaff of [false, true]) {
				const { columns, rows } = await read.report({ name: 'posts', days, withStaff });
				expect(columns.slice(3)).toEqual(['people', 'answers', 'reaction', 'post_id']);
				const since = new Date(Date.parse(today) - (days - 1) * DAY_MS);
				const asked = { since, withStaff, staffId: place.founder.memberId };
				const spaceIds = [place.openId, place.shutId];
				expect(rows.map((row) => [row[6], ...row.slice(3, 6)])).toEqual(
					recount(all, { ...asked, spaceIds }),
				);
				expect(rows.length).toBeGreaterThan(0);
			}
	}
}, 120_000);

test('of a space that whoever looks may not read, no post is named, not even as waiting for an answer', async () => {
	const place = await community();
	const { here, founder, openId, shutId } = place;
	const [ada, ben, cem] = place.members;
	if (!ada || !ben || !cem) throw new Error('nobody is here');
	await communityCaller(await here.as(founder)).spaces.setMember({
		...{ spaceId: shutId, memberId: ada.memberId, allowed: true },
	});
	installation.services.snapshots.drop(here.id);
	const ids: string[] = [];
	for (const [spaceId, title] of [
		[openId, 'In the yard'],
		[shutId, 'In the hall'],
		[shutId, 'Nobody says a word'],
	] as const) {
		const id = newId();
		await publishPost(await here.as(ada), { id, spaceId, title, body: words('Hear, hear') });
		ids.push(id);
	}
	for (const postId of ids.slice(0, 2)) {
		const comment = { id: newId(), postId, parentId: null, body: words('So it is') };
		await publishComment(await here.as(founder), comment);
	}
	const { roles } = communityCaller(await here.as(founder));
	const roleId = newId();
	const permissions = { 'analytics:read': 'allow' } as const;
	await roles.create({ id: roleId, name: 'Counter', permissions });
	installation.services.snapshots.drop(here.id);
	await communityCaller(await here.as(founder)).roles.give({
		...{ memberId: cem.memberId, roleId, spaceId: null },
	});
	installation.services.snapshots.drop(here.id);
	await recordAll(await here.as(founder));
	const asked = { days: 7, withStaff: true } as const;
	const titles = async (who: TestMember, name: 'posts' | 'unanswered') =>
		(await (await place.analytics(who)).report({ name, ...asked })).rows.map(
			(row) => row[name === 'posts' ? 0 : 1],
		);
	expect(await titles(founder, 'posts')).toEqual(['In the hall', 'In the yard']);
	expect(await titles(founder, 'unanswered')).toEqual(['Nobody says a word']);
	expect(await titles(cem, 'posts')).toEqual(['In the yard']);
	expect(await titles(cem, 'unanswered')).toEqual([]);
	expect(await outcomeOf((await place.analytics(ben)).report({ name: 'posts' }))).toBe(
		'permissions.denied',
	);
});

test('who left is not named, and no row says who answered or reacted', async () => {
	const place = await community();
	const { here, founder, openId } = place;
	const [ada, ben] = place.members;
	if (!ada || !ben) throw new Error('nobody is here');
	const id = newId();
	const text = { spaceId: openId, title: 'Farewell', body: words('Farewell') };
	await publishPost(await here.as(ada), { id, ...text });
	const vote = { subjectKind: 'post' as const, subjectId: id, emoji: UP, on: true } as const;
	await communityCaller(await here.as(ben)).reactions.set(vote);
	const read = await place.analytics();
	expect((await read.report({ name: 'posts' })).rows).toEqual([
		['Farewell', 'Ada', 'Yard', 1, 0, 1, id],
	]);
	await communityCaller(await here.as(founder)).members.remove({
		...{ memberId: ada.memberId, contributions: 'keep' },
	});
	expect((await read.report({ name: 'posts' })).rows[0]?.[1]).toBeNull();
});
