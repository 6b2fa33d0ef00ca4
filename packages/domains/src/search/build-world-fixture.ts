import { everyActor, founderOf, type ActorName } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { spaceFields } from '@kith/testing/test-content';
import type { TestInstallation } from '@kith/testing/test-installation';
import { documentBy } from '@kith/testing/test-library';
import { readEverything } from '@kith/testing/test-texts';
import { openShop } from '@kith/testing/test-tiers';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { DEFAULT_LIFE } from '../submissions/submissions.schema.ts';
import type { Row, ViewerName } from './search-oracle-fixture.ts';
import {
	SPACES,
	writerOf,
	type GeneratedDocument,
	type GeneratedWorld,
	type SpaceName,
	type WriterName,
} from './search-world-fixture.ts';
import { writePost, type Written } from './write-world-fixture.ts';

const DAY = 86_400_000;

/** A community with all that was generated in it, written by the verbs, and who looks at it. */
export async function buildWorld(installation: TestInstallation, world: GeneratedWorld) {
	const { visibility } = world;
	const here = await createTestCommunity(installation, { access: { visibility, join: 'open' } });
	const actors = await everyActor(here, await createTestCommunity(installation));
	const more = await moreMembers(here);
	let asked = 0;
	const as = async (who: ViewerName | WriterName): Promise<CommunityContext> => {
		if (who in more) return here.as(more[who as keyof typeof more]);
		const ctx = await actors.as(who as ActorName);
		// Strangers search a bounded number of times a minute from one address.
		return { ...ctx, request: { ...ctx.request, ip: `198.51.100.${(asked += 1) % 250}` } };
	};
	const api = async (who: ViewerName | WriterName) => communityCaller(await as(who));
	await (await api('owner')).posts.deleteExamples();
	const spaceIds = await makeSpaces(installation, here, more);

	const firstDay = nextMidnight(installation);
	const ctx: Written = { as, spaceIds };
	const later: (() => Promise<void>)[] = [];
	const rows: Row[] = [];
	const writing = [
		...world.posts.map((post) => ({ post, moment: post.moment })),
		...world.documents.map((document) => ({ document, moment: document.moment })),
	].toSorted((one, other) => secondsIn(one.moment) - secondsIn(other.moment));
	for (const { moment, ...one } of writing) {
		waitUntil(installation, firstDay + secondsIn(moment) * 1000);
		if ('post' in one) {
			const { written, waiting } = await writePost(ctx, one.post);
			rows.push(...written);
			later.push(...waiting);
		} else rows.push(await file(ctx, one.document));
	}
	// From now on whatever members write waits for approval, and what they change.
	const rule = { spaceId: null, kind: null, roleKey: null, edits: true };
	await (await api('owner')).approval.saveSettings({ rules: [rule], life: DEFAULT_LIFE });
	for (const write of later) await write();
	await readEverything(installation, here);

	await avoid(here, { api, more });
	await (await api('owner')).spaces.archive({ spaceId: spaceIds.archived });
	const dayOf = (day: number) => new Date(firstDay + day * DAY).toISOString().slice(0, 10);
	const handles = await handlesOf(here, more);
	return { rows, visibility, as, dayOf, handles };
}
export type BuiltWorld = Awaited<ReturnType<typeof buildWorld>>;

const secondsIn = ({ day, second }: GeneratedDocument['moment']) => day * 86_400 + second;
const nextMidnight = ({ clock }: TestInstallation) => Math.ceil(clock.now().getTime() / DAY) * DAY;
function waitUntil({ clock }: TestInstallation, moment: number): void {
	const ahead = (moment - clock.now().getTime()) / 1000;
	if (ahead > 0) clock.advance(ahead);
}

