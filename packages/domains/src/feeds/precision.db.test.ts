import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { spaceFields, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { suggestFollows } from './suggest-follows.ts';

type Someone = Awaited<ReturnType<TestCommunity['member']>>;
type Written = { id: string; topic: number; author: Someone; isSecret: boolean };
type Reader = Someone & { topic: number; known: Set<string>; avoided: Set<string> };

const TOPICS = ['Bread', 'Trains', 'Gardens', 'Chess', 'Boats'];
const AUTHORS = 7;
const ROUNDS = 4;
const LOUD = 6;
const AT = 5;
const LEAST = 0.6;

let installation: TestInstallation;
let here: TestCommunity;
let secret: string;
const authors: Someone[][] = [];
const written: Written[] = [];
const readers: Reader[] = [];

beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	await here.db.deleteFrom('posts').execute();
	const founder = communityCaller(await here.as(await founderOf(here)));
	await founder.tags.setCreation({ allowed: true });
	const hall = { ...spaceFields('Cabinet'), visibility: 'private' as const };
	secret = (await founder.spaces.create(hall)).spaceId;
	for (const topic of TOPICS.keys()) authors.push(await circle(topic));
	for (let round = 0; round < ROUNDS; round++) await writeRound(round);
	for (const topic of TOPICS.keys())
		for (let turn = 0; turn < 2; turn++) readers.push(await reader(topic, turn));
	installation.clock.advance(2 * 86_400);
	await writeRound(ROUNDS);
	await shout();
}, 120_000);
afterAll(() => installation.close());

const as = async (who: Someone) => communityCaller(await here.as(who));
/** The same choice in every run, and another for every number. */
const dice = (seed: number, sides: number) => {
	const once = Math.imul(seed ^ (seed >>> 15), 0x2c_1b_3c_6d);
	const twice = Math.imul(once ^ (once >>> 12), 0x29_7a_2d_39);
	return ((twice ^ (twice >>> 15)) >>> 0) % sides;
};

/** Those who write about a topic; all of them may enter the secret space. */
async function circle(topic: number): Promise<Someone[]> {
	const found: Someone[] = [];
	for (let turn = 0; turn < AUTHORS; turn++) {
		const one = await here.member('member', `${TOPICS[topic]} ${turn}`);
		const joinedAt = installation.clock.now();
		await here.db
			.insertInto('spaceMembers')
			.values({ spaceId: secret, memberId: one.memberId, joinedAt })
			.execute();
		found.push(one);
	}
	return found;
}

/** Everybody writes one post: four of five about their topic, four of five of those with its tag; a few in secret. */
async function writeRound(round: number): Promise<void> {
	for (let turn = 0; turn < AUTHORS; turn++)
		for (const topic of TOPICS.keys()) {
			const author = authors[topic]?.[turn];
			if (!author) continue;
			const seed = 1 + round * 97 + turn * 13 + topic * 7;
			const about = dice(seed, 5) === 0 ? (topic + 1) % TOPICS.length : topic;
			const tags = dice(seed + 1000, 5) === 0 ? [] : [TOPICS[about] ?? ''];
			const isSecret = round === ROUNDS && turn === 0;
			await write({ author, topic: about, tags, isSecret });
		}
}

async function write({
	author,
	topic,
	tags,
	isSecret,
}: Omit<Written, 'id'> & { tags: string[] }): Promise<void> {
	const id = newId();
	installation.clock.advance(1800);
	const ctx = await here.as(author);
	const open = ctx.grants.spaces.postable.filter((space) => space !== secret);
	const spaceId = isSecret ? secret : (open[(topic + 1) % open.length] ?? '');
	const text = { title: `Of ${TOPICS[topic]}`, body: words('Text') };
	await communityCaller(ctx).posts.publish({ id, spaceId, ...text, tags });
	written.push({ id, topic, author, isSecret });
}

