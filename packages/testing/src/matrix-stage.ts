import { newId } from '@kith/kernel/ids';
import { ACTORS, founderOf, type ActorName } from './test-actors.ts';
import { createTestCommunity } from './test-community.ts';
import { spaceFields, tagFields, words } from './test-content.ts';
import type { TestInstallation } from './test-installation.ts';
import { openBrowser } from './test-staff.ts';
import {
	createGroup,
	createInviteLink,
	createSpace,
	createTag,
	publishComment,
	publishPost,
	saveTagGroup,
} from './test-verbs.ts';
import type { CommunityContext } from '@kith/domains/context';
import { createCommunityContext } from '@kith/domains/create-context';

export { ACTORS, type ActorName };

/** A private community with somebody else's things in it, and an actor of each kind whenever one is needed. */
export async function createStage(installation: TestInstallation) {
	const here = await createTestCommunity(installation);
	const elsewhere = await createTestCommunity(installation);
	const author = await here.as(await here.member('member', 'Author'));
	const founder = async () => here.as(await founderOf(here));
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const uniqueName = () => `Actor ${newId().slice(-12)}`;

	/** Somebody new with a real session; what one actor does to themselves touches no other. */
	async function actor(name: ActorName): Promise<CommunityContext> {
		const browser = openBrowser();
		const { services } = installation;
		if (name !== 'anonymous') {
			const home = name === 'foreigner' ? elsewhere : here;
			const role = name === 'pending' ? 'member' : name === 'foreigner' ? 'owner' : name;
			const status = name === 'pending' ? 'pending' : 'active';
			const { userId } = await home.member(role, uniqueName(), status);
			const { headers } = await services.realms.community(home.community).api.enterAs({
				...{ body: { userId }, headers: new Headers(), returnHeaders: true },
			});
			for (const line of headers.getSetCookie()) browser.setCookie(line);
		}
		return createCommunityContext(services, here.community, browser);
	}
	async function post() {
		const postId = newId();
		const text = { title: 'Theirs', body: words('Theirs') };
		await publishPost(author, { id: postId, spaceId, ...text });
		return { postId };
	}
	async function comment() {
		const input = { id: newId(), ...(await post()), parentId: null, body: words('Theirs') };
		return publishComment(author, input);
	}
	const space = async () => createSpace(await founder(), spaceFields());
	const group = async () => createGroup(await founder(), { name: 'Group' });
	const tag = async () => createTag(await founder(), { id: newId(), ...tagFields() });
	const tagGroup = async () =>
		saveTagGroup(await founder(), { name: 'Group', onlyOne: false, requiredSpaceIds: [] });
	const invitation = async () => {
		const { invitationId } = await createInviteLink(await founder(), { roleKey: 'member' });
		return { invitationId };
	};
	async function member(status = 'active') {
		const { memberId } = await here.member('member', uniqueName(), status);
		return { memberId };
	}
	return { here, spaceId, actor, post, comment, space, group, tag, tagGroup, invitation, member };
}

export type Stage = Awaited<ReturnType<typeof createStage>>;
