import { eventsSince } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { founderOf } from './test-actors.ts';
import { createTestCommunity, type TestMember } from './test-community.ts';
import { outcomeOf, words } from './test-content.ts';
import type { TestInstallation } from './test-installation.ts';
import { asStaff, createTestStaff } from './test-staff.ts';
import type { CommunityContext, PlatformContext } from '@kith/domains/context';
import { createJobContext, createStaffContext } from '@kith/domains/create-context';
import { communityCaller, consumers, platformCaller } from '@kith/domains';
import type { RichText } from '@kith/domains/rich-text/schema';

/** A community whose members are merged, with whoever does it. */
export async function openMerging(installation: TestInstallation) {
	const { services } = installation;
	const here = await createTestCommunity(installation);
	const owner = await asStaff(installation, here.staffId);
	const founder = await here.as(await founderOf(here));
	const spaceId = founder.grants.spaces.postable[0] ?? '';
	let named = 0;

	const someone = (role = 'member', status = 'active') =>
		here.member(role, `Person ${(named += 1)}`, status);

	const rowOf = (memberId: string) =>
		here.db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirstOrThrow();

	async function merge(gone: TestMember, stays: TestMember, by = owner): Promise<string> {
		const { handle } = await rowOf(gone.memberId);
		const pair = { memberId: gone.memberId, intoId: stays.memberId };
		const asked = { communityId: here.id, ...pair, handle: `@${handle.toUpperCase()}` };
		return outcomeOf(platformCaller(by).merging.merge(asked));
	}

	/** Whoever runs the community with `role`. */
	async function runs(role: 'admin' | 'analyst'): Promise<PlatformContext> {
		const { staffId } = await createTestStaff(installation);
		const row = { organizationId: here.community.organizationId, staffId, role };
		await services.platform.insertInto('organizationStaff').values(row).execute();
		return asStaff(installation, staffId);
	}

	/** What somebody may do in the community from the studio. */
	async function inStudio({ staff, request }: PlatformContext) {
		if (!staff) throw new Error('nobody');
		return communityCaller(await createStaffContext(services, here.community, staff, request));
	}

	async function post(ctx: CommunityContext, body: RichText = words('Hello')): Promise<string> {
		const id = newId();
		await communityCaller(ctx).posts.publish({ id, spaceId, title: 'Hello', body });
		return id;
	}

	async function authorOf(postId: string): Promise<string> {
		const posts = here.db.selectFrom('posts').select('authorId').where('id', '=', postId);
		return (await posts.executeTakeFirstOrThrow()).authorId;
	}

	/** Hands what happened to whoever listens, twice, as the relay may. */
	async function deliver(type: string): Promise<void> {
		const ctx = await createJobContext(services, here.community, 'relay');
		const events = await eventsSince(here.db, here.id, newId(), 1000);
		for (const event of events.filter((one) => one.type === type))
			for (const { on, handle } of [...consumers.values(), ...consumers.values()])
				if (on.includes(event.type)) await handle(ctx, event);
	}

	const verbs = { someone, rowOf, merge, runs, inStudio, post, authorOf, deliver };
	return { here, owner, founder, spaceId, ...verbs };
}

export type Merging = Awaited<ReturnType<typeof openMerging>>;
