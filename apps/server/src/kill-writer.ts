import { flushCompileCache } from 'node:module';
import { communityCaller } from '@kith/domains';
import { createCommunityContext, NO_REQUEST } from '@kith/domains/create-context';
import { readStanding } from '@kith/domains/members';
import { readConfig } from '@kith/kernel/config';
import { newId } from '@kith/kernel/ids';
import { createInstallation, type Installation } from './services.ts';

/**
 * The process that the kill drill kills: a member who posts and comments through the product's own procedures, as
 * fast as four clients can, and writes down each id once it was acknowledged. Arguments: database, data folder,
 * secret, address of the community.
 */
async function write(): Promise<void> {
	const [ownerUrl = '', dataDir = '', secret = '', slug = ''] = process.argv.slice(2);
	const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
	const installation = await createInstallation({ config, ownerUrl, secret });
	const api = await callerOf(installation, slug);
	const { rows } = await installation.owner.query<{ id: string }>(
		'select id from platform.communities where slug = $1',
		[slug],
	);
	const spaces = await installation.owner.query<{ id: string }>(
		`select id from "c_${rows[0]?.id}".spaces where posting = 'everyone' order by position`,
	);
	const [space] = spaces.rows;
	if (!space) throw new Error('no space to post in');
	// Whoever is killed keeps nothing for the next one's start otherwise.
	flushCompileCache();
	await Promise.all([1, 2, 3, 4].map(() => postForever(api, space.id)));
}

type Api = Awaited<ReturnType<typeof callerOf>>;

async function callerOf({ services, owner }: Installation, slug: string) {
	const community = await services.directory.bySlug(slug);
	if (!community) throw new Error(`no community ${slug}`);
	const db = services.communityDb(community);
	const user = await db
		.selectFrom('authUsers')
		.select(['id', 'email', 'name'])
		.executeTakeFirstOrThrow();
	const member = await readStanding(db, user.id);
	const { rows } = await owner.query<{ until: Date }>(`select now() + interval '1 hour' as until`);
	const until = rows[0]?.until;
	if (!until) throw new Error('the database tells no time');
	const session = { id: user.id, provedAt: until, factor: null };
	services.sessions.set(
		...([community.id, user.id, { ...user, userId: user.id, member, session }, until] as const),
	);
	const request = { ...NO_REQUEST, cookie: `kith=${user.id}` };
	return communityCaller(await createCommunityContext(services, community, request));
}

const body = (text: string) => ({
	type: 'doc' as const,
	content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }],
});

async function postForever(api: Api, spaceId: string): Promise<void> {
	for (;;) {
		const postId = newId();
		const commentId = newId();
		try {
			await api.posts.publish({ id: postId, spaceId, title: 'Drill', body: body('A post') });
			process.stdout.write(`posts ${postId}\n`);
			await api.comments.publish({
				id: commentId,
				postId,
				parentId: null,
				body: body('A comment'),
			});
			process.stdout.write(`comments ${commentId}\n`);
			await api.bookmarks.save({ postId });
		} catch {
			// The database is away for a moment: nothing was acknowledged.
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}

await write();
