import { newId } from '@kith/kernel/ids';

import { openDoor } from './matrix-actors.ts';
import { founderOf } from './test-actors.ts';
import { createTestCommunity } from './test-community.ts';
import { fieldFields, spaceFields, tagFields, words } from './test-content.ts';
import { connectionFields } from './test-sso.ts';
import { documentBy, folderBy, openLibrary } from './test-library.ts';
import type { TestInstallation } from './test-installation.ts';
import { makeOffer } from './test-offers.ts';
import { buy, disputeCharge, giveGift, openAccount, showExtension } from './test-purchases.ts';
import { openShop } from './test-tiers.ts';
import {
	archiveField,
	checkImport,
	createField,
	createGroup,
	createInviteLink,
	createRole,
	addNote,
	createSpace,
	editPost,
	inviteMembers,
	createTag,
	mergeIdea,
	publishComment,
	publishPost,
	restrictMember,
	saveOnboarding,
	saveSegment,
	saveTagGroup,
	startBulk,
	startPoints,
} from './test-verbs.ts';
import { communityCaller } from '@kith/domains';
import type { OnboardingSettings } from '@kith/domains/onboarding/schema';
import type { PostKind } from '@kith/domains/posts/schema';
import { receiveList } from '@kith/domains/imports';

/** A private community with somebody else's things in it, and an actor of each kind whenever one is needed. */
export async function createStage(installation: TestInstallation) {
	const here = await createTestCommunity(installation);
	const elsewhere = await createTestCommunity(installation);
	const founder = async () => here.as(await founderOf(here));
	const librarySpaceId = await openLibrary(await founder());
	const shop = await openShop(installation, here);
	await startPoints(await founder());
	installation.services.snapshots.drop(here.id);
	const author = await here.as(await here.member('member', 'Author'));
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const uniqueName = () => `Actor ${newId().slice(-12)}`;
	async function post(kind: PostKind = 'discussion') {
		const postId = newId();
		const text = { title: 'Theirs', body: words('Theirs') };
		await publishPost(author, { id: postId, spaceId, kind, ...text });
		return { postId };
	}
	/** A post with two kept versions: a moderator changed it. */
	async function editedPost() {
		const { postId } = await post();
		const text = { title: 'Changed', body: words('Changed') };
		await editPost(await founder(), { postId, version: 1, ...text });
		return { subjectKind: 'post' as const, subjectId: postId, number: 1 };
	}
	/** What the author sent and nobody has decided on. */
	async function submission(state = 'waiting') {
		const { memberId: authorId } = author.grants;
		const submissionId = newId();
		await here.db
			.insertInto('submissions')
			.values({
				...{ id: submissionId, kind: 'post', state, authorId, spaceId, title: 'Held' },
				...{ body: JSON.stringify(words('Held')), sentAt: installation.services.clock.now() },
			})
			.execute();
		return { submissionId };
	}
	async function comment(kind: PostKind = 'discussion') {
		const input = { id: newId(), ...(await post(kind)), parentId: null, body: words('Theirs') };
		const { commentId } = await publishComment(author, input);
		return { commentId, postId: input.postId };
	}
	async function announcement() {
		const postId = newId();
		const text = { title: 'News', body: words('News') };
		await publishPost(await founder(), { id: postId, spaceId, kind: 'announcement', ...text });
		return { postId };
	}
	async function poll() {
		const postId = newId();
		const text = { title: 'Tea?', body: words('Tea?') };
		const terms = { method: 'single', maxChoices: 1, results: 'always', openDays: null } as const;
		const choices = { choices: ['Tea', 'Coffee'], isAnonymous: false };
		await publishPost(author, { id: postId, spaceId, ...text, poll: { ...terms, ...choices } });
		return { postId };
	}
	async function mergedIdea() {
		const { postId } = await post('idea');
		await mergeIdea(await founder(), { postId, intoId: (await post('idea')).postId });
		return { postId };
	}
	const newTier = async () => {
		const { tierId, priceId } = await shop.tier();
		return { tierId, priceId };
	};
	let sold: ReturnType<typeof newTier> | undefined;
	/** The one that all share who change nothing of it: there are not as many as there are cases. */
	const tier = () => (sold ??= newTier());
	const pays = async (memberId: string) => void (await shop.give(memberId, (await tier()).tierId));
	const { actor, lasting } = openDoor(installation, { here, elsewhere, pays });
	async function offer() {
		await tier();
		return makeOffer(here, shop.founder);
	}
	let account = '';
	/** What a member bought, on an account that may be charged on. */
	async function purchase() {
		account = await openAccount(installation, here);
		const who = await here.member('member', uniqueName());
		return buy(installation, here, { who, priceId: (await tier()).priceId });
	}
	/** What a member paid for, for somebody who gets mail. */
	async function gift() {
		account = await openAccount(installation, here);
		const who = await here.member('member', uniqueName());
		return giveGift(installation, here, { who, tierId: (await tier()).tierId });
	}
	/** What a member bought and had their bank take back. */
	async function disputed() {
		const { membershipId } = await purchase();
		const entry = here.db.selectFrom('ledger').select('externalId').where('kind', '=', 'payment');
		const { externalId } = await entry
			.where('membershipId', '=', membershipId)
			.executeTakeFirstOrThrow();
		const charge = externalId ?? '';
		return { membershipId, disputeId: await disputeCharge(installation, { account, charge }) };
	}
	/** Another price that a member was shown for what they bought. */
	async function changeShown() {
		const { membershipId } = await purchase();
		const { priceId } = await newTier();
		const { sales } = communityCaller(await founder());
		const { at } = await sales.previewFor({ membershipId, priceId });
		return { membershipId, priceId, at };
	}
	const extensionShown = async () => showExtension(await founder(), await purchase());
	const membership = async () =>
		shop.give((await here.member('member', uniqueName())).memberId, (await tier()).tierId);
	const space = async () => createSpace(await founder(), spaceFields());
	const group = async () => createGroup(await founder(), { name: 'Group' });
	const tag = async () => createTag(await founder(), { id: newId(), ...tagFields() });
	const tagGroup = async () =>
		saveTagGroup(await founder(), { name: 'Group', onlyOne: false, requiredSpaceIds: [] });
	/** A role that the community made itself. */
	const role = async () =>
		createRole(await founder(), { id: newId(), name: `Role ${newId().slice(-12)}` });
	/** A field of the profile; the one before it goes out of use, so that there is always room. */
	async function field() {
		const ctx = await founder();
		for (const { id, archivedAt } of ctx.snapshot.memberFields)
			if (archivedAt === null) await archiveField(ctx, { fieldId: id, archived: true });
		return createField(ctx, { kind: 'text', ...fieldFields() });
	}
	/** A question that newcomers are asked, and all around it. */
	let received: Promise<OnboardingSettings> | undefined;
	const onboarding = () => (received ??= receive());
	async function receive() {
		const answer = { id: newId(), label: 'Alto', spaceIds: [spaceId], fill: null };
		const tagIds = [(await tag()).tagId];
		const question = { id: newId(), title: 'What do you sing?', hint: '', isRequired: false };
		return saveOnboarding(await founder(), {
			questions: [{ ...question, kind: 'one', fieldId: null, answers: [{ ...answer, tagIds }] }],
			...{ firstSteps: { steps: ['photo'], introSpaceId: spaceId }, version: 0 },
		});
	}
	const invitation = async () => {
		const { invitationId } = await createInviteLink(await founder(), { roleKey: 'member' });
		return { invitationId };
	};
	const document = async () => ({
		documentId: await documentBy(author, { spaceId: librarySpaceId }),
	});
	const libraryFolder = async () => ({
		folderId: await folderBy(author, { spaceId: librarySpaceId }),
	});
	/** A connection that is not open; the one before it goes, so that there is always room. */
	async function connection() {
		const { sso } = communityCaller(await founder());
		for (const { id } of await sso.list()) await sso.remove({ connectionId: id });
		const { id } = await sso.create({ id: newId(), ...connectionFields() });
		return { connectionId: id };
	}
	const mailedInvitation = async () => {
		const email = `${newId()}@example.org`;
		await inviteMembers(await founder(), { emails: [email], roleKey: 'member' });
		const row = here.db.selectFrom('invitations').select('id').where('email', '=', email);
		return { invitationId: (await row.executeTakeFirstOrThrow()).id };
	};
	async function silenced() {
		const { memberId } = await member();
		const hold = { kind: 'silenced', hours: 1, reason: 'Enough.' } as const;
		await restrictMember(await founder(), { memberId, ...hold });
		return { memberId };
	}
	/** Another's note on a member. */
	async function note() {
		const noteId = newId();
		const about = await member();
		await addNote(await founder(), { id: noteId, ...about, text: 'Helpful.' });
		return { noteId };
	}
	async function segment() {
		const id = newId();
		await saveSegment(await founder(), { id, name: `Segment ${id}` });
		return { segmentId: id };
	}
	const list = async () => {
		const bytes = new TextEncoder().encode(`email\n${newId()}@example.org\n`);
		return receiveList(await founder(), { bytes, name: 'list.csv' });
	};
	async function checkedList() {
		const { importId } = await list();
		const plan = { targets: ['email'], existing: 'skip' as const, invites: false };
		await checkImport(await founder(), { importId, plan });
		return { importId };
	}
	async function batch() {
		const id = newId();
		const memberIds = [(await member()).memberId];
		const action = { kind: 'give_role', roleKey: 'moderator' } as const;
		await startBulk(await founder(), { id, action, memberIds });
		return { batchId: id };
	}
	async function member(status = 'active') {
		const { memberId } = await here.member('member', uniqueName(), status);
		return { memberId };
	}
	return {
		...{
			here,
			elsewhere,
			spaceId,
			actor,
			lasting,
			post,
			comment,
			announcement,
			poll,
			mergedIdea,
			space,
			group,
		},
		...{ tier, newTier, membership, offer, gift, purchase, disputed, changeShown, extensionShown },
		...{ librarySpaceId, document, libraryFolder },
		...{ role, onboarding, field, tag, tagGroup, invitation, member, editedPost, submission },
		...{ connection, mailedInvitation, silenced, note, segment, batch, list, checkedList },
	};
}

export type Stage = Awaited<ReturnType<typeof createStage>>;
