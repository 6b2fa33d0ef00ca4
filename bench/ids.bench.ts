import { communityCaller } from '@kith/domains';
import type { CommunityContext } from '@kith/domains/context';
import { newId } from '@kith/kernel/ids';
import { openTestServer } from '@kith/testing/global-setup';
import { procedureAt } from '@kith/testing/matrix-line';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { documentBy, openLibrary } from '@kith/testing/test-library';
import { publishComment, publishPost } from '@kith/testing/test-verbs';
import { printTable, quantile, timeOnce, type Row } from './measure.ts';
import type { Settings } from './settings.ts';

const TRIES = { some: 200, full: 1_000 };
const MOST_MS = 5;
const KINDS = ['unknown', 'foreign', 'hidden'] as const;
type Kind = (typeof KINDS)[number];

/** An id of each kind of thing. */
type Things = {
	spaceId: string;
	postId: string;
	ideaId: string;
	commentId: string;
	documentId: string;
};
type Question = { path: string; of: keyof Things; inputWith: (id: string) => object };

const text = { title: 'Mine', body: words('Mine') };
const QUESTIONS: readonly Question[] = [
	{ path: 'posts.get', of: 'postId', inputWith: (postId) => ({ postId }) },
	{ path: 'comments.list', of: 'postId', inputWith: (postId) => ({ postId }) },
	{ path: 'comments.publish', of: 'postId', inputWith: commenting },
	{ path: 'posts.edit', of: 'postId', inputWith: (postId) => ({ postId, version: 1, ...text }) },
	{ path: 'posts.delete', of: 'postId', inputWith: (postId) => ({ postId }) },
	{ path: 'bookmarks.save', of: 'postId', inputWith: (postId) => ({ postId }) },
	{ path: 'reactions.set', of: 'postId', inputWith: reacting },
	{ path: 'ideas.vote', of: 'ideaId', inputWith: (postId) => ({ postId, on: true }) },
	{ path: 'comments.edit', of: 'commentId', inputWith: (commentId) => editing({ commentId }) },
	{ path: 'library.get', of: 'documentId', inputWith: (documentId) => ({ documentId }) },
	{ path: 'relations.followSpace', of: 'spaceId', inputWith: (spaceId) => ({ spaceId, on: true }) },
];

function commenting(postId: string) {
	return { id: newId(), postId, parentId: null, body: words('Mine') };
}
function reacting(subjectId: string) {
	return { subjectKind: 'post', subjectId, emoji: '👍', on: true };
}
function editing(ref: { commentId: string }) {
	return { ...ref, version: 1, body: words('Mine') };
}

/** Whether the time of a refusal tells an id that is somebody's from one that never was. */
export async function bench({ full }: Settings): Promise<void> {
	const server = await openTestServer();
	const installation = await createTestInstallation(server.url);
	try {
		const here = await createTestCommunity(installation);
		const things = {
			foreign: await thingsOf(installation, await createTestCommunity(installation)),
			hidden: await thingsOf(installation, here),
		};
		const asker = await askerOf(here);
		const rows: Row[] = [];
		for (const question of QUESTIONS)
			rows.push(...(await compare(asker, question, things, full ? TRIES.full : TRIES.some)));
		printTable('Ids of another community, of what is hidden, and unknown ones', rows);
	} finally {
		await installation.close();
		await server.close();
	}
}

/** One of everything, in a space that only its founder enters. */
async function thingsOf(installation: TestInstallation, place: TestCommunity): Promise<Things> {
	const founder = await founderOf(place);
	const before = await place.as(founder);
	const spaceId = await openLibrary(before, { visibility: 'private' });
	installation.services.snapshots.drop(place.id);
	const ctx = await place.as(founder);
	const [postId, ideaId, commentId] = [newId(), newId(), newId()];
	await publishPost(ctx, { id: postId, spaceId, ...text });
	await publishPost(ctx, { id: ideaId, spaceId, kind: 'idea', ...text });
	await publishComment(ctx, { id: commentId, postId, parentId: null, body: words('Mine') });
	const documentId = await documentBy(ctx, { spaceId });
	return { spaceId, postId, ideaId, commentId, documentId };
}

/** Somebody who is never told that they came too often: that would be as fast for everybody. */
async function askerOf(here: TestCommunity): Promise<CommunityContext> {
	const ctx = await here.as(await here.member('member', 'Mia Member'));
	const limiter = { ...ctx.services.limiter, take: async () => {} };
	return { ...ctx, services: { ...ctx.services, limiter } };
}

async function compare(
	asker: CommunityContext,
	{ path, of, inputWith }: Question,
	things: Record<'foreign' | 'hidden', Things>,
	tries: number,
): Promise<Row[]> {
	const took: Record<Kind, number[]> = { unknown: [], foreign: [], hidden: [] };
	const said = new Set<string>();
	const procedure = procedureAt(communityCaller(asker), path);
	const once = async (kind: Kind) => {
		const input = inputWith(kind === 'unknown' ? newId() : things[kind][of]);
		const ms = await timeOnce(() =>
			procedure(input).then(
				() => said.add('done'),
				(error: unknown) => said.add((error as Error).message),
			),
		);
		return ms;
	};
	for (let round = 0; round < 10; round++) for (const kind of KINDS) await once(kind);
	for (let round = 0; round < tries; round++)
		for (const at of KINDS.keys()) {
			// By turns: what was done just before shows in what comes next.
			const kind = KINDS[(at + round) % KINDS.length] ?? 'unknown';
			took[kind].push(await once(kind));
		}
	if (said.size !== 1 || !/[._]not_found$/.test([...said][0] ?? ''))
		throw new Error(`${path} told them apart: ${[...said].join(', ')}`);
	const beside = quantile(took.unknown, 0.5);
	return (['foreign', 'hidden'] as const).map((kind) => {
		const median = quantile(took[kind], 0.5);
		const apart = median - beside;
		return {
			...{ what: `${path}, ${kind}`, value: `${median.toFixed(2)} ms` },
			...{
				ratio: `${apart < 0 ? '−' : '+'}${Math.abs(apart).toFixed(2)} ms, ${(median / beside).toFixed(3)}x unknown`,
			},
			...{ target: `±${MOST_MS} ms`, met: Math.abs(apart) <= MOST_MS },
		};
	});
}