/** Reacts to five posts of a topic, answers two, looks at three others; blocks, mutes and hides one thing each. */
async function reader(topic: number, turn: number): Promise<Reader> {
	const who = await here.member('member', `Reader ${topic} ${turn}`);
	const { reactions, comments, feeds, relations, tags } = await as(who);
	const about = written.filter((post) => post.topic === topic);
	const pick = (nth: number) => about[(nth * 3 + turn) % about.length];
	const others = written.filter((post) => post.topic !== topic);
	const liked = [0, 1, 2, 3, 4].flatMap((nth) => pick(nth) ?? []);
	const strayed = [0, 1].flatMap(
		(nth) => others[dice(topic * 50 + turn * 5 + nth, others.length)] ?? [],
	);
	for (const { id } of [...liked, ...strayed])
		await reactions.set({ subjectKind: 'post', subjectId: id, emoji: '👍', on: true });
	const answered = [5, 6].flatMap((nth) => pick(nth) ?? []);
	for (const { id } of answered)
		await comments.publish({ id: newId(), postId: id, parentId: null, body: words('Yes') });
	const [blocked, muted] = [authors[topic]?.[1 + turn], authors[topic]?.[3 + turn]];
	await relations.block({ memberId: blocked?.memberId ?? '', on: true });
	await relations.mute({ memberId: muted?.memberId ?? '', on: true });
	const hidden = about.find(({ author }) => author !== blocked && author !== muted);
	await feeds.hide({ postId: hidden?.id ?? '', on: true });
	if (turn === 1) {
		const tag = await tags.get({ slug: (TOPICS[topic] ?? '').toLowerCase() });
		await tags.follow({ tagId: tag.id, on: true });
	}
	const known = new Set([...liked, ...strayed, ...answered].map(({ id }) => id));
	const avoided = new Set([blocked, muted].map((one) => one?.memberId ?? ''));
	known.add(hidden?.id ?? '');
	return { ...who, topic, known, avoided };
}

/** New posts about nothing, which everybody reacts to: what a mere order of popularity would suggest. */
async function shout(): Promise<void> {
	for (let turn = 0; turn < LOUD; turn++) {
		const author = await here.member('member', `Loud ${turn}`);
		await write({ author, topic: -1, tags: [], isSecret: false });
		const { id = '' } = written.at(-1) ?? {};
		for (const circleOf of authors)
			for (const one of circleOf) {
				const { reactions } = await as(one);
				await reactions.set({ subjectKind: 'post', subjectId: id, emoji: '🎉', on: true });
			}
	}
}

const suggestedTo = async (one: Reader) => {
	const all = await suggestFollows(await here.as(one), AT);
	return {
		posts: all.filter(({ kind }) => kind === 'post'),
		members: all.filter(({ kind }) => kind === 'member'),
	};
};
const mean = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

test('of five suggested posts at least three are about what the reader cares for', async () => {
	const precision: number[] = [];
	for (const one of readers) {
		const { posts } = await suggestedTo(one);
		expect(posts).toHaveLength(AT);
		const about = posts.filter(
			({ id }) => written.find((post) => post.id === id)?.topic === one.topic,
		);
		precision.push(about.length / AT);
	}
	process.stdout.write(`posts: precision at ${AT} is ${mean(precision).toFixed(2)}\n`);
	expect(mean(precision)).toBeGreaterThanOrEqual(LEAST);
	expect(Math.min(...precision)).toBeGreaterThan(0);
});

test('of five suggested members at least three care for the same', async () => {
	const precision: number[] = [];
	for (const one of readers) {
		const { members } = await suggestedTo(one);
		expect(members).toHaveLength(AT);
		const alike = [
			...(authors[one.topic] ?? []),
			...readers.filter(({ topic }) => topic === one.topic),
		].map(({ memberId }) => memberId);
		precision.push(members.filter(({ id }) => alike.includes(id)).length / AT);
	}
	process.stdout.write(`members: precision at ${AT} is ${mean(precision).toFixed(2)}\n`);
	expect(mean(precision)).toBeGreaterThanOrEqual(LEAST);
	expect(Math.min(...precision)).toBeGreaterThan(0);
});

test('nothing blocked, muted, hidden, private or already read is among them, nor the reader', async () => {
	for (const one of readers) {
		const { posts, members } = await suggestedTo(one);
		for (const { id } of posts) {
			const post = written.find((other) => other.id === id);
			expect(one.known.has(id)).toBe(false);
			expect(post?.isSecret).toBe(false);
			expect(one.avoided.has(post?.author.memberId ?? '')).toBe(false);
		}
		for (const { id } of members) {
			expect(one.avoided.has(id)).toBe(false);
			expect(id).not.toBe(one.memberId);
		}
	}
});

test('each says why, and truly', async () => {
	for (const one of readers) {
		const { posts, members } = await suggestedTo(one);
		const authorsOf = (ids: ReadonlySet<string>) =>
			new Set(written.filter(({ id }) => ids.has(id)).map(({ author }) => author.name));
		const touched = authorsOf(one.known);
		for (const post of posts)
			if (post.kind === 'post' && (post.why === 'answered' || post.why === 'liked'))
				expect(touched).toContain(post.author);
		for (const member of members)
			if (member.kind === 'member') {
				if (member.reason === 'answered' || member.reason === 'liked')
					expect(touched).toContain(member.name);
				if (member.reason === 'tag' || member.reason === 'topic')
					expect(TOPICS).toContain(member.about);
			}
		const reasons = posts.map((post) => (post.kind === 'post' ? post.why : ''));
		expect(reasons.some((why) => ['topic', 'tag', 'liked', 'answered'].includes(why))).toBe(true);
	}
});
