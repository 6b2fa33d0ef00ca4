import { newId } from '@kith/kernel/ids';
import { everyActor, type ActorName } from '@kith/testing/test-actors';
import { createTestCommunity } from '@kith/testing/test-community';
import { spaceFields, tagFields, words } from '@kith/testing/test-content';
import { createTestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import type { FilingRule } from './filing.schema.ts';

/** A community with open, closed and private spaces and a few tags, in which rules can be made and posts written. */
export async function openFiling() {
	const installation = await createTestInstallation();
	const access = { visibility: 'public' as const, join: 'open' as const };
	const here = await createTestCommunity(installation, { access });
	const actors = await everyActor(here, await createTestCommunity(installation));
	const owner = communityCaller(await actors.as('owner'));
	const space = async (name: string, visibility: 'public' | 'members' | 'private') =>
		(await owner.spaces.create({ ...spaceFields(name), visibility })).spaceId;
	const spaces = {
		hall: await space('Hall', 'members'),
		market: await space('Market', 'members'),
		street: await space('Street', 'public'),
		cabinet: await space('Cabinet', 'private'),
	};
	const tag = async (name: string, change: object = {}) => {
		const tagId = newId();
		await owner.tags.create({ id: tagId, ...tagFields(name), ...change });
		return tagId;
	};
	const caller = async (actor: ActorName) => communityCaller(await actors.as(actor));
	async function save(...rules: FilingRule[]) {
		const { filing } = await caller('owner');
		const { version } = await filing.list();
		await filing.save({ rules, version });
	}
	async function write(ctx: CommunityContext, change: object = {}) {
		const text = { title: 'Title', body: words('Text') };
		const post = { id: newId(), spaceId: spaces.hall, ...text, ...change };
		await communityCaller(ctx).posts.publish(post);
		return post.id;
	}
	/** How many posts a space says it has. */
	async function countIn(spaceId: string): Promise<number> {
		const space = here.db.selectFrom('spaces').select('postCount').where('id', '=', spaceId);
		return (await space.executeTakeFirstOrThrow()).postCount;
	}
	return { installation, here, actors, spaces, tag, caller, save, write, countIn };
}

export type FilingScene = Awaited<ReturnType<typeof openFiling>>;

/** A rule that means every post and needs something to do. */
export const ruleOf = (change: Partial<FilingRule>): FilingRule => {
	const id = newId();
	return {
		...{ id, name: `Rule ${id}`, isPaused: false, kinds: [], spaceIds: [], words: [] },
		...{ wholeWords: false, hosts: [], joinedWithin: null, tagIds: [], toSpaceId: null },
		...change,
	};
};