async function moreMembers(here: TestCommunity) {
	return {
		keyHolder: await here.member('member', 'Kim Keyholder'),
		payer: await here.member('member', 'Pam Payer'),
		author: await here.member('member', 'Ann Author'),
		blocker: await here.member('member', 'Bea Blocker'),
		blocked: await here.member('member', 'Bob Blocked'),
		muter: await here.member('member', 'Max Muter'),
		sentAway: await here.member('member', 'Ray Sentaway'),
		suspended: await here.member('member', 'Sue Suspended', 'suspended'),
		removed: await here.member('member', 'Rod Removed', 'removed'),
	};
}
type More = Awaited<ReturnType<typeof moreMembers>>;

async function makeSpaces(
	installation: TestInstallation,
	here: TestCommunity,
	{ keyHolder, payer }: More,
): Promise<Record<SpaceName, string>> {
	const shop = await openShop(installation, here);
	const ids = { public: '', members: '', private: '', paid: '', archived: '' };
	const visibilities = { archived: 'public', paid: 'private' } as const;
	for (const name of SPACES) {
		const names = { slug: `room-${name}`, library: 'everyone' as const };
		const visibility = name === 'archived' || name === 'paid' ? visibilities[name] : name;
		const fields = { ...spaceFields(`Room ${name}`), ...names, visibility };
		ids[name] = (await communityCaller(await shop.owner()).spaces.create(fields)).spaceId;
	}
	const entry = { spaceId: ids.private, memberId: keyHolder.memberId, allowed: true };
	await communityCaller(await shop.owner()).spaces.setMember(entry);
	const { tierId } = await shop.tier([{ kind: 'space', spaceId: ids.paid }]);
	await shop.give(payer.memberId, tierId);
	return ids;
}

/** One blocks another, so does a moderator; somebody mutes who wrote most; and one is sent away. */
async function avoid(
	here: TestCommunity,
	{
		api,
		more,
	}: { api: (who: ViewerName) => Promise<ReturnType<typeof communityCaller>>; more: More },
): Promise<void> {
	const bob = { memberId: more.blocked.memberId, on: true };
	await (await api('blocker')).relations.block(bob);
	await (await api('moderator')).relations.block(bob);
	await (await api('muter')).relations.mute({ memberId: more.author.memberId, on: true });
	const { memberId } = more.sentAway;
	const founder = communityCaller(await here.as(await founderOf(here)));
	await founder.members.remove({ memberId, contributions: 'keep' });
}

async function file(
	{ as, spaceIds }: Written,
	{ title, text, says, space, author, moment, tags, isDeleted }: GeneratedDocument,
): Promise<Row> {
	const writer = writerOf({ space, author, end: 'published' });
	const [name = '', ...rest] = text;
	const texts = { title: title.join(' '), name: `${name}.txt`, description: rest.join(' ') };
	const file = { ...texts, text: says.join(' '), tags };
	const ctx = await as(writer);
	const id = await documentBy(ctx, { spaceId: spaceIds[space], ...file });
	if (isDeleted) await communityCaller(ctx).library.delete({ documentId: id });
	return {
		...{
			id,
			postId: id,
			kind: 'document',
			postKind: null,
			title,
			words: [...title, ...text, ...says, ...tags.flatMap((tag) => tag.split(' '))],
		},
		...{ isShown: !isDeleted, space, writer, writers: [writer], tags, holds: [] },
		day: moment.day,
	};
}

async function handlesOf({ db, ownerEmail }: TestCommunity, more: More) {
	const rows = await db
		.selectFrom('members')
		.leftJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id', 'members.handle', 'authUsers.email'])
		.execute();
	const handleOf = (memberId: string) => rows.find(({ id }) => id === memberId)?.handle ?? '';
	const owner = rows.find(({ email }) => email === ownerEmail)?.handle ?? '';
	const { keyHolder, payer, author, blocker, blocked, sentAway } = more;
	return {
		...{ owner, keyHolder: handleOf(keyHolder.memberId), payer: handleOf(payer.memberId) },
		...{ author: handleOf(author.memberId), blocker: handleOf(blocker.memberId) },
		...{ blocked: handleOf(blocked.memberId), sentAway: handleOf(sentAway.memberId) },
	} satisfies Record<WriterName, string>;
}
